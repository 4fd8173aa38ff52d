import { describe, expect, test } from 'vitest';
import type { PlanInput } from '#shared/domain/plan.ts';
import { CAUSE } from '#shared/engine/causes.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { runInput } from '#shared/engine/run-input.ts';
import { createSimulator } from '#shared/engine/simulate.ts';
import { erlangC } from '#shared/queueing/erlang.ts';
import { aRun, aPoolPlan, availability, latency, shareGood, sum, tierOf } from '#test/makers/a-run.ts';

/** P(response > t) of M/M/c, times in services: wait is 0 or exponential(c − a), service exponential(1). */
function responseTail(servers: number, load: number, time: number): number {
  const waits = erlangC(servers, load);
  const rate = servers - load;
  const both =
    rate === 1
      ? Math.exp(-time) * (1 + time)
      : (rate * Math.exp(-time) - Math.exp(-rate * time)) / (rate - 1);
  return (1 - waits) * Math.exp(-time) + waits * both;
}

describe('queues', () => {
  test.each([
    [2, 4, 0.5],
    [2, 4, 0.8],
    [1, 1, 0.6],
    [4, 16, 0.85],
    [1, 2, 0.88],
  ])(
    'Q1: an M/M/c station of %i × %i servers at utilization %f answers in time as Erlang C says',
    (instances, concurrency, utilization) => {
      const servers = instances * concurrency;
      const load = servers * utilization;
      const plan = aPoolPlan(
        { instances, concurrency },
        { demand: { journeys: [{ journey: 'order', level: load / 0.1 }] }, clauses: [latency(250)] },
      );
      expect(1 - shareGood(aRun(plan, { replications: 1 }), 'fast')).toBeCloseTo(
        responseTail(servers, load, 2.5),
        2,
      );
    },
  );

  test('Q3: the response follows the actual service law', () => {
    const beyond = (law: unknown) => {
      const plan = aPoolPlan(
        { instances: 50, serviceTime: { meanMs: 100, law } },
        { clauses: [latency(200)] },
      );
      return 1 - shareGood(aRun(plan, { replications: 1 }), 'fast');
    };
    expect(beyond({ kind: 'exponential' })).toBeCloseTo(Math.exp(-2), 3);
    expect(beyond({ kind: 'deterministic' })).toBeLessThan(1e-6);
    expect(beyond({ kind: 'erlang', stages: 2 })).toBeCloseTo(Math.exp(-4) * 5, 3);
    expect(beyond({ kind: 'histogram', upperBoundsMs: [1, 3], counts: [1, 1] })).toBeCloseTo(
      ((3 - 2.5) / 2) * 0.5,
      2,
    );
  });

  test('Q5: with no waiting place an overloaded station loses what Erlang B says', () => {
    const plan = aPoolPlan(
      { instances: 1, concurrency: 1, queueLimit: 0 },
      { demand: { journeys: [{ journey: 'order', level: 20 }] }, clauses: [availability()] },
    );
    // a = 2 erlangs on one server: B = 2 / 3.
    expect(1 - shareGood(aRun(plan, { replications: 1 }), 'up')).toBeCloseTo(2 / 3, 6);
  });

  test('Q5: a queue of k places at full utilization loses one part in c + k + 1 of M/M/1/K', () => {
    const plan = aPoolPlan(
      { instances: 1, concurrency: 1, queueLimit: 9 },
      { demand: { journeys: [{ journey: 'order', level: 10 }] }, clauses: [availability()] },
    );
    expect(1 - shareGood(aRun(plan, { replications: 1 }), 'up')).toBeCloseTo(1 / 11, 6);
  });

  test('Q5: a request that waits longer than the time-out is lost, and no more than the overload is', () => {
    const plan = aPoolPlan(
      { instances: 1, concurrency: 10, timeoutMs: 2000 },
      { demand: { journeys: [{ journey: 'order', level: 125 }] }, clauses: [availability()] },
    );
    expect(1 - shareGood(aRun(plan, { replications: 1 }), 'up')).toBeCloseTo(0.2, 2);
  });

  test('R4: nobody gives up whose patience is far beyond the response, however many wait', () => {
    const journey = { id: 'order', name: 'Order', priorityClass: 'normal', timeoutMs: 60_000 };
    const plan = aPoolPlan(
      {},
      {
        journeys: [{ ...journey, path: [{ kind: 'visit', component: 'web' }] }],
        // 72 of 80 requests a second, answered within some seconds.
        demand: { journeys: [{ journey: 'order', level: 72 }] },
        clauses: [availability()],
      },
    );
    const simulator = createSimulator(compilePlan(plan), { pieceByPiece: true });
    expect(1 - shareGood(simulator.run({ seed: 7, first: 0, count: 1 }), 'up')).toBeLessThan(1e-9);
  });

  test('Q4: overload without a limit is carried over, hour after hour, and answered late', () => {
    const hourOfWeek = Array.from({ length: 168 }, (_none, hour) => (hour % 24 === 12 ? 12 : 12 / 23));
    const plan = aPoolPlan(
      { instances: 1, concurrency: 10 },
      {
        demand: { season: { hourOfWeek }, journeys: [{ journey: 'order', level: 20 }] },
        clauses: [latency(60_000), availability()],
      },
    );
    // At noon 240 arrive per second and 100 are served: 140 × 3600 wait, served beside 10.4 per second in 1.56 h.
    const run = aRun(plan, { replications: 1 });
    expect(shareGood(run, 'up')).toBeCloseTo(1, 9);
    const mean = (12 + 23 * (12 / 23)) / 24;
    const late = (12 * (1 - 60 / 5040) + (12 / 23) * (1.5625 - 60 / 5040)) / (24 * mean);
    expect(1 - shareGood(run, 'fast')).toBeCloseTo(late, 1);
  });

  test('Q2 and M8: burstier arrivals never wait less', () => {
    const late = (arrivalCv2: number) =>
      1 -
      shareGood(
        aRun(
          aPoolPlan(
            {},
            { demand: { journeys: [{ journey: 'order', level: 68, arrivalCv2 }] }, clauses: [latency(400)] },
          ),
          { replications: 1 },
        ),
        'fast',
      );
    expect(late(1)).toBeLessThan(late(2));
    expect(late(2)).toBeLessThan(late(4));
  });

  test('R1: region, device and every visit add to the response', () => {
    const plan = aPoolPlan(
      { serviceTime: { meanMs: 100, law: { kind: 'deterministic' } }, instances: 100 },
      {
        regions: [
          {
            id: 'far',
            name: 'Far',
            timeZone: 'UTC',
            share: 1,
            network: { meanMs: 50 },
            devices: [
              { id: 'slow', name: 'Slow', share: 0.25, addedMs: 40 },
              { id: 'quick', name: 'Quick', share: 0.75, addedMs: 0 },
            ],
          },
        ],
        journeys: [
          {
            id: 'order',
            name: 'Order',
            priorityClass: 'normal',
            path: [{ kind: 'visit', component: 'web', visits: 2 }],
          },
        ],
        clauses: [latency(270), latency(270, { id: 'slow', scope: { devices: ['slow'] } })],
      },
    );
    const run = aRun(plan, { replications: 1 });
    // 2 × 100 + 50, and 40 more for a quarter of the requests.
    expect(shareGood(run, 'fast')).toBeCloseTo(0.75, 3);
    expect(shareGood(run, 'slow')).toBeCloseTo(0, 3);
    expect(sum(tierOf(run, 'slow').valid)).toBeCloseTo(sum(tierOf(run, 'fast').valid) / 4, 3);
  });

  test('R1: parallel branches end with the slower one', () => {
    const visit = { kind: 'visit' as const, component: 'web' };
    const plan = aPoolPlan(
      { instances: 100 },
      {
        journeys: [
          {
            id: 'order',
            name: 'Order',
            priorityClass: 'normal',
            path: [{ kind: 'parallel', branches: [[visit], [visit]] }],
          },
        ],
        clauses: [latency(200)],
      },
    );
    // max of two exponentials: 1 − (1 − e⁻²)².
    expect(1 - shareGood(aRun(plan, { replications: 1 }), 'fast')).toBeCloseTo(
      1 - (1 - Math.exp(-2)) ** 2,
      3,
    );
  });

  test('C6: what a cache answers skips the visit', () => {
    const plan = aPoolPlan(
      { instances: 100 },
      {
        journeys: [
          {
            id: 'order',
            name: 'Order',
            priorityClass: 'normal',
            path: [{ kind: 'visit', component: 'web', cacheHitRatio: 0.8 }],
          },
        ],
        clauses: [latency(200)],
      },
    );
    const run = aRun(plan, { replications: 1 });
    expect(1 - shareGood(run, 'fast')).toBeCloseTo(0.2 * Math.exp(-2), 3);
  });
});

