import type { Intervention } from '../domain/intervention.ts';
import type { PathStep, VisitStep } from '../domain/journey.ts';
import type { Plan } from '../domain/plan.ts';
import type { Region } from '../domain/region.ts';
import type { ServiceLaw } from '../domain/service-time.ts';
import type { RuleSchedule } from '../engine/rule-schedule.ts';
import { serviceOf } from '../engine/compile-response.ts';
import { cv2Of } from '../engine/service-law.ts';
import { middle } from '../units/quantity.ts';
import type { Law, Origin, Retries, Spans, Step, Stream, Visit } from './network.ts';
import type { PlanFuture } from './plan-future.ts';

/** A time of the horizon in minutes, and the moment in the network that is second 0. */
export interface PlanSpan {
  /** First and last minute that is simulated. */
  first: number;
  last: number;
  zero: number;
}

/** Seconds of the network. */
export const toSeconds = ({ zero }: PlanSpan, minute: number): number => (minute - zero) * 60;

/** When a rule with a calendar applies. */
export function spansOf(schedule: RuleSchedule | null, span: PlanSpan): Spans | undefined {
  if (!schedule) return undefined;
  return Array.from(schedule.starts, (start, index) => ({
    start: toSeconds(span, start),
    end: toSeconds(span, schedule.ends[index]!),
  }));
}

/** The journeys of a plan as streams: rates, origins and draws of the future, routes and clients. */
export function planStreams(future: PlanFuture, span: PlanSpan): Stream[] {
  const { compiled, work } = future;
  const { plan } = compiled;
  const ranks = [...new Set(compiled.journeys.map(({ priority }) => priority))].sort((a, b) => a - b);
  return plan.journeys.map((journey, index) => {
    const demand = plan.demand.journeys.find((candidate) => candidate.journey === journey.id);
    const pieces = piecesOf(future, span, index);
    const timeout = work.inputs.timeoutMs[index]! / 1000;
    const retries = retriesOf(future, span, index);
    return {
      id: journey.id,
      class: ranks.indexOf(compiled.journeys[index]!.priority),
      arrivals: {
        kind: 'renewal',
        rate: { kind: 'pieces', starts: pieces.starts, rates: pieces.rates },
        law: arrivalLaw(demand?.arrivalCv2 ?? 1),
      },
      route: routeOf(future, index),
      origins: originsOf(future, pieces.shares),
      ...(timeout < Infinity && { timeout }),
      ...(retries && { retries }),
      rateLimits: compiled.rules.rateLimits.flatMap(({ journeys }, limit) =>
        journeys.includes(index) ? [limit] : [],
      ),
    };
  });
}

/** The law that the time-step engine fits to the same cv²: see queueing/arrival-law.ts. */
function arrivalLaw(cv2: number): Law {
  if (cv2 === 1) return { kind: 'exponential', mean: 1 };
  return cv2 > 1 ? { kind: 'hyperexponential', mean: 1, cv2 } : { kind: 'gamma', mean: 1, cv2 };
}

interface Pieces {
  starts: number[];
  rates: number[];
  /** By region. */
  shares: number[][];
}

/** Rates by step, cut where an injected surge begins or ends. */
function piecesOf(future: PlanFuture, span: PlanSpan, journey: number): Pieces {
  const { compiled, work, rates, interventions } = future;
  const { stepMinutes, steps } = compiled.grid;
  const surges = interventions.filter((each) => isSurgeOf(each, compiled.journeys[journey]!.id));
  const edges = new Set([span.first]);
  for (let step = Math.floor(span.first / stepMinutes) + 1; step * stepMinutes < span.last; step++)
    edges.add(step * stepMinutes);
  for (const { from, minutes } of surges)
    for (const edge of [from, from + minutes]) if (edge > span.first && edge < span.last) edges.add(edge);
  const starts = [...edges].sort((a, b) => a - b);
  const stepOf = (minute: number) => Math.min(steps - 1, Math.floor(minute / stepMinutes));
  const { splits } = work.path.mixes[journey]!;
  return {
    starts: starts.map((minute) => toSeconds(span, minute)),
    rates: starts.map((minute) =>
      surges.reduce(
        (rate, each) =>
          each.kind === 'surge' && minute >= each.from && minute < each.from + each.minutes
            ? rate * each.multiplier
            : rate,
        rates[journey]![stepOf(minute)]!,
      ),
    ),
    shares: splits.map((split) => starts.map((minute) => split[stepOf(minute)]!)),
  };
}

