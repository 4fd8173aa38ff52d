import { heldAt } from '../engine/autoscaler.ts';
import { EFFECT, type CompiledStation } from '../engine/compiled-plan.ts';
import { WHOLE, type Outage } from '../engine/outage.ts';
import type { Autoscaler, CircuitBreaker, ConcurrencyLimit, Disruption, Station } from './network.ts';
import type { PlanFuture } from './plan-future.ts';
import { spansOf, toSeconds, type PlanSpan } from './plan-streams.ts';

/** Pools, queues and externals of a plan as stations, with what befalls them in the future. */
export function planStations(future: PlanFuture, span: PlanSpan): Station[] {
  return future.compiled.stations.map((compiled, index) => {
    const { inputs } = future.work;
    const { servers, queueLimit, timeout, priority } = inputs.stations[index]!;
    const external = future.compiled.plan.components[compiled.component]!;
    const serviceTimeout = external.kind === 'external' ? external.timeoutMs : undefined;
    const breaker = breakerOf(future, span, index);
    const limits = limitsOf(future, span, index);
    const disruptions = disruptionsOf(future, span, index);
    return {
      id: compiled.id,
      servers: servers[1]!,
      ...(queueLimit < Infinity && { places: queueLimit }),
      ...(priority && { discipline: 'priority' as const }),
      ...(timeout < Infinity && { patience: { kind: 'deterministic' as const, mean: timeout } }),
      ...(serviceTimeout !== undefined && { serviceTimeout: serviceTimeout / 1000 }),
      whenDown: compiled.kind === 'queue' ? 'hold' : 'fail',
      ...(compiled.kind !== 'external' && { instances: instancesOf(future, span, compiled, index) }),
      ...(disruptions.length > 0 && { disruptions }),
      ...(limits.length > 0 && { limits }),
      ...(breaker && { breaker }),
    };
  });
}

function instancesOf(future: PlanFuture, span: PlanSpan, compiled: CompiledStation, station: number) {
  const { work } = future;
  const input = work.inputs.stations[station]!;
  return {
    running: heldAt(work, station, span.first),
    servers: [...input.servers],
    required: input.required,
    ...(input.autoscaled && { autoscaler: autoscalerOf(future, span, compiled, station) }),
  };
}

/** Seconds over which an autoscaler averages the load. */
const SCALING_WINDOW = 30;

function autoscalerOf(
  { compiled: { plan, grid }, work, draw }: PlanFuture,
  span: PlanSpan,
  { component, scheduledMinimum }: CompiledStation,
  station: number,
): Autoscaler {
  const own = plan.components[component]!;
  const scaling = 'autoscaling' in own ? own.autoscaling : undefined;
  if (!scaling) throw new Error(`Expected an autoscaler at "${own.id}".`);
  const { minimum, maximum } = work.inputs.stations[station]!;
  const lagMinutes = draw(scaling.lagMinutes, `components/${own.id}/autoscaling/lagMinutes`);
  const steps = stepsBetween(grid, span.first - lagMinutes - scaling.cooldownMinutes, span.first);
  const ahead = stepsBetween(grid, span.first, span.last);
  return {
    target: scaling.targetUtilization,
    lag: lagMinutes * 60,
    cooldown: scaling.cooldownMinutes * 60,
    minimum: {
      starts: ahead.map((step) => toSeconds(span, step * grid.stepMinutes)),
      instances: ahead.map((step) => Math.min(maximum, Math.max(minimum, scheduledMinimum?.[step] ?? 0))),
    },
    maximum,
    window: SCALING_WINDOW,
    before: steps.flatMap((step) =>
      asksOf(work.loadPath.desired[station]![step]!, step, grid.stepMinutes, span),
    ),
  };
}

/** What was asked for in a step before the start: at every window of it, as the autoscaler would have. */
function asksOf(instances: number, step: number, stepMinutes: number, span: PlanSpan) {
  const asks: { at: number; instances: number }[] = [];
  const first = toSeconds(span, span.first);
  const from = toSeconds(span, step * stepMinutes);
  const to = Math.min(first, from + stepMinutes * 60);
  for (let at = from + SCALING_WINDOW / 2; at < to; at += SCALING_WINDOW) asks.push({ at, instances });
  return asks;
}

function stepsBetween(grid: { stepMinutes: number; steps: number }, from: number, to: number): number[] {
  const first = Math.max(0, Math.floor(from / grid.stepMinutes));
  const last = Math.min(grid.steps - 1, Math.floor(to / grid.stepMinutes));
  return Array.from({ length: Math.max(1, last - first + 1) }, (_none, index) =>
    Math.min(first + index, last),
  );
}

function disruptionsOf({ work }: PlanFuture, span: PlanSpan, station: number): Disruption[] {
  return work.outages
    .filter((outage) => outage.station === station && outage.start < span.last && outage.end > span.first)
    .map((outage) => ({
      start: toSeconds(span, outage.start),
      end: toSeconds(span, outage.end),
      effect: effectOf(outage),
    }));
}

function effectOf({
  firstSlot: first,
  stride,
  endSlot: end,
  failover,
  effect,
  value,
}: Outage): Disruption['effect'] {
  if (first !== WHOLE) return { kind: failover ? 'failover' : 'away', first, stride, end };
  if (effect === EFFECT.down) return { kind: 'down' };
  return effect === EFFECT.reduced ? { kind: 'reduced', share: value } : { kind: 'slow', factor: value };
}

/** Limits that always apply are in the future's inputs, those with a calendar in the rules (S3). */
function limitsOf({ compiled, work }: PlanFuture, span: PlanSpan, station: number): ConcurrencyLimit[] {
  const { limit, servers } = work.inputs.stations[station]!;
  const always = limit < Infinity ? [{ limit }] : [];
  const scheduled = compiled.rules.limitsOf[station]!.filter(({ schedule }) => schedule).map((rule) => {
    // An external has no waiting places of its own.
    const places = rule.queueLimit ?? (servers[1] === Infinity ? 0 : undefined);
    return {
      limit: rule.limit,
      ...(places !== undefined && { places }),
      spans: spansOf(rule.schedule, span)!,
    };
  });
  return [...always, ...scheduled];
}

/** Of several the one with the lowest threshold holds (S6). */
function breakerOf({ compiled }: PlanFuture, span: PlanSpan, station: number): CircuitBreaker | undefined {
  const [rule] = compiled.rules.breakersOf[station]!.toSorted((a, b) => a.above - b.above);
  if (!rule) return undefined;
  return {
    share: rule.above,
    window: 10,
    calls: 20,
    open: rule.openSeconds,
    ...(rule.schedule && { spans: spansOf(rule.schedule, span)! }),
  };
}