describe('response times', () => {
  test('R2: the percentile of a path is that of the sum, not the sum of percentiles', () => {
    const visits = [1, 2, 3].map(() => ({ kind: 'visit' as const, component: 'web' }));
    const plan = aPoolPlan(
      { instances: 100 },
      {
        journeys: [{ id: 'order', name: 'Order', priorityClass: 'normal', path: visits }],
        clauses: [latency(500)],
      },
    );
    // Erlang with three stages of 100 ms: P(T > 5) = e⁻⁵ (1 + 5 + 12.5).
    expect(1 - shareGood(aRun(plan, { replications: 1 }), 'fast')).toBeCloseTo(Math.exp(-5) * 18.5, 3);
  });

  test('R4: an uncertain service time moves the response as if its law were computed anew', () => {
    const late = (meanMs: unknown, replications: number) =>
      1 -
      shareGood(
        aRun(aPoolPlan({ instances: 100, serviceTime: { meanMs } }, { clauses: [latency(300)] }), {
          replications,
        }),
        'fast',
      );
    const exact = Array.from({ length: 64 }, (_none, stratum) =>
      Math.exp(-300 / (80 + (40 * (stratum + 0.5)) / 64)),
    );
    expect(late({ low: 80, high: 120, shape: 'uniform' }, 64)).toBeCloseTo(sum(exact) / 64, 2);
  });

  test('R5: the pictured percentiles of a month are those of the response', () => {
    const { pictures } = aRun(aPoolPlan({ instances: 100 }), { replications: 1 });
    expect(pictures.response[0]! / (100 * Math.log(2))).toBeCloseTo(1, 1);
    expect(pictures.response[1]! / (100 * Math.log(20))).toBeCloseTo(1, 1);
    expect(pictures.response[2]! / (100 * Math.log(100))).toBeCloseTo(1, 1);
  });
});

