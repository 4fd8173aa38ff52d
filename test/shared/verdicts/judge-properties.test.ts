import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '#shared/domain/plan.ts';
import type { JudgedTallies } from '#shared/verdicts/judged-tallies.ts';
import { someTallies } from '#test/makers/run-tallies.ts';
import { judged, planWith, twoClauses, windows } from './judged.ts';

describe('properties over all runs', () => {
  const shares = fc.array(
    fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
    {
      minLength: 1,
      maxLength: 40,
    },
  );
  const tallied = (plan: Plan, values: number[][]): JudgedTallies =>
    someTallies(plan, { replications: values.length, windows, goodShare: (r, w) => values[r]![w]! });

  it('a stricter target is never more probable, and its runway never longer', () => {
    const level = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(shares, level, level, (values, one, other) => {
        const [lax, strict] = [Math.min(one, other), Math.max(one, other)];
        const plan = planWith([lax, lax, strict]);
        const [easy, , hard] = judged(plan, tallied(plan, values)).clauses[0]!.tiers;
        expect(hard!.probability.value).toBeLessThanOrEqual(easy!.probability.value);
        expect(windows.indexOf(hard!.runway ?? '')).toBeLessThanOrEqual(windows.indexOf(easy!.runway ?? ''));
      }),
    );
  });

  it('all clauses together are never more probable than one, nor one than its weakest window', () => {
    fc.assert(
      fc.property(shares, (values) => {
        const plan = twoClauses();
        const document = judged(plan, tallied(plan, values));
        document.clauses.forEach((clause) =>
          clause.tiers.forEach(({ probability, windows: each }, tier) => {
            expect(document.joint[tier]!.probability.value).toBeLessThanOrEqual(probability.value);
            expect(probability.value).toBeLessThanOrEqual(
              Math.min(...each.map((window) => window.probability)),
            );
            expect(probability.low).toBeLessThanOrEqual(probability.value);
            expect(probability.high).toBeGreaterThanOrEqual(probability.value);
          }),
        );
      }),
    );
  });

  it('causes sum to one wherever something was missed', () => {
    fc.assert(
      fc.property(shares, (values) => {
        const plan = planWith();
        for (const { reason, probability } of judged(plan, tallied(plan, values)).clauses[0]!.tiers) {
          const sum = reason.causes.reduce((total, { share }) => total + share, 0);
          expect(sum).toBeCloseTo(probability.value === 1 ? 0 : 1, 9);
        }
      }),
    );
  });
});
