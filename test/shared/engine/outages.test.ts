import { describe, expect, test } from 'vitest';
import { CAUSE } from '#shared/engine/causes.ts';
import { erlangB } from '#shared/queueing/erlang.ts';
import { redundancy } from '#shared/queueing/redundancy.ts';
import { lowerGamma, poissonProbability } from '#shared/statistics/gamma.ts';
import { aPlan } from '#test/makers/a-plan.ts';
import { aRun, aPoolPlan, availability, shareGood, sum, tierOf } from '#test/makers/a-run.ts';

const quiet = { journeys: [{ journey: 'order', level: 0.001 }] };

/**
 * P(down for at most `allowed` hours of `span`) of exponential times up (mean `mtbf`) and down (mean
 * `mttr`) that starts up: failures come while it is up, so their number within span − allowed hours
 * of uptime is Poisson, and their lengths add up to a gamma law. Takács 1957.
 */
function exactShare(span: number, allowed: number, mtbf: number, mttr: number): number {
  const failures = (span - allowed) / mtbf;
  let share = poissonProbability(0, failures);
  for (let count = 1; count < 40; count++)
    share += poissonProbability(count, failures) * lowerGamma(count, allowed / mttr);
  return share;
}

describe('failures (C3)', () => {
  test('E2: with MTBF 720 h and MTTR 0.5 h, 73.8 % of months of 720 h meet 99.9 %', () => {
    expect(exactShare(720, 0.72, 720, 0.5)).toBeCloseTo(0.738, 3);
    const plan = aPoolPlan(
      { failure: { mtbfHours: 720, mttrMinutes: 30 } },
      {
        horizon: { start: '2027-01-01', months: 24, stepMinutes: 60 },
        demand: quiet,
        clauses: [availability({ budgetingMethod: 'timeslices' })],
      },
    );
    const { good, valid } = tierOf(aRun(plan, { replications: 400 }), 'up');
    const met = good.filter((minutes, row) => minutes / valid[row]! >= 0.999).length / good.length;
    const exact =
      sum(valid.map((minutes) => exactShare(minutes / 60, (0.001 * minutes) / 60, 720, 0.5))) / valid.length;
    // 9600 months: one standard error is 0.0045. Rounded to hours the share would read 36.3 %.
    expect(Math.abs(met - exact)).toBeLessThan(0.016);
  });

  test('C3: availability of one part is MTBF over MTBF + MTTR in the long run', () => {
    const plan = aPoolPlan(
      { failure: { mtbfHours: 100, mttrMinutes: 60 } },
      { horizon: { start: '2027-01-01', months: 12 }, demand: quiet, clauses: [availability()] },
    );
    expect(shareGood(aRun(plan, { replications: 60 }), 'up')).toBeCloseTo(100 / 101, 3);
  });

  test('C3: one failed instance of two leaves the service up, both down take it away', () => {
    const pool = { failure: { mtbfHours: 50, mttrMinutes: 300, scope: 'instance' }, instances: 2 };
    const plan = aPoolPlan(pool, {
      horizon: { start: '2027-01-01', months: 12 },
      demand: quiet,
      clauses: [availability()],
    });
    const away = 5 / 55;
    expect(shareGood(aRun(plan, { replications: 40 }), 'up')).toBeCloseTo(1 - away * away, 2);
  });

  test('C3: where two of two instances are required, one failure is an outage', () => {
    const pool = {
      failure: { mtbfHours: 50, mttrMinutes: 300, scope: 'instance' },
      instances: 2,
      redundancy: { requiredInstances: 2 },
    };
    const plan = aPoolPlan(pool, {
      horizon: { start: '2027-01-01', months: 12 },
      demand: quiet,
      clauses: [availability()],
    });
    const up = 50 / 55;
    expect(shareGood(aRun(plan, { replications: 40 }), 'up')).toBeCloseTo(up * up, 2);
  });

  test('C3: a common cause turns rare double failures into frequent ones', () => {
    const failing = (commonCause: number) =>
      1 -
      shareGood(
        aRun(
          aPoolPlan(
            {
              failure: { mtbfHours: 200, mttrMinutes: 60, scope: 'instance' },
              instances: 2,
              redundancy: { commonCause },
            },
            { horizon: { start: '2027-01-01', months: 12 }, demand: quiet, clauses: [availability()] },
          ),
          { replications: 40 },
        ),
        'up',
      );
    // A fifth of an instance's failures, one in 200 h, takes both; half an hour later the first is back.
    const pair = { units: 2, required: 1, mtbfHours: 200, mttrHours: 1 };
    expect(failing(0.2)).toBeCloseTo(redundancy({ ...pair, commonCause: 0.2 }).unavailability, 4);
    expect(failing(0)).toBeCloseTo(redundancy(pair).unavailability, 4);
  });

  test('C3: while the others take over, calls to a failed instance fail', () => {
    const plan = aPoolPlan(
      {
        failure: { mtbfHours: 100, mttrMinutes: 60, scope: 'instance' },
        instances: 4,
        redundancy: { failoverMinutes: 6 },
      },
      { horizon: { start: '2027-01-01', months: 12 }, demand: quiet, clauses: [availability()] },
    );
    // 4 failures per 101 h, a quarter of the calls for at most 6 minutes: 4 × 0.25 × E[min(6, repair)] / 60 / 101.
    const minutes = 60 * (1 - Math.exp(-0.1));
    expect(1 - shareGood(aRun(plan, { replications: 60 }), 'up')).toBeCloseTo(minutes / 60 / 101, 3);
  });

  test('C3: the outage of a zone takes every second instance', () => {
    const plan = aPoolPlan(
      {
        instances: 2,
        redundancy: { zones: 2, requiredInstances: 2, zoneFailure: { mtbfHours: 99, mttrMinutes: 60 } },
      },
      { horizon: { start: '2027-01-01', months: 12 }, demand: quiet, clauses: [availability()] },
    );
    expect(shareGood(aRun(plan, { replications: 40 }), 'up')).toBeCloseTo(0.99 * 0.99, 2);
  });

  test('C5: an external dependency is down for the share its availability says', () => {
    const plan = aPlan({
      components: [
        {
          id: 'web',
          name: 'Payment',
          kind: 'external',
          serviceTime: { meanMs: 100 },
          availability: 0.99,
          mttrMinutes: 30,
        },
      ],
      horizon: { start: '2027-01-01', months: 12 },
      demand: quiet,
      clauses: [availability()],
    });
    const run = aRun(plan, { replications: 60 });
    expect(shareGood(run, 'up')).toBeCloseTo(0.99, 3);
    const bad = tierOf(run, 'up').badByCause;
    expect(sum(bad.filter((_value, index) => index % 7 === 5))).toBeCloseTo(sum(bad), 6);
  });

  test('C5: a soft dependency does not fail the request', () => {
    const plan = aPoolPlan(
      {},
      {
        components: [
          {
            id: 'web',
            name: 'Web',
            kind: 'pool',
            instances: 2,
            concurrency: 4,
            serviceTime: { meanMs: 100 },
          },
          { id: 'hints', name: 'Hints', kind: 'external', serviceTime: { meanMs: 50 }, availability: 0.5 },
        ],
        journeys: [
          {
            id: 'order',
            name: 'Order',
            priorityClass: 'normal',
            path: [
              { kind: 'visit', component: 'web' },
              { kind: 'visit', component: 'hints', dependency: 'soft' },
            ],
          },
        ],
        clauses: [availability()],
      },
    );
    expect(shareGood(aRun(plan), 'up')).toBeGreaterThan(0.999999);
  });
});

