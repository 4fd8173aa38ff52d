import type { ClauseOf } from '#shared/domain/clause.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { judge } from '#shared/verdicts/judge.ts';
import type { JudgedTallies } from '#shared/verdicts/judged-tallies.ts';
import type { TierVerdict } from '#shared/verdicts/verdict-document.ts';
import { aPlan } from '#test/makers/a-plan.ts';

export const windows = ['2027-01', '2027-02', '2027-03', '2027-04'];

/** One availability clause over four months; `levels` are its tiers. */
export function planWith(
  levels: [number, number, number] = [0.9, 0.99, 0.999],
  changes: Parameters<typeof aPlan>[0] = {},
): Plan {
  const [optimistic, baseline, stretch] = levels.map((atLeast) => ({ atLeast }));
  return aPlan({
    horizon: { start: '2027-01-01', months: 4, stepMinutes: 60 },
    clauses: [
      {
        id: 'up',
        name: 'Order availability',
        metric: 'availability',
        journey: 'order',
        tiers: { optimistic: optimistic!, baseline: baseline!, stretch: stretch! },
      },
    ],
    ...changes,
  });
}

export const judged = (plan: Plan, tallies: JudgedTallies, changes: { partial?: boolean } = {}) =>
  judge({
    plan,
    tallies,
    scenario: { id: 'base', name: 'Base' },
    seed: 1,
    inputHash: 'sha256:0',
    elapsedMs: 12,
    ...changes,
  });

export const baseline = (document: ReturnType<typeof judged>, clause = 0): TierVerdict =>
  document.clauses[clause]!.tiers[1]!;

/** The same with a latency clause beside it. */
export function twoClauses(): Plan {
  const up = planWith().clauses[0] as ClauseOf<'availability'>;
  const target = { percentile: 0.9, atMostMs: 300 };
  return planWith(undefined, {
    clauses: [
      up,
      {
        id: 'fast',
        name: 'Order p90',
        metric: 'latency',
        journey: 'order',
        tiers: { optimistic: target, baseline: target, stretch: target },
      },
    ],
  });
}

export const pool = (id: string, name: string, failure?: { mtbfHours: number; mttrMinutes: number }) => ({
  id,
  name,
  kind: 'pool' as const,
  instances: 2,
  concurrency: 4,
  serviceTime: { meanMs: 100 },
  failure,
});

/** Without the spaces that only typesetting needs. */
export const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
