import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Plan, PlanInput } from '#shared/domain/plan.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { CAUSE } from '#shared/engine/causes.ts';
import { mergeTallies } from '#shared/engine/merge-tallies.ts';
import { createSimulator, simulateReplications } from '#shared/engine/simulate.ts';
import { findImpossible } from '#shared/engine/impossible.ts';
import { aPlan } from '#test/makers/a-plan.ts';
import { aRun, aPoolPlan, availability, latency, shareGood, sum, tierOf } from '#test/makers/a-run.ts';

const target = { atLeastPerSecond: 30, share: 0.9 };

/** Two journeys of two classes over a pool, a queue and an external, with everything that can go wrong. */
const plans = fc
  .record({
    level: fc.double({ min: 0, max: 200, noNaN: true }),
    other: fc.double({ min: 0, max: 60, noNaN: true }),
    instances: fc.integer({ min: 1, max: 5 }),
    concurrency: fc.integer({ min: 1, max: 12 }),
    queueLimit: fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
    timeoutMs: fc.option(fc.integer({ min: 10, max: 5000 }), { nil: undefined }),
    mtbfHours: fc.double({ min: 5, max: 500, noNaN: true }),
    scope: fc.constantFrom('instance', 'component'),
    discipline: fc.constantFrom('fifo', 'priority'),
    scaled: fc.boolean(),
    shed: fc.boolean(),
    limited: fc.boolean(),
    attempts: fc.integer({ min: 1, max: 5 }),
    clientTimeoutMs: fc.option(fc.integer({ min: 50, max: 60_000 }), { nil: undefined }),
    cv2: fc.double({ min: 0.2, max: 6, noNaN: true }),
  })
  .map(
    ({
      level,
      other,
      instances,
      concurrency,
      queueLimit,
      timeoutMs,
      mtbfHours,
      scope,
      discipline,
      scaled,
      shed,
      limited,
      attempts,
      clientTimeoutMs,
      cv2,
    }): Plan =>
      aPlan({
        priorityClasses: [
          { id: 'first', name: 'First', priority: 1 },
          { id: 'second', name: 'Second', priority: 2 },
        ],
        components: [
          {
            id: 'web',
            name: 'Web',
            kind: 'pool',
            instances,
            concurrency,
            serviceTime: { meanMs: 80, law: { kind: 'lognormal', cv2 } },
            discipline: discipline as never,
            failure: { mtbfHours, mttrMinutes: 40, scope: scope as never },
            ...(queueLimit === undefined ? {} : { queueLimit }),
            ...(timeoutMs === undefined ? {} : { timeoutMs }),
            ...(scaled
              ? { autoscaling: { minimum: instances, maximum: instances + 3, targetUtilization: 0.6 } }
              : {}),
          },
          {
            id: 'jobs',
            name: 'Jobs',
            kind: 'queue',
            instances: 2,
            concurrency: 4,
            serviceTime: { meanMs: 60 },
            failure: { mtbfHours: 100, mttrMinutes: 30 },
          },
          { id: 'bank', name: 'Bank', kind: 'external', serviceTime: { meanMs: 30 }, availability: 0.995 },
        ],
        journeys: [
          {
            id: 'order',
            name: 'Order',
            priorityClass: 'first',
            ...(clientTimeoutMs === undefined ? {} : { timeoutMs: clientTimeoutMs }),
            path: [
              { kind: 'visit', component: 'web', visits: 1.5 },
              { kind: 'visit', component: 'bank', cacheHitRatio: 0.5 },
            ],
          },
          {
            id: 'look',
            name: 'Look',
            priorityClass: 'second',
            path: [
              { kind: 'visit', component: 'web' },
              { kind: 'visit', component: 'jobs' },
            ],
          },
        ],
        demand: {
          noise: { sigma: 0.3 },
          journeys: [
            { journey: 'order', level, arrivalCv2: cv2 },
            { journey: 'look', level: other },
          ],
        },
        shaping: [
          ...(shed
            ? [{ id: 'shed', name: 'Shed', kind: 'loadShedding' as const, aboveUtilization: 0.8 }]
            : []),
          ...(limited ? [{ id: 'door', name: 'Door', kind: 'rateLimit' as const, rate: 90, burst: 10 }] : []),
          { id: 'again', name: 'Again', kind: 'retries', maximumAttempts: attempts, budget: 0.5 },
        ],
        clauses: [
          availability(),
          latency(300),
          {
            id: 'carry',
            name: 'Carry',
            metric: 'throughput',
            journey: 'order',
            tiers: { optimistic: target, baseline: target, stretch: target },
          },
        ],
      }),
  );

