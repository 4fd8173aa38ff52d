import { describe, expect, test } from 'vitest';
import type { Clause, Target } from '#shared/domain/clause.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { simulateReplications } from '#shared/engine/simulate.ts';
import { judge } from '#shared/verdicts/judge.ts';
import type { Probability } from '#shared/verdicts/verdict-document.ts';
import { everyPlan } from './every-plan.ts';

const judged = (plan: Plan) =>
  judge({
    plan,
    scenario: { id: 'base', name: 'Base' },
    tallies: simulateReplications(compilePlan(plan), { seed: 8, first: 100, count: 4 }),
    seed: 8,
    inputHash: 'sha256:0',
    elapsedMs: 0,
  });

/** How each number of a target is loosened, by a share of the way to asking for nothing. */
const LOOSENED: Record<string, (value: number, by: number) => number> = {
  percentile: (share, by) => Math.max(0.01, share * (1 - by)),
  atMostMs: (time, by) => time * (1 + by),
  atLeast: (share, by) => share * (1 - by),
  atMost: (share, by) => share + (1 - share) * by,
  atLeastPerSecond: (rate, by) => rate * (1 - by),
  share: (share, by) => share * (1 - by),
  withinMinutes: (time, by) => time * (1 + by),
};

/** The clause with its stretch target, made looser from tier to tier. */
function stepwise(clause: Clause): Clause {
  const looser = (by: number): Target =>
    Object.fromEntries(
      Object.entries(clause.tiers.stretch).map(([key, value]) => [key, LOOSENED[key]!(value as number, by)]),
    ) as Target;
  return {
    ...clause,
    tiers: { optimistic: looser(0.8), baseline: looser(0.3), stretch: looser(0) },
  } as Clause;
}

const expectProbability = ({ low, value, high }: Probability): void => {
  expect(low).toBeGreaterThanOrEqual(0);
  expect(low).toBeLessThanOrEqual(value);
  expect(high).toBeGreaterThanOrEqual(value);
  expect(high).toBeLessThanOrEqual(1);
};

describe('over every plan', () => {
  test('V1 and V2: probabilities lie inside their intervals, and those inside 0 and 1', () => {
    everyPlan(
      (plan) => {
        const { clauses, joint } = judged(plan);
        joint.forEach(({ probability }) => expectProbability(probability));
        for (const { tiers } of clauses) {
          for (const { probability, otherAccounting, windows } of tiers) {
            expectProbability(probability);
            if (otherAccounting) expectProbability(otherAccounting.probability);
            for (const window of windows) {
              expect(window.probability).toBeGreaterThanOrEqual(probability.value);
              const { p5, p50, p95 } = window.attainment;
              expect([p5, p50, p95].toSorted((a, b) => a - b)).toEqual([p5, p50, p95]);
              expect(p5).toBeGreaterThanOrEqual(0);
              expect(p95).toBeLessThanOrEqual(1 + 1e-9);
            }
          }
        }
      },
      { runs: 8 },
    );
  });

  test('V1: a looser target is never kept with a lower probability', () => {
    everyPlan(
      (plan) => {
        for (const { tiers } of judged({ ...plan, clauses: plan.clauses.map(stepwise) }).clauses) {
          const [optimistic, baseline, stretch] = tiers.map(({ probability }) => probability.value);
          expect(optimistic).toBeGreaterThanOrEqual(baseline!);
          expect(baseline).toBeGreaterThanOrEqual(stretch!);
        }
      },
      { runs: 8 },
    );
  });
});
