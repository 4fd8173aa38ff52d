import { expect, it } from 'vitest';
import { findMostMoved } from '#renderer/app/most-moved.ts';
import type { VerdictDocument } from '#shared/verdicts/verdict-document.ts';
import { aFinishedRun } from '#test/makers/a-finished-run.ts';
import { theSamplePlan } from '#test/makers/the-sample-plan.ts';

const plan = theSamplePlan();
const { verdict: before } = aFinishedRun(plan);
const [first, second] = plan.clauses;

/** The same verdict with the baseline chances of some promises moved. */
const withMoves = (moves: Record<string, number>): VerdictDocument => ({
  ...before,
  clauses: before.clauses.map((clause) => ({
    ...clause,
    tiers: clause.tiers.map((tier) =>
      tier.tier === 'baseline'
        ? {
            ...tier,
            probability: { ...tier.probability, value: tier.probability.value + (moves[clause.id] ?? 0) },
          }
        : tier,
    ),
  })),
});

it('is the promise whose chance moves most, in either direction', () => {
  const now = withMoves({ [first!.id]: 0.05, [second!.id]: -0.2 });
  expect(findMostMoved(plan.clauses, now, before, null)).toBe(second!.id);
});

it('is none where nothing moves, or there is nothing to compare with', () => {
  expect(findMostMoved(plan.clauses, withMoves({ [first!.id]: 0.01 }), before, null)).toBeNull();
  expect(findMostMoved(plan.clauses, before, null, first!.id)).toBeNull();
});

it('stays what it was until another moves clearly more', () => {
  const nearly = withMoves({ [first!.id]: 0.1, [second!.id]: 0.15 });
  expect(findMostMoved(plan.clauses, nearly, before, first!.id)).toBe(first!.id);
  expect(findMostMoved(plan.clauses, before, before, first!.id)).toBe(first!.id);
  const clearly = withMoves({ [first!.id]: 0.1, [second!.id]: 0.25 });
  expect(findMostMoved(plan.clauses, clearly, before, first!.id)).toBe(second!.id);
});