describe('every run', () => {
  test('S7: fresh requests are answered, limited, shed, rejected, timed out or failed, to rounding', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { pictures, replications } = aRun(plan, { replications: 2 });
        for (let row = 0; row < replications * 2; row++) {
          const lost = sum(pictures.losses.slice(row * 5, row * 5 + 5));
          expect(pictures.success[row]! + lost).toBeCloseTo(1, 5);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('L1: good events never exceed valid ones, bad ones have causes, and nothing is NaN', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        expect(findImpossible(plan)).toEqual([]);
        const run = aRun(plan, { replications: 2 });
        for (const { tiers } of run.clauses) {
          for (const { good, valid, badByCause } of tiers) {
            for (let row = 0; row < good.length; row++) {
              expect(good[row]).toBeGreaterThanOrEqual(0);
              expect(good[row]! - valid[row]!).toBeLessThanOrEqual(1e-6 * valid[row]! + 1e-9);
              const bad = sum(badByCause.slice(row * 7, row * 7 + 7));
              expect(Math.abs(valid[row]! - good[row]! - bad)).toBeLessThanOrEqual(1e-6 * valid[row]! + 1e-6);
            }
          }
        }
        expect(run.peakUtilization.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  test('E4: parts of any size, put together, are the whole run to the byte', () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 1, max: 5 }), (plan, cut) => {
        const compiled = compilePlan(plan);
        const whole = simulateReplications(compiled, { seed: 5, first: 0, count: 6 });
        const parts = [
          simulateReplications(compiled, { seed: 5, first: cut, count: 6 - cut }),
          simulateReplications(compiled, { seed: 5, first: 0, count: cut }),
        ];
        expect(mergeTallies(parts)).toEqual(whole);
      }),
      { numRuns: 8 },
    );
  });

  test('E3: more instances of one component leave every future of demand and of other components as it was', () => {
    const plan = (instances: number) =>
      aPlan({
        components: [
          { id: 'web', name: 'Web', kind: 'pool', instances, concurrency: 4, serviceTime: { meanMs: 100 } },
          {
            id: 'store',
            name: 'Store',
            kind: 'pool',
            instances: 4,
            concurrency: 4,
            serviceTime: { meanMs: 10 },
            failure: { mtbfHours: 50, mttrMinutes: 30 },
          },
        ],
        journeys: [
          {
            id: 'order',
            name: 'Order',
            priorityClass: 'normal',
            path: [
              { kind: 'visit', component: 'web' },
              { kind: 'visit', component: 'store' },
            ],
          },
        ],
        demand: { noise: { sigma: 0.3 }, journeys: [{ journey: 'order', level: { low: 10, high: 30 } }] },
      });
    const [few, many] = [aRun(plan(2)), aRun(plan(20))];
    expect(many.pictures.dailyPeaks).toEqual(few.pictures.dailyPeaks);
    expect(many.pictures.upShare).toEqual(few.pictures.upShare);
  });

  test('E3: another seed gives other futures', () => {
    const plan = aPlan({ demand: { noise: { sigma: 0.3 }, journeys: [{ journey: 'order', level: 20 }] } });
    expect(aRun(plan, { seed: 1 }).pictures.dailyPeaks).not.toEqual(
      aRun(plan, { seed: 2 }).pictures.dailyPeaks,
    );
  });
});

