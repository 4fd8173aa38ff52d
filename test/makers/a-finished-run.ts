import type { FinishedRun } from '#shared/contract/run-records.ts';
import type { Clause, Tier } from '#shared/domain/clause.ts';
import { tiers } from '#shared/domain/clause.ts';
import { causes } from '#shared/engine/causes.ts';
import { lossKinds } from '#shared/engine/run-pictures.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { lowEnd } from '#shared/units/quantity.ts';
import type { ClauseVerdict, TierVerdict } from '#shared/verdicts/verdict-document.ts';

const HASH = `sha256:${'9f2c41ab73d05e68'.repeat(4)}`;
const REPLICATIONS = 1000;

/**
 * A plausible run of any plan, without simulating it: load grows month by month, optimistic targets
 * hold, baseline ones get into danger late, stretch ones fail. For documents and screens, not for mathematics.
 */
export function aFinishedRun(plan: Plan): FinishedRun {
  const months = monthsOf(plan);
  return {
    run: {
      id: 'run-9f2c41ab',
      plan: plan.id,
      scenario: 'base',
      inputHash: HASH,
      seed: 7,
      replications: REPLICATIONS,
      engineVersion: '0.1.0',
      finishedAt: '2026-12-01T09:30:00.000Z',
      elapsedMs: 3100,
    },
    verdict: {
      engineVersion: '0.1.0',
      inputHash: HASH,
      seed: 7,
      replications: REPLICATIONS,
      plan: plan.id,
      planName: plan.name,
      scenario: 'base',
      scenarioName: plan.baseScenarioName,
      from: plan.horizon.start,
      to: lastDayOf(months.at(-1)!),
      confidence: plan.confidence,
      elapsedMs: 3100,
      headline: 'Seven of fifteen promises hold. The first to break is checkout p95, in November 2027.',
      clauses: plan.clauses.map((clause, index) => aClauseVerdict(plan, clause, index, months)),
      joint: tiers.map((tier, index) => ({ tier, probability: between([0.93, 0.44, 0][index]!) })),
      warnings: [],
    },
    pictures: picturesOf(plan, months),
  };
}

/** Probability of each tier at the end of the horizon, for the first clause, the second … */
const OUTCOMES = [
  [0.982, 0.62, 0.03],
  [0.992, 0.947, 0.18],
  [0.999, 0.994, 0.71],
  [0.999, 0.99, 0.41],
  [0.996, 0.83, 0.22],
];
const MAINTENANCE_COSTS = 0.06;

function aClauseVerdict(plan: Plan, clause: Clause, index: number, months: readonly string[]): ClauseVerdict {
  return {
    id: clause.id,
    name: clause.name,
    metric: clause.metric,
    journey: 'journey' in clause ? clause.journey : null,
    component: 'component' in clause ? clause.component : null,
    scope: clause.scope,
    window: 'calendar-month',
    tiers: tiers.map((tier, order) =>
      aTierVerdict(plan, clause, tier, OUTCOMES[index % OUTCOMES.length]![order]!, months),
    ),
  };
}

function aTierVerdict(
  plan: Plan,
  clause: Clause,
  tier: Tier,
  value: number,
  months: readonly string[],
): TierVerdict {
  const probability = between(value);
  const decided =
    probability.low >= plan.confidence
      ? 'sustainable'
      : probability.high < plan.confidence
        ? value < 0.5
          ? 'unsustainable'
          : 'atRisk'
        : 'unknown';
  const monthly = months.map(
    (_month, position) => 1 - (1 - value) ** (1.6 - (0.9 * (position + 1)) / months.length),
  );
  const firstBelow = monthly.findIndex((chance) => chance < plan.confidence);
  return {
    tier,
    target: { ...clause.tiers[tier] },
    verdict: decided,
    probability,
    runway: firstBelow < 0 ? months.at(-1)! : firstBelow === 0 ? null : months[firstBelow - 1]!,
    holdsThroughout: firstBelow < 0,
    otherAccounting:
      clause.metric === 'availability'
        ? { maintenance: 'counted', probability: between(Math.max(0, value - MAINTENANCE_COSTS)) }
        : null,
    replicationsToDecide: decided === 'unknown' ? 8000 : null,
    windows: months.map((window, position) => ({
      window,
      probability: monthly[position]!,
      attainment: { p5: 0.99, p50: 0.995, p95: 0.999 },
    })),
    reason: {
      text:
        decided === 'sustainable'
          ? ''
          : `Holds in ${Math.round(value * 100)} % of futures. Cart store runs above 92 % on Friday evenings from November 2027.`,
      bottleneck: plan.components[0]?.id ?? null,
      causes:
        decided === 'sustainable'
          ? []
          : [
              { cause: 'load', share: 0.71 },
              { cause: 'failure', share: 0.14 },
              { cause: 'deployment', share: 0.15 },
            ],
      smallestChange: null,
    },
  };
}

