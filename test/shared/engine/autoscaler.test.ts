import { describe, expect, test } from 'vitest';
import { heldInstances } from '#shared/engine/autoscaler.ts';
import { erlangB } from '#shared/queueing/erlang.ts';
import { usableCapacity } from '#shared/queueing/scalability.ts';
import { aPoolPlan, aRun, availability, tierOf } from '#test/makers/a-run.ts';

const JANUARY = { start: '2027-01-04', months: 1 };
/** One hour a week with ten times the load of the others. */
const ONE_HOUR = Array.from({ length: 168 }, (_none, hour) => (hour === 12 ? 10 : 1));
const MEAN = (167 + 10) / 168;

describe('what an autoscaler holds (C2)', () => {
  const desired = Uint32Array.from([1, 1, 5, 1, 1, 1, 1, 1, 1, 1]);
  const held = (lag: number, hold: number) =>
    Array.from(desired, (_none, step) => heldInstances(desired, step, lag, hold));

  test('C2: it sees the load of a lag ago, the first step’s before', () => {
    expect(held(0, 0)).toEqual([1, 1, 5, 1, 1, 1, 1, 1, 1, 1]);
    expect(held(2, 2)).toEqual([1, 1, 1, 1, 5, 1, 1, 1, 1, 1]);
  });

  test('C2: it lets go only when nothing within the cooldown asked for more', () => {
    expect(held(0, 3)).toEqual([1, 1, 5, 5, 5, 5, 1, 1, 1, 1]);
    expect(held(2, 5)).toEqual([1, 1, 1, 1, 5, 5, 5, 5, 1, 1]);
  });
});

describe('an autoscaled component (C1, C2)', () => {
  /** Utilization of the busiest hour, the load there being 10 / MEAN × level / 10 erlangs. */
  const busiest = (autoscaling: Record<string, unknown>, stepMinutes: 5 | 60 = 60) =>
    aRun(
      aPoolPlan(
        { instances: 2, autoscaling: { minimum: 2, maximum: 50, targetUtilization: 0.5, ...autoscaling } },
        {
          horizon: { ...JANUARY, stepMinutes },
          demand: { season: { hourOfWeek: ONE_HOUR }, journeys: [{ journey: 'order', level: 40 }] },
        },
      ),
      { replications: 1 },
    ).peakUtilization[0]!;
  const usual = 4 / MEAN;
  const peak = 40 / MEAN;

  test('C2: the fewest instances that keep the target carry the peak, once the lag has passed', () => {
    // 37.97 erlangs on servers of 4, at most half busy: 19 instances. Before the lag has passed: 2.
    expect(busiest({ lagMinutes: 0 })).toBeCloseTo(peak / (Math.ceil(peak / 2) * 4), 5);
    expect(busiest({ lagMinutes: 60 })).toBeCloseTo(peak / (Math.ceil(usual / 2) * 4), 5);
  });

  test('C2: a lag within the hour, in steps of five minutes: 4 minutes of it with the old instances', () => {
    const [old, scaled] = [Math.ceil(usual / 2) * 4, Math.ceil(peak / 2) * 4];
    const exact = (4 * (peak / old) + 56 * (peak / scaled)) / 60;
    expect(busiest({ lagMinutes: 4 }, 5) / exact).toBeCloseTo(1, 2);
    expect(busiest({ lagMinutes: 4 }, 60) / exact).toBeCloseTo(1, 2);
  });

  test('C2: until the lag has passed the old instances turn away what Erlang B says', () => {
    const plan = aPoolPlan(
      {
        instances: 1,
        queueLimit: 0,
        autoscaling: { minimum: 1, maximum: 100, targetUtilization: 0.05, lagMinutes: 6 },
      },
      {
        horizon: JANUARY,
        demand: { season: { hourOfWeek: ONE_HOUR }, journeys: [{ journey: 'order', level: 2 }] },
        clauses: [availability()],
      },
    );
    const { good, valid } = tierOf(aRun(plan, { replications: 1 }), 'up');
    const rate = 20 / MEAN;
    const few = Math.ceil(0.2 / MEAN / 0.05 / 4) * 4;
    const many = Math.ceil(rate / 10 / 0.05 / 4) * 4;
    // Four Mondays of January at noon, 6 minutes of them with few servers; all its other hours with those that suffice.
    const noon = 4 * 60 * rate * (6 * erlangB(few, rate / 10) + 54 * erlangB(many, rate / 10));
    const others = (28 * 24 - 4) * 3600 * (2 / MEAN) * erlangB(few, 0.2 / MEAN);
    expect((valid[0]! - good[0]!) / (noon + others)).toBeCloseTo(1, 2);
  });

  test('C2: a schedule raises the smallest number, which is there a lag after its hours begin', () => {
    const from = (time: string) => [{ hours: { days: ['mon'], from: time, to: '12:00' }, minimum: 12 }];
    expect(busiest({ lagMinutes: 60, schedule: from('11:00') })).toBeCloseTo(peak / (12 * 4), 5);
    expect(busiest({ lagMinutes: 120, schedule: from('11:00') })).toBeCloseTo(
      peak / (Math.ceil(usual / 2) * 4),
      5,
    );
    expect(busiest({ lagMinutes: 120, schedule: from('10:00') })).toBeCloseTo(peak / (12 * 4), 5);
  });

  test('C1: ten instances with 5 % contention and 0.1 % coherency do the work of 6.49', () => {
    expect(usableCapacity(10, 0.05, 0.001)).toBeCloseTo(10 / (1 + 0.05 * 9 + 0.001 * 90), 12);
    const plan = aPoolPlan(
      { instances: 10, contention: 0.05, coherency: 0.001 },
      { demand: { journeys: [{ journey: 'order', level: 100 }] } },
    );
    expect(aRun(plan, { replications: 1 }).peakUtilization[0]).toBeCloseTo(10 / (6.493506 * 4), 5);
  });

  test('C1 and C2: where more instances do less, the autoscaler stops at its limit', () => {
    const plan = aPoolPlan(
      {
        instances: 1,
        coherency: 0.05,
        autoscaling: { minimum: 1, maximum: 8, targetUtilization: 0.5, lagMinutes: 0 },
      },
      { demand: { journeys: [{ journey: 'order', level: 200 }] } },
    );
    expect(aRun(plan, { replications: 1 }).peakUtilization[0]).toBeCloseTo(
      20 / (usableCapacity(8, 0, 0.05) * 4),
      5,
    );
  });
});