describe('shaping', () => {
  test('S2: a bucket of depth 1 at half its rate drops a third', () => {
    const plan = aPoolPlan(
      { instances: 20 },
      {
        demand: { journeys: [{ journey: 'order', level: 20 }] },
        shaping: [{ id: 'door', name: 'Door', kind: 'rateLimit', rate: 40, burst: 1 }],
        clauses: [availability()],
      },
    );
    expect(1 - shareGood(aRun(plan, { replications: 1 }), 'up')).toBeCloseTo(1 / 3, 6);
  });

  test('S2: a bucket of depth 10 at 90 % drops 1.7 %', () => {
    const plan = aPoolPlan(
      { instances: 20 },
      {
        demand: { journeys: [{ journey: 'order', level: 36 }] },
        shaping: [{ id: 'door', name: 'Door', kind: 'rateLimit', rate: 40, burst: 10 }],
        clauses: [availability()],
      },
    );
    expect(1 - shareGood(aRun(plan, { replications: 1 }), 'up')).toBeCloseTo(0.017, 3);
  });

  const classes = {
    priorityClasses: [
      { id: 'first', name: 'First', priority: 1 },
      { id: 'second', name: 'Second', priority: 2 },
    ],
    journeys: [
      {
        id: 'order',
        name: 'Order',
        priorityClass: 'first',
        path: [{ kind: 'visit' as const, component: 'web' }],
      },
      {
        id: 'look',
        name: 'Look',
        priorityClass: 'second',
        path: [{ kind: 'visit' as const, component: 'web' }],
      },
    ],
  };

  test('S4: the lowest class is shed until the component is at its threshold, the first class is untouched', () => {
    const plan = aPoolPlan(
      { instances: 1, concurrency: 10 },
      {
        ...classes,
        demand: {
          journeys: [
            { journey: 'order', level: 50 },
            { journey: 'look', level: 100 },
          ],
        },
        shaping: [
          { id: 'shed', name: 'Shed', kind: 'loadShedding', component: 'web', aboveUtilization: 0.8 },
        ],
        clauses: [availability(), availability({ id: 'looking', journey: 'look' })],
      },
    );
    const run = aRun(plan, { replications: 1 });
    expect(shareGood(run, 'up')).toBeCloseTo(1, 6);
    // 15 erlangs come, 8 may stay: 7 of the 10 of the second class go.
    expect(shareGood(run, 'looking')).toBeCloseTo(0.3, 6);
    expect(run.peakUtilization[0]).toBeCloseTo(0.8, 5);
  });

  test('L4: shed requests are bad or left out, as the clause says', () => {
    const plan = (shed: 'bad' | 'excluded') =>
      aPoolPlan(
        { instances: 1, concurrency: 10 },
        {
          demand: { journeys: [{ journey: 'order', level: 200 }] },
          shaping: [{ id: 'door', name: 'Door', kind: 'rateLimit', rate: 50, burst: 500 }],
          clauses: [availability({ accounting: { shed } })],
        },
      );
    expect(shareGood(aRun(plan('bad'), { replications: 1 }), 'up')).toBeCloseTo(0.25, 3);
    expect(shareGood(aRun(plan('excluded'), { replications: 1 }), 'up')).toBeCloseTo(1, 6);
  });

  test('S1: retries answer what a first attempt lost, and load the component with it', () => {
    const lost = (shaping: PlanInput['shaping']) => {
      const run = aRun(
        aPoolPlan(
          { instances: 1, concurrency: 1, queueLimit: 0 },
          { demand: { journeys: [{ journey: 'order', level: 2 }] }, shaping, clauses: [availability()] },
        ),
        { replications: 1 },
      );
      return { share: 1 - shareGood(run, 'up'), load: run.peakUtilization[0]! };
    };
    const without = lost([]);
    // a = 0.2: B = 0.2 / 1.2.
    expect(without.share).toBeCloseTo(1 / 6, 6);
    const { share, load } = lost([{ id: 'again', name: 'Again', kind: 'retries', maximumAttempts: 2 }]);
    // Fixed point: a = 0.2 (1 + f), f = a / (1 + a); lost f².
    let failed = 1 / 6;
    for (let round = 0; round < 60; round++) failed = (0.2 * (1 + failed)) / (1 + 0.2 * (1 + failed));
    expect(share).toBeCloseTo(failed * failed, 4);
    expect(load).toBeCloseTo(0.2 * (1 + failed), 4);
    const budget = lost([{ id: 'again', name: 'Again', kind: 'retries', maximumAttempts: 5, budget: 0.05 }]);
    expect(budget.load).toBeCloseTo(0.2 * 1.05, 4);
  });

  test('S1: dropping expired work ends the overload soon after its trigger, serving it prolongs it', () => {
    const hourOfWeek = Array.from({ length: 168 }, (_none, hour) => (hour % 24 === 12 ? 4 : 20 / 23));
    const lost = (dropExpired: boolean) => {
      const plan = aPoolPlan(
        { instances: 1, concurrency: 10 },
        {
          journeys: [
            {
              id: 'order',
              name: 'Order',
              priorityClass: 'normal',
              timeoutMs: 10_000,
              path: [{ kind: 'visit', component: 'web' }],
            },
          ],
          demand: { season: { hourOfWeek }, journeys: [{ journey: 'order', level: 80 }] },
          shaping: [{ id: 'again', name: 'Again', kind: 'retries', maximumAttempts: 1, dropExpired }],
          clauses: [availability()],
        },
      );
      return 1 - shareGood(aRun(plan, { replications: 1 }), 'up');
    };
    // At noon 320 come and 100 are served: two thirds of a sixth of the day's requests are lost at least.
    expect(lost(true)).toBeLessThan(0.2);
    expect(lost(false)).toBeGreaterThan(2 * lost(true));
  });

  test('S6: a rule with a schedule applies to the part of a step it covers', () => {
    const plan = aPoolPlan(
      { instances: 20 },
      {
        demand: { journeys: [{ journey: 'order', level: 100 }] },
        shaping: [
          {
            id: 'door',
            name: 'Door',
            kind: 'rateLimit',
            rate: 50,
            burst: 500,
            schedule: { dtstart: '2027-01-10T12:00', durationMinutes: 30, tzid: 'UTC' },
          },
        ],
        clauses: [availability()],
      },
    );
    const { good, valid } = tierOf(aRun(plan, { replications: 1 }), 'up');
    // Half an hour of twice the rate, less the burst of a full bucket.
    expect(valid[0]! - good[0]!).toBeCloseTo(50 * 1800 - 500, -1);
  });

  test('L5: the cause of a bad event is what turned the request away', () => {
    const plan = aPoolPlan(
      { instances: 1, concurrency: 10, queueLimit: 50, failure: { mtbfHours: 100, mttrMinutes: 60 } },
      {
        demand: { journeys: [{ journey: 'order', level: 120 }] },
        shaping: [{ id: 'door', name: 'Door', kind: 'rateLimit', rate: 110, burst: 500 }],
        clauses: [availability()],
      },
    );
    const { badByCause, valid } = tierOf(aRun(plan, { replications: 8 }), 'up');
    const share = (cause: number) =>
      sum(badByCause.filter((_value, index) => index % 7 === cause)) / sum(valid);
    expect(share(CAUSE.shaping)).toBeCloseTo(10 / 120, 2);
    expect(share(CAUSE.load)).toBeCloseTo(10 / 120, 2);
    expect(share(CAUSE.failure)).toBeGreaterThan(0.002);
    expect(share(CAUSE.failure)).toBeLessThan(0.03);
  });

  test.each([
    { level: 70, owed: 'deployment' as const, why: 'the whole could have carried the load' },
    { level: 130, owed: 'load' as const, why: 'the whole could not have carried it either' },
  ])(
    'L5: while half the instances are away at $level requests per second, overload is owed to $owed: $why',
    ({ level, owed }) => {
      const plan = aPoolPlan(
        { instances: 2, concurrency: 5, queueLimit: 20 },
        {
          demand: { journeys: [{ journey: 'order', level }] },
          operations: {
            deployments: [
              {
                id: 'release',
                name: 'Release',
                components: ['web'],
                effect: { kind: 'reduced', share: 0.5 },
                window: { dtstart: '2027-01-10T00:00', durationMinutes: 20 * 24 * 60, tzid: 'UTC' },
              },
            ],
          },
          clauses: [availability()],
        },
      );
      const { badByCause } = tierOf(aRun(plan, { replications: 1 }), 'up');
      const inRelease = CAUSE[owed];
      expect(sum(badByCause)).toBeGreaterThan(0);
      expect(badByCause[inRelease]! / sum(badByCause)).toBeGreaterThan(0.99);
    },
  );

  test('S4: a priority component lets the first class wait less than the second', () => {
    const late = (discipline: string) => {
      const run = aRun(
        aPoolPlan(
          { instances: 1, concurrency: 4, discipline },
          {
            ...classes,
            demand: {
              journeys: [
                { journey: 'order', level: 15 },
                { journey: 'look', level: 20 },
              ],
            },
            clauses: [latency(400), latency(400, { id: 'looking', journey: 'look' })],
          },
        ),
        { replications: 1 },
      );
      return [1 - shareGood(run, 'fast'), 1 - shareGood(run, 'looking')];
    };
    const [first, second] = late('priority');
    const [fair] = late('fifo');
    expect(first).toBeLessThan(fair!);
    expect(second).toBeGreaterThan(fair!);
  });
});