const isSurgeOf = (each: Intervention, journey: string): boolean =>
  each.kind === 'surge' && (!each.journeys || each.journeys.includes(journey));

function originsOf({ compiled: { plan }, draw }: PlanFuture, shares: readonly number[][]): Origin[] {
  return plan.regions.map((region, index) => ({
    share: shares[index]!,
    outside: [
      networkLaw(region, draw(region.network.meanMs, `regions/${region.id}/network/meanMs`)),
      ...deviceLaws(region, (device, ms) => draw(ms, `regions/${region.id}/devices/${device}/addedMs`)),
    ],
  }));
}

function networkLaw({ network }: Region, meanMs: number): Law {
  const centre = middle(network.meanMs);
  if (network.p95Ms === undefined || centre === 0 || meanMs <= 0)
    return { kind: 'deterministic', mean: Math.max(0, meanMs) / 1000 };
  const p95OverMean = Math.max(1.0001, Math.min(3.8, network.p95Ms / centre));
  return lawOf({ kind: 'lognormalP95', p95OverMean }, meanMs / 1000);
}

function deviceLaws(
  { devices }: Region,
  addedOf: (device: string, ms: Region['devices'][number]['addedMs']) => number,
): Law[] {
  const parts = devices
    .filter(({ share }) => share > 0)
    .map(({ id, share, addedMs }) => ({
      weight: share,
      law: { kind: 'deterministic' as const, mean: addedOf(id, addedMs) / 1000 },
    }));
  return parts.length === 0 ? [] : [{ kind: 'mixture', parts }];
}

/** A plan's law of service with a mean in seconds. */
function lawOf(law: ServiceLaw, mean: number): Law {
  switch (law.kind) {
    case 'exponential':
    case 'deterministic':
      return { kind: law.kind, mean };
    case 'erlang':
      return { kind: 'erlang', mean, stages: law.stages };
    case 'hyperexponential':
      return { kind: 'hyperexponential', mean, cv2: law.cv2 };
    case 'lognormal':
    case 'lognormalP95': {
      const cv2 = cv2Of(law);
      return cv2 === 0 || mean === 0 ? { kind: 'deterministic', mean } : { kind: 'lognormal', mean, cv2 };
    }
    case 'histogram':
      return { kind: 'histogram', mean, upperBounds: law.upperBoundsMs, counts: law.counts };
  }
}

function routeOf(future: PlanFuture, journey: number): Step[] {
  let place = 0;
  const visitOf = (visit: VisitStep): Visit => planVisit(future, journey, place++, visit);
  return future.compiled.plan.journeys[journey]!.path.map((step: PathStep): Step =>
    step.kind === 'visit'
      ? visitOf(step)
      : { kind: 'parallel', branches: step.branches.map((branch) => branch.map(visitOf)) },
  );
}

function planVisit({ compiled, work }: PlanFuture, journey: number, place: number, visit: VisitStep): Visit {
  const { station, soft } = compiled.journeys[journey]!.visits[place]!;
  const { per, hit, seconds } = work.inputs.visits[journey]![place]!;
  return {
    kind: 'visit',
    station,
    service: lawOf(serviceOf(compiled.plan, visit).law, seconds),
    calls: per,
    ...(hit > 0 && { hit }),
    ...(soft && { soft }),
  };
}

function retriesOf({ compiled }: PlanFuture, span: PlanSpan, journey: number): Retries | undefined {
  const rule = compiled.rules.retries[journey];
  if (!rule) return undefined;
  const { backoffFactor, jitter } = retryRuleOf(compiled.plan, journey);
  return {
    attempts: rule.attempts,
    backoff: { mean: rule.backoffMs / 1000, factor: backoffFactor, jitter: jitter ? 'uniform' : 'none' },
    ...(rule.budget < Infinity && { budget: { share: rule.budget, window: BUDGET_WINDOW } }),
    dropExpired: rule.dropExpired,
    ...(rule.schedule && { spans: spansOf(rule.schedule, span)! }),
  };
}

/** Seconds of the past that a retry budget looks at. */
const BUDGET_WINDOW = 10;

function retryRuleOf(plan: Plan, journey: number) {
  const { id } = plan.journeys[journey]!;
  const rule = plan.shaping.find(
    (each) => each.enabled && each.kind === 'retries' && (!each.journeys || each.journeys.includes(id)),
  );
  if (rule?.kind !== 'retries') throw new Error(`Expected a retry rule for "${id}".`);
  return rule;
}
