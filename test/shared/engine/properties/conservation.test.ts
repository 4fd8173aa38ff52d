import { describe, expect, test } from 'vitest';
import type { Clause } from '#shared/domain/clause.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { CAUSE, CAUSES } from '#shared/engine/causes.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import type { CompiledPlan } from '#shared/engine/compiled-plan.ts';
import { createSimulator } from '#shared/engine/simulate.ts';
import { createWalk, openFuture } from '#shared/engine/walk.ts';
import { availability, sum } from '#test/makers/a-run.ts';
import { everyPlan } from './every-plan.ts';

const SEED = 3;
const FUTURES = 2;

/** For every journey two clauses that count everything everywhere, turned-away requests as bad and not at all. */
function countingAll(plan: Plan): Plan {
  const clauses = plan.journeys.flatMap(({ id: journey }) =>
    (['bad', 'excluded'] as const).map((shed) =>
      availability({
        id: `${journey}-${shed}`,
        journey,
        budgetingMethod: 'occurrences',
        sliceTarget: 0,
        scope: {},
        window: { kind: 'calendarAligned', unit: 'month' },
        accounting: { maintenance: 'counted', shed, deferred: 'fromRelease' },
      }),
    ),
  );
  return { ...plan, clauses: [...(clauses as Clause[]), ...plan.clauses] };
}

/** Fresh requests of the journey by month, as the future has them at the door. */
function freshByMonth(compiled: CompiledPlan, future: number, journey: number): number[] {
  const walk = createWalk(compiled);
  openFuture(walk, SEED, future);
  const { monthOf, months, stepMinutes } = compiled.grid;
  const requests = months.map(() => 0);
  walk.work.path.totals[journey]!.forEach((rate, step) => {
    requests[monthOf[step]!]! += rate * stepMinutes * 60;
  });
  return requests;
}

/** At most a request in ten thousand million is lost to rounding. */
const expectSame = (one: number, other: number): void =>
  expect(Math.abs(one - other)).toBeLessThanOrEqual(1e-10 * Math.abs(other) + 1e-6);

describe('over every plan', () => {
  test('S7: in every piece fresh requests are answered, limited, shed, rejected, timed out or failed', () => {
    everyPlan((plan) => {
      const simulator = createSimulator(compilePlan(plan), { isChecked: true });
      simulator.run({ seed: SEED, first: 100, count: FUTURES });
    });
  });

  test('S7: every fresh request is in the ledger once, by journey and month, whatever shaping does', () => {
    everyPlan((plan) => {
      const compiled = compilePlan(countingAll(plan));
      const { clauses } = createSimulator(compiled).run({ seed: SEED, first: 100, count: FUTURES });
      compiled.journeys.forEach(({ id }, journey) => {
        const { windows, tiers } = clauses.find(({ clause }) => clause === `${id}-bad`)!;
        for (let future = 0; future < FUTURES; future++) {
          const fresh = freshByMonth(compiled, 100 + future, journey);
          windows.forEach((window, index) => {
            const month = compiled.grid.months.indexOf(window);
            expectSame(tiers[0]!.valid[future * windows.length + index]!, fresh[month]!);
          });
        }
      });
    });
  });

  test('L4: leaving out what shaping turned away takes it from the valid requests, and nothing from the good', () => {
    everyPlan((plan) => {
      const compiled = compilePlan(countingAll(plan));
      const { clauses } = createSimulator(compiled).run({ seed: SEED, first: 100, count: FUTURES });
      for (const { id } of compiled.journeys) {
        const [bad, excluded] = ['bad', 'excluded'].map(
          (shed) => clauses.find(({ clause }) => clause === `${id}-${shed}`)!.tiers[0]!,
        );
        bad!.valid.forEach((valid, row) => {
          expectSame(excluded!.good[row]!, bad!.good[row]!);
          expectSame(valid - excluded!.valid[row]!, bad!.badByCause[row * CAUSES + CAUSE.shaping]!);
        });
      }
    });
  });

  test('L1 and L5: valid events are good or have a cause, in every clause, tier and window', () => {
    everyPlan((plan) => {
      const { clauses, pictures } = createSimulator(compilePlan(plan)).run({
        seed: SEED,
        first: 100,
        count: FUTURES,
      });
      for (const { tiers } of clauses) {
        for (const { good, valid, badByCause } of tiers) {
          valid.forEach((all, row) => {
            const causes = badByCause.subarray(row * CAUSES, (row + 1) * CAUSES);
            expect(Math.min(good[row]!, ...causes)).toBeGreaterThanOrEqual(-1e-9);
            expectSame(good[row]! + sum(causes), all);
          });
        }
      }
      pictures.success.forEach((share, row) =>
        expect(share + sum(pictures.losses.subarray(row * 5, row * 5 + 5))).toBeCloseTo(1, 5),
      );
    });
  });
});