describe('windows and scope (L2)', () => {
  test('L2: hours of the week limit what is measured', () => {
    const plan = aPoolPlan(
      {},
      {
        clauses: [
          availability({
            budgetingMethod: 'timeslices',
            scope: { hours: [{ days: ['mon'], from: '22:00', to: '06:30' }] },
          }),
        ],
      },
    );
    // Four Mondays of January 2027 in full, 8.5 hours each.
    expect(tierOf(aRun(plan, { replications: 1 }), 'up').valid[0]).toBeCloseTo(4 * 8.5 * 60, 6);
  });

  test('L2: a rolling window tells each month’s worst', () => {
    const plan = aPoolPlan(
      {},
      {
        horizon: { start: '2027-01-01', months: 3 },
        operations: {
          faults: [
            {
              id: 'cut',
              name: 'Cut',
              component: 'web',
              at: '2027-02-10T12:00',
              durationMinutes: 60,
              effect: { kind: 'down' },
            },
          ],
        },
        clauses: [availability({ budgetingMethod: 'timeslices', window: { kind: 'rolling', days: 7 } })],
      },
    );
    const run = aRun(plan, { replications: 1 });
    const { good, valid } = tierOf(run, 'up');
    expect(run.clauses[0]!.windows).toEqual(['2027-01', '2027-02', '2027-03']);
    expect([...valid].map((minutes, row) => minutes - good[row]!)).toEqual([0, 60, 0]);
    expect(valid[1]).toBeCloseTo(7 * 1440, 6);
  });

  test('L1: a throughput clause counts the minutes in which the rate could be carried', () => {
    const carry = (atLeastPerSecond: number) => {
      const tier = { atLeastPerSecond, share: 0.9 };
      const plan = aPoolPlan(
        {},
        {
          clauses: [
            {
              id: 'carry',
              name: 'Carry',
              metric: 'throughput',
              journey: 'order',
              tiers: { optimistic: tier, baseline: tier, stretch: tier },
            },
          ],
        },
      );
      return shareGood(aRun(plan, { replications: 1 }), 'carry');
    };
    // Eight servers of 100 ms carry 80 per second.
    expect(carry(79)).toBe(1);
    expect(carry(81)).toBe(0);
  });

  test.each([
    { scope: {}, most: 80 },
    // 10 of the 20 per second come from elsewhere, 5 of the others from other devices.
    { scope: { regions: ['eu'] }, most: 70 },
    { scope: { regions: ['eu'], devices: ['phone'] }, most: 65 },
    { scope: { regions: ['eu', 'us'] }, most: 80 },
  ])('L1: within $scope a throughput of $most beside everybody else is carried', ({ scope, most }) => {
    const carry = (atLeastPerSecond: number, pieceByPiece: boolean) => {
      const tier = { atLeastPerSecond, share: 0.9 };
      const plan = aPoolPlan(
        {},
        {
          regions: [
            {
              id: 'eu',
              name: 'Europe',
              timeZone: 'UTC',
              share: 0.5,
              devices: [
                { id: 'phone', name: 'Phone', share: 0.5, addedMs: 0 },
                { id: 'desktop', name: 'Desktop', share: 0.5, addedMs: 0 },
              ],
            },
            { id: 'us', name: 'America', timeZone: 'UTC', share: 0.5 },
          ],
          clauses: [
            {
              id: 'carry',
              name: 'Carry',
              metric: 'throughput',
              journey: 'order',
              scope,
              tiers: { optimistic: tier, baseline: tier, stretch: tier },
            },
          ],
        },
      );
      const simulator = createSimulator(compilePlan(plan), { pieceByPiece });
      return shareGood(simulator.run({ seed: 7, first: 0, count: 1 }), 'carry');
    };
    for (const pieceByPiece of [false, true]) {
      expect(carry(most - 0.1, pieceByPiece)).toBe(1);
      expect(carry(most + 0.1, pieceByPiece)).toBe(0);
    }
  });
});