describe('capacity', () => {
  test('C8: instances of twice the speed are a component of half the service times', () => {
    const fast = { id: 'fast', name: 'Fast', relativeSpeed: 2, costPerMonth: 1 };
    const visit = { kind: 'visit' as const, component: 'web' };
    const journey = (id: string, path: PlanInput['journeys'][number]['path']) => {
      return { id, name: id, priorityClass: 'normal', path };
    };
    const plan = (pool: Record<string, unknown>, own: number) =>
      aPoolPlan(
        { autoscaling: { minimum: 2, maximum: 9, targetUtilization: 0.6 }, ...pool },
        {
          instanceTypes: [fast],
          journeys: [
            journey('order', [{ ...visit, serviceTime: { meanMs: own } }]),
            journey('look', [visit]),
          ],
          demand: {
            noise: { sigma: 0.2 },
            journeys: [
              { journey: 'order', level: 60 },
              { journey: 'look', level: { low: 20, high: 40 } },
            ],
          },
          clauses: [latency(250), availability()],
        },
      );
    const quick = plan({ instanceType: 'fast', serviceTime: { meanMs: { low: 180, high: 240 } } }, 200);
    const half = plan({ serviceTime: { meanMs: { low: 90, high: 120 } } }, 100);
    expect(aRun(quick)).toEqual(aRun(half));
    const slow = plan({ serviceTime: { meanMs: { low: 180, high: 240 } } }, 200);
    expect(aRun(quick)).not.toEqual(aRun(slow));
    expect(JSON.stringify(runInput(quick))).not.toBe(JSON.stringify(runInput(slow)));
    const cheaper = { ...quick, instanceTypes: [{ ...fast, name: 'Other', costPerMonth: 2 }] };
    expect(JSON.stringify(runInput(cheaper))).toBe(JSON.stringify(runInput(quick)));
  });

  test('C2: an autoscaler keeps to its target between its limits', () => {
    const at = (level: number) =>
      aRun(
        aPoolPlan(
          { instances: 2, autoscaling: { minimum: 2, maximum: 10, targetUtilization: 0.5 } },
          { demand: { journeys: [{ journey: 'order', level }] } },
        ),
        { replications: 1 },
      ).peakUtilization[0]!;
    expect(at(10)).toBeCloseTo(1 / 8, 5);
    expect(at(100)).toBeCloseTo(10 / 20, 5);
    expect(at(300)).toBeCloseTo(30 / 40, 5);
  });
});