function picturesOf(plan: Plan, months: readonly string[]): FinishedRun['pictures'] {
  const level = plan.demand.journeys.reduce((sum, journey) => sum + lowEnd(journey.level), 0);
  const band = (at: (position: number) => number) => {
    const values = months.map((_month, position) => at(position));
    const times = (factor: number) => values.map((value) => value * factor);
    return {
      p2_5: times(0.88),
      p5: times(0.9),
      p10: times(0.92),
      p25: times(0.96),
      p50: values,
      p75: times(1.04),
      p90: times(1.08),
      p95: times(1.1),
      p97_5: times(1.12),
    };
  };
  const steady = (value: number) => band(() => value);
  const upBand = () => {
    const up = months.map(() => 0.9995);
    const bad = months.map(() => 0.997);
    const one = months.map(() => 1);
    return { p2_5: bad, p5: bad, p10: up, p25: up, p50: up, p75: one, p90: one, p95: one, p97_5: one };
  };
  const spread = (value: number) => ({
    mean: months.map(() => value),
    p5: months.map(() => value / 2),
    p95: months.map(() => value * 2),
  });
  const outagesOf = (factor: number) => ({
    count: spread(0.1 * factor),
    minutes: spread(4 * factor),
    chance: months.map(() => Math.min(1, 0.04 * factor)),
    horizon: {
      count: { mean: 2.4 * factor, p5: 0, p50: 2 * factor, p95: 5 * factor },
      minutes: { mean: 96 * factor, p5: 0, p50: 80 * factor, p95: 260 * factor },
    },
  });
  const recordOf = <Key extends string>(keys: readonly Key[], valueOf: (key: Key) => number) =>
    Object.fromEntries(keys.map((key) => [key, spread(valueOf(key))])) as Record<
      Key,
      ReturnType<typeof spread>
    >;
  return {
    months: [...months],
    demand: {
      total: aFan(plan, level),
      journeys: plan.demand.journeys.map(({ journey, level: own }) => ({
        journey,
        fan: aFan(plan, lowEnd(own)),
      })),
    },
    components: plan.components.map(({ id, kind }, row) => ({
      component: id,
      utilization: band(
        (position) => 0.3 + 0.09 * row + 0.016 * position + (months[position]!.endsWith('-11') ? 0.15 : 0),
      ),
      busiestHour: months.map((month) => ({ at: `${month}-26T20:00`, share: 0.4 })),
      availability: upBand(),
      outages: outagesOf(row + 1),
      saturationRate: kind === 'supportDesk' ? null : level * (2 + row / 2),
    })),
    journeys: plan.journeys.map(({ id }) => ({
      journey: id,
      responseP50Ms: steady(180),
      responseP95Ms: steady(520),
      responseP99Ms: steady(900),
      success: steady(0.99),
      losses: {
        total: spread(0.002),
        kinds: recordOf(lossKinds, (kind) => (kind === 'failed' || kind === 'timedOut' ? 0.001 : 0)),
        causes: recordOf(causes, (cause) => (cause === 'failure' || cause === 'load' ? 0.001 : 0)),
      },
    })),
    clauses: plan.clauses.map(({ id }) => ({
      clause: id,
      windows: [...months],
      attained: { optimistic: upBand(), baseline: upBand(), stretch: upBand() },
    })),
    desks: [],
    outages: outagesOf(20),
    outagesPerYear: plan.components.map(({ id }, row) => ({ component: id, mean: 1.5 + row })),
  };
}

function aFan(plan: Plan, level: number): FinishedRun['pictures']['demand']['total'] {
  const start = Date.parse(`${plan.horizon.start}T00:00Z`);
  const dates = Array.from({ length: plan.horizon.months * 30 }, (_none, day) =>
    new Date(start + day * 86_400_000).toISOString().slice(0, 10),
  );
  const at = (spread: number) =>
    dates.map((date, day) => {
      const peak = date.slice(5, 7) === '11' && Number(date.slice(8)) > 24 ? 2.2 : 1;
      return (
        level *
        2 *
        peak *
        (1 + (0.4 + spread * 0.35) * (day / 365)) *
        (1 + spread * 0.08 + 0.08 * Math.sin((day / 7) * 2 * Math.PI))
      );
    });
  return {
    dates,
    p2_5: at(-1.9),
    p10: at(-1.3),
    p25: at(-0.7),
    p50: at(0),
    p75: at(0.7),
    p90: at(1.3),
    p97_5: at(1.9),
  };
}

function monthsOf({ horizon }: Plan): string[] {
  const [year, month] = horizon.start.split('-').map(Number);
  return Array.from({ length: horizon.months }, (_none, index) =>
    new Date(Date.UTC(year!, month! - 1 + index, 1)).toISOString().slice(0, 7),
  );
}

const lastDayOf = (month: string): string => {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year!, number!, 0)).toISOString().slice(0, 10);
};

/** A value with about the interval that a thousand futures give. */
function between(value: number): { value: number; low: number; high: number } {
  const half = 1.96 * Math.sqrt((value * (1 - value)) / REPLICATIONS) + 0.001;
  return { value, low: Math.max(0, value - half), high: Math.min(1, value + half) };
}
