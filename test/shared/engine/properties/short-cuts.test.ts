import { expect, test } from 'vitest';
import type { Plan } from '#shared/domain/plan.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import type { RunTallies, TierTallies } from '#shared/engine/run-tallies.ts';
import { createSimulator } from '#shared/engine/simulate.ts';
import { everyPlan } from './every-plan.ts';

/**
 * Measured over 1000 plans: the largest difference is below 3e-5 of a window's events, nine in ten
 * below 1e-12. Minutes that are good or bad as a whole may fall to the other side of their target.
 */
const TOLERANCE = 1e-4;
const TOLERANCE_OF_MINUTES = 0.01;

test('E2: over every plan the short cuts for quiet steps give what pieces give', () => {
  everyPlan((plan) => {
    const compiled = compilePlan(plan);
    const [quick, slow] = [false, true].map((pieceByPiece) =>
      createSimulator(compiled, { pieceByPiece }).run({ seed: 5, first: 100, count: 2 }),
    );
    quick!.clauses.forEach(({ tiers }, clause) => {
      const tolerance = countsMinutes(plan.clauses[clause]!) ? TOLERANCE_OF_MINUTES : TOLERANCE;
      tiers.forEach((tier, index) => {
        const other = slow!.clauses[clause]!.tiers[index]!;
        shares(tier).forEach((share, row) =>
          expect(Math.abs(share - shares(other)[row]!)).toBeLessThan(tolerance),
        );
      });
    });
    for (const picture of ['success', 'losses', 'upShare', 'outages', 'dailyPeaks'] as const)
      expectClose(quick!, slow!, ({ pictures }) => pictures[picture]);
    expectClose(quick!, slow!, ({ pictures }) => pictures.desks);
    expectClose(quick!, slow!, ({ peakUtilization }) => peakUtilization);
  });
});

const countsMinutes = (clause: Plan['clauses'][number]): boolean =>
  clause.metric === 'throughput' ||
  (clause.metric === 'availability' && clause.budgetingMethod === 'timeslices');

/** Of windows; the worst of rolling windows may be another one that is just as bad. */
const shares = ({ good, valid }: TierTallies): Float64Array =>
  good.map((count, row) => (valid[row]! > 0 ? count / valid[row]! : 1));

function expectClose(quick: RunTallies, slow: RunTallies, of: (run: RunTallies) => Float32Array): void {
  of(quick).forEach((value, index) =>
    expect(Math.abs(value - of(slow)[index]!) / Math.max(1, Math.abs(value))).toBeLessThan(TOLERANCE),
  );
}
