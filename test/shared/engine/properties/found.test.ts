import { describe, expect, test } from 'vitest';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { createSimulator } from '#shared/engine/simulate.ts';
import { erlangB } from '#shared/queueing/erlang.ts';
import { aPlan } from '#test/makers/a-plan.ts';
import { aPoolPlan, aRun, availability, shareGood } from '#test/makers/a-run.ts';

/** The smallest cases of what random plans once found wrong. */
describe('random plans found', () => {
  test('Q5: a single server without a place to wait loses its share at any load, however low', () => {
    // 1 request a second of 10 ms: a = 0.01, lost a / (1 + a).
    const plan = aPoolPlan(
      { instances: 1, concurrency: 1, queueLimit: 0, serviceTime: { meanMs: 10 } },
      { demand: { journeys: [{ journey: 'order', level: 1 }] }, clauses: [availability()] },
    );
    expect(1 - shareGood(aRun(plan), 'up')).toBeCloseTo(0.01 / 1.01, 8);
  });

  test('Q5: regular arrivals at few places lose what M/M/c/K loses, though waiting would be rarer', () => {
    const plan = aPoolPlan(
      { instances: 2, concurrency: 4, queueLimit: 0, serviceTime: { meanMs: 10 } },
      {
        demand: { journeys: [{ journey: 'order', level: 80, arrivalCv2: 0.3 }] },
        clauses: [availability()],
      },
    );
    expect(1 - shareGood(aRun(plan), 'up')).toBeCloseTo(erlangB(8, 0.8), 9);
  });

  test('L1: a slice target of all requests is met by minutes that lose less than one in 100 million', () => {
    // An exponential service of 10 ms lasts longer than 250 ms in e^−25 of all cases.
    const bank = { id: 'web', name: 'Bank', kind: 'external', timeoutMs: 250, serviceTime: { meanMs: 10 } };
    const plan = aPlan({
      components: [bank as never],
      clauses: [availability({ budgetingMethod: 'timeslices', sliceTarget: 1 })],
    });
    expect(shareGood(aRun(plan), 'up')).toBe(1);
  });

  test('L1: a minute without requests is judged by what a request would have met', () => {
    const at = (hour: number) => (hour % 24 < 12 ? 0 : 2);
    const plan = aPoolPlan(
      { serviceTime: { meanMs: 100, law: { kind: 'deterministic' } } },
      {
        journeys: [
          {
            id: 'order',
            name: 'Order',
            priorityClass: 'normal',
            timeoutMs: 50,
            path: [{ kind: 'visit', component: 'web' }],
          },
        ],
        demand: {
          season: { hourOfWeek: Array.from({ length: 168 }, (_none, hour) => at(hour)) },
          journeys: [{ journey: 'order', level: 1 }],
        },
        clauses: [availability({ budgetingMethod: 'timeslices' })],
      },
    );
    const [quick, slow] = [false, true].map((pieceByPiece) =>
      createSimulator(compilePlan(plan), { pieceByPiece }).run({ seed: 1, first: 0, count: 1 }),
    );
    expect(shareGood(quick!, 'up')).toBe(0);
    expect(shareGood(slow!, 'up')).toBe(0);
  });

  test('S7: what a full queue loses does not time out as well', () => {
    // A twentieth of a second in which services take ten times as long: no queue settles in it.
    const plan = aPoolPlan(
      { instances: 1, concurrency: 1, timeoutMs: 30, serviceTime: { meanMs: 40 } },
      {
        demand: { journeys: [{ journey: 'order', level: 24 }] },
        operations: {
          faults: [
            {
              id: 'drill',
              name: 'Drill',
              component: 'web',
              at: '2027-01-02T10:00',
              durationMinutes: 0.001,
              effect: { kind: 'slow', factor: 10 },
            },
          ],
        },
      },
    );
    const simulator = createSimulator(compilePlan(plan), { isChecked: true });
    expect(() => simulator.run({ seed: 1, first: 0, count: 1 })).not.toThrow();
  });
});
