import type { Plan, PlanInput } from '#shared/domain/plan.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { simulateReplications } from '#shared/engine/simulate.ts';
import type { RunTallies, TierTallies } from '#shared/engine/run-tallies.ts';
import { aPlan } from './a-plan.ts';

/** The tallies of a small plan's futures. */
export function aRun(plan: Plan, { replications = 4, seed = 7 } = {}): RunTallies {
  return simulateReplications(compilePlan(plan), { seed, first: 0, count: replications });
}

/** The stretch tier of the clause. */
export function tierOf(tallies: RunTallies, clause: string): TierTallies {
  return tallies.clauses.find((candidate) => candidate.clause === clause)!.tiers[2]!;
}

/** Good over valid events of the clause's stretch tier, over all windows and futures. */
export function shareGood(tallies: RunTallies, clause: string): number {
  const { good, valid } = tierOf(tallies, clause);
  return sum(good) / sum(valid);
}

export const sum = (values: Iterable<number>): number =>
  [...values].reduce((total, value) => total + value, 0);

/** An availability clause on the journey `order`, the same in all tiers. */
export function availability(
  changes: Record<string, unknown> = {},
): NonNullable<PlanInput['clauses']>[number] {
  const target = { atLeast: 0.999 };
  return {
    id: 'up',
    name: 'Up',
    metric: 'availability',
    journey: 'order',
    tiers: { optimistic: target, baseline: target, stretch: target },
    ...changes,
  } as never;
}

/** A latency clause on the journey `order`, the same in all tiers. */
export function latency(
  atMostMs: number,
  changes: Record<string, unknown> = {},
): NonNullable<PlanInput['clauses']>[number] {
  const target = { percentile: 0.95, atMostMs };
  return {
    id: 'fast',
    name: 'Fast',
    metric: 'latency',
    journey: 'order',
    tiers: { optimistic: target, baseline: target, stretch: target },
    ...changes,
  } as never;
}

/** The plan of `aPlan` with one pool, changed. */
export function aPoolPlan(pool: Record<string, unknown>, changes: Partial<PlanInput> = {}): Plan {
  return aPlan({
    components: [
      {
        id: 'web',
        name: 'Web',
        kind: 'pool',
        instances: 2,
        concurrency: 4,
        serviceTime: { meanMs: 100 },
        ...pool,
      } as never,
    ],
    ...changes,
  });
}