describe('what stands on the path (C5, C6)', () => {
  const external = (changes: Record<string, unknown>, visit: Record<string, unknown> = {}) =>
    aPoolPlan(
      {},
      {
        components: [
          {
            id: 'web',
            name: 'Web',
            kind: 'pool',
            instances: 50,
            concurrency: 50,
            serviceTime: { meanMs: 0 },
          },
          { id: 'bank', name: 'Bank', kind: 'external', serviceTime: { meanMs: 100 }, ...changes },
        ],
        journeys: [
          {
            id: 'order',
            name: 'Order',
            priorityClass: 'normal',
            path: [
              { kind: 'visit', component: 'web' },
              { kind: 'visit', component: 'bank', ...visit },
            ],
          },
        ],
        clauses: [availability(), latency(200)],
      },
    );

  test('C5: an external answers by its own law, and nobody waits for it', () => {
    const run = aRun(external({ serviceTime: { meanMs: 100, law: { kind: 'erlang', stages: 2 } } }), {
      replications: 1,
    });
    // P(T > 2 means) of two stages: e⁻⁴ (1 + 4).
    expect(1 - shareGood(run, 'fast')).toBeCloseTo(5 * Math.exp(-4), 3);
    expect(shareGood(run, 'up')).toBe(1);
  });

  test('C5: what an external takes longer than the caller waits for fails, and is owed to it', () => {
    const run = aRun(external({ timeoutMs: 250 }), { replications: 1 });
    const { badByCause } = tierOf(run, 'up');
    expect(1 - shareGood(run, 'up')).toBeCloseTo(Math.exp(-2.5), 6);
    expect(badByCause[CAUSE.dependency]).toBeCloseTo(sum(badByCause), 6);
  });

  test('C5: a soft external that is never there changes nothing, a hard one everything', () => {
    const up = (dependency: string) =>
      shareGood(aRun(external({ availability: 0 }, { dependency }), { replications: 1 }), 'up');
    expect(up('soft')).toBe(1);
    expect(up('hard')).toBe(0);
  });

  test('C6: a cache keeps its share of calls from the component, its outages included', () => {
    const run = aRun(external({ availability: 0 }, { cacheHitRatio: 0.8 }), { replications: 1 });
    expect(shareGood(run, 'up')).toBeCloseTo(0.8, 9);
    const cached = aRun(
      aPoolPlan(
        {},
        {
          journeys: [
            {
              id: 'order',
              name: 'Order',
              priorityClass: 'normal',
              path: [{ kind: 'visit', component: 'web', visits: 3, cacheHitRatio: 0.75 }],
            },
          ],
        },
      ),
      { replications: 1 },
    );
    // 20 a second × 3 calls × a quarter × 0.1 s on eight servers.
    expect(cached.peakUtilization[0]).toBeCloseTo((20 * 3 * 0.25 * 0.1) / 8, 6);
  });

  test('R1: branches of several visits end with the slower branch', () => {
    const plan = aPoolPlan(
      {},
      {
        components: ['web', 'store'].map((id) => ({
          id,
          name: id,
          kind: 'pool' as const,
          instances: 100,
          concurrency: 4,
          serviceTime: { meanMs: 100 },
        })),
        journeys: [
          {
            id: 'order',
            name: 'Order',
            priorityClass: 'normal',
            path: [
              {
                kind: 'parallel',
                branches: [
                  [
                    { kind: 'visit', component: 'web' },
                    { kind: 'visit', component: 'store' },
                  ],
                  [{ kind: 'visit', component: 'web' }],
                ],
              },
            ],
          },
        ],
        clauses: [latency(300)],
      },
    );
    // Erlang of two stages, and one exponential: 1 − (1 − e⁻³ (1 + 3)) (1 − e⁻³).
    const exact = 1 - (1 - 4 * Math.exp(-3)) * (1 - Math.exp(-3));
    expect(1 - shareGood(aRun(plan, { replications: 1 }), 'fast')).toBeCloseTo(exact, 3);
  });
});