describe('maintenance, deployments and faults (C4)', () => {
  const window = {
    dtstart: '2027-01-03T03:30',
    durationMinutes: 20,
    rrule: 'FREQ=WEEKLY;BYDAY=SU',
    tzid: 'UTC',
  };
  const care = { id: 'care', name: 'Care', components: ['web'], effect: { kind: 'down' as const }, window };
  const month = 31 * 24 * 60;
  const outages = (accounting: 'excluded' | 'counted') =>
    tierOf(
      aRun(
        aPoolPlan(
          {},
          {
            operations: { maintenance: [care] },
            clauses: [
              availability({ budgetingMethod: 'timeslices', accounting: { maintenance: accounting } }),
            ],
          },
        ),
        { replications: 1 },
      ),
      'up',
    );

  test('C4 and L3: five Sundays of maintenance are down for 100 minutes where counted, left out where excluded', () => {
    const counted = outages('counted');
    expect(counted.valid[0]).toBeCloseTo(month, 6);
    expect(counted.good[0]).toBeCloseTo(month - 5 * 20, 6);
    const excluded = outages('excluded');
    expect(excluded.valid[0]).toBeCloseTo(month - 5 * 20, 6);
    expect(excluded.good[0]).toBeCloseTo(month - 5 * 20, 6);
    expect(excluded.otherAccounting!.good[0]).toBeCloseTo(month - 5 * 20, 6);
    expect(excluded.otherAccounting!.valid[0]).toBeCloseTo(month, 6);
  });

  test('C4: a share of deployments fails and is rolled back', () => {
    const plan = aPoolPlan(
      {},
      {
        horizon: { start: '2027-01-01', months: 12 },
        demand: quiet,
        operations: {
          deployments: [
            {
              id: 'release',
              name: 'Release',
              components: ['web'],
              changeFailureRate: 0.25,
              rollbackMinutes: 60,
              window: { dtstart: '2027-01-01T10:00', durationMinutes: 10, rrule: 'FREQ=DAILY', tzid: 'UTC' },
            },
          ],
        },
        clauses: [availability({ budgetingMethod: 'timeslices' })],
      },
    );
    // A quarter of the days has one hour down.
    expect(1 - shareGood(aRun(plan, { replications: 40 }), 'up')).toBeCloseTo(0.25 / 24, 3);
  });

  test.each([
    { effect: { kind: 'reduced' as const, share: 0.5 }, utilization: 2 / 4 },
    { effect: { kind: 'slow' as const, factor: 3 }, utilization: 6 / 8 },
  ])(
    'C4: maintenance that is $effect.kind raises the utilization to $utilization',
    ({ effect, utilization }) => {
      const plan = aPoolPlan({}, { operations: { maintenance: [{ ...care, effect }] } });
      const hour = {
        ...care,
        effect,
        window: { ...window, dtstart: '2027-01-03T03:00', durationMinutes: 60 },
      };
      expect(aRun(plan, { replications: 1 }).peakUtilization[0]).toBeCloseTo(
        0.25 + (20 / 60) * (utilization - 0.25),
        5,
      );
      const whole = aPoolPlan({}, { operations: { maintenance: [hour] } });
      expect(aRun(whole, { replications: 1 }).peakUtilization[0]).toBeCloseTo(utilization, 5);
    },
  );

  test('C4: a deployment weakens while it runs, and one that fails until it is rolled back', () => {
    const plan = aPoolPlan(
      { instances: 4, concurrency: 2, queueLimit: 0 },
      {
        operations: {
          deployments: [
            {
              id: 'release',
              name: 'Release',
              components: ['web'],
              effect: { kind: 'reduced', share: 0.25 },
              changeFailureRate: 1,
              failureEffect: { kind: 'reduced', share: 0.75 },
              rollbackMinutes: 30,
              window: { dtstart: '2027-01-05T10:20', durationMinutes: 25, rrule: 'FREQ=WEEKLY', tzid: 'UTC' },
            },
          ],
        },
        clauses: [availability()],
      },
    );
    const { good, valid, badByCause } = tierOf(aRun(plan, { replications: 1 }), 'up');
    // 2 erlangs on 8 servers; four Tuesdays with 6 of them for 25 minutes and 2 for half an hour.
    const lost =
      4 * 20 * 60 * (25 * erlangB(6, 2) + 30 * erlangB(2, 2)) + 20 * 60 * (month - 4 * 55) * erlangB(8, 2);
    expect((valid[0]! - good[0]!) / lost).toBeCloseTo(1, 6);
    expect(
      badByCause[CAUSE.deployment]! / (4 * 20 * 60 * (25 * erlangB(6, 2) + 30 * erlangB(2, 2))),
    ).toBeCloseTo(1, 6);
  });

  test('C4: an injected fault is there from its minute on, for as long as it says', () => {
    const plan = aPoolPlan(
      {},
      {
        operations: {
          faults: [
            {
              id: 'cut',
              name: 'Cut',
              component: 'web',
              at: '2027-01-10T12:17',
              durationMinutes: 93,
              effect: { kind: 'down' },
            },
          ],
        },
        clauses: [availability({ budgetingMethod: 'timeslices' })],
      },
    );
    const { good } = tierOf(aRun(plan, { replications: 1 }), 'up');
    expect(good[0]).toBeCloseTo(month - 93, 6);
  });
});
