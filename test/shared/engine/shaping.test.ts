import { describe, expect, test } from 'vitest';
import { CAUSE } from '#shared/engine/causes.ts';
import { renewalBucketDrop } from '#shared/queueing/bursty-bucket.ts';
import { lossQueue } from '#shared/queueing/loss-queue.ts';
import { tokenBucketDelay } from '#shared/queueing/token-bucket.ts';
import { aRun, aPoolPlan, availability, latency, shareGood, sum, tierOf } from '#test/makers/a-run.ts';

const rule = (kind: string, fields: object) => ({ id: 'rule', name: 'Rule', kind, ...fields }) as never;
const atRate = (level: number) => ({ journeys: [{ journey: 'order', level }] });
const causeShare = (run: ReturnType<typeof aRun>, cause: number) => {
  const { badByCause } = tierOf(run, 'up');
  return sum(badByCause.filter((_bad, index) => index % 7 === cause)) / sum(badByCause);
};

describe('concurrency limits', () => {
  const limited = (limit: object, pool: object = {}, level = 60) =>
    aRun(
      aPoolPlan(
        { instances: 4, concurrency: 4, ...pool },
        {
          demand: atRate(level),
          shaping: [rule('concurrencyLimit', { component: 'web', ...limit })],
          clauses: [availability(), latency(300)],
        },
      ),
      { replications: 1 },
    );

  test('S3: a limit of 5 with 3 waiting places loses what M/M/5/8 loses, owed to shaping', () => {
    const run = limited({ limit: 5, queueLimit: 3 });
    const expected = lossQueue({ servers: 5, places: 3, arrivalRate: 60, meanService: 0.1 });
    expect(1 - shareGood(run, 'up')).toBeCloseTo(expected.blocking, 9);
    expect(causeShare(run, CAUSE.shaping)).toBeCloseTo(1, 9);
    expect(run.pictures.losses[2]).toBeCloseTo(expected.blocking, 6);
    // Utilization stays the busy share of all 16 servers.
    expect(run.peakUtilization[0]).toBeCloseTo(6 / 16, 6);
  });

  test('S3: without places of its own it uses the component’s', () => {
    const run = limited({ limit: 5 }, { queueLimit: 12 });
    const expected = lossQueue({ servers: 5, places: 12, arrivalRate: 60, meanService: 0.1 });
    expect(1 - shareGood(run, 'up')).toBeCloseTo(expected.blocking, 9);
  });

  test('S3: a limit beyond the servers changes nothing', () => {
    const plan = (shaping: never[]) =>
      aPoolPlan({ queueLimit: 12 }, { demand: atRate(90), shaping, clauses: [availability()] });
    const run = aRun(plan([rule('concurrencyLimit', { component: 'web', limit: 9 })]), { replications: 1 });
    expect(run.clauses).toEqual(aRun(plan([]), { replications: 1 }).clauses);
  });

  test('S3: calls wait for a slot while servers stand idle', () => {
    const open = limited({ limit: 16 }, {}, 55);
    const narrow = limited({ limit: 6 }, {}, 55);
    expect(shareGood(narrow, 'fast')).toBeLessThan(shareGood(open, 'fast') - 0.05);
    expect(shareGood(narrow, 'up')).toBeCloseTo(1, 9);
  });

  test('S3: a limit around an external rejects what finds it full', () => {
    const plan = aPoolPlan(
      { instances: 40 },
      {
        components: [{ id: 'web', name: 'Web', kind: 'external', serviceTime: { meanMs: 100 } }],
        demand: atRate(60),
        shaping: [rule('concurrencyLimit', { component: 'web', limit: 5 })],
        clauses: [availability()],
      },
    );
    const run = aRun(plan, { replications: 1 });
    const { blocking } = lossQueue({ servers: 5, places: 0, arrivalRate: 60, meanService: 0.1 });
    expect(1 - shareGood(run, 'up')).toBeCloseTo(blocking, 9);
  });

  test('S3 and S6: a limit with a calendar holds for the minutes it covers', () => {
    const schedule = { dtstart: '2027-01-10T12:20', durationMinutes: 85, tzid: 'UTC' };
    const run = limited({ limit: 5, queueLimit: 3, schedule });
    const { blocking } = lossQueue({ servers: 5, places: 3, arrivalRate: 60, meanService: 0.1 });
    const { good, valid } = tierOf(run, 'up');
    expect(valid[0]! - good[0]!).toBeCloseTo(85 * 60 * 60 * blocking, 3);
  });

  test('S3: throughput counts the slots, and owes what is missing to shaping', () => {
    const carried = { atLeastPerSecond: 55, share: 0.9 };
    const plan = aPoolPlan(
      { instances: 4, concurrency: 4 },
      {
        shaping: [rule('concurrencyLimit', { component: 'web', limit: 5 })],
        clauses: [
          {
            id: 'up',
            name: 'Carry',
            metric: 'throughput',
            journey: 'order',
            tiers: { optimistic: carried, baseline: carried, stretch: carried },
          },
        ],
      },
    );
    const run = aRun(plan, { replications: 1 });
    expect(shareGood(run, 'up')).toBe(0);
    expect(causeShare(run, CAUSE.shaping)).toBe(1);
  });
});

describe('circuit breakers', () => {
  const breaker = (fields: object = {}) =>
    rule('circuitBreaker', { component: 'web', openAboveErrorShare: 0.5, openSeconds: 60, ...fields });
  const outage = (minutes: number) => ({
    operations: {
      maintenance: [
        {
          id: 'care',
          name: 'Care',
          components: ['web'],
          effect: { kind: 'down' as const },
          window: { dtstart: '2027-01-10T12:00', durationMinutes: minutes, tzid: 'UTC' },
        },
      ],
    },
  });
  const counted = { accounting: { maintenance: 'counted' } };
  const lostSeconds = (run: ReturnType<typeof aRun>, rate: number) => {
    const { good, valid } = tierOf(run, 'up');
    return (sum(valid) - sum(good)) / rate;
  };

  test('S6: after an outage calls fail until the breaker tries again, half its open time on average', () => {
    const plan = aPoolPlan(
      { instances: 20 },
      { demand: atRate(50), shaping: [breaker()], clauses: [availability(counted)], ...outage(45) },
    );
    const run = aRun(plan, { replications: 1 });
    expect(lostSeconds(run, 50)).toBeCloseTo(45 * 60 + 30, 3);
    expect(causeShare(run, CAUSE.maintenance)).toBeCloseTo(1, 9);
  });

  test('S6: below its threshold it changes nothing', () => {
    const clauses = [availability(), latency(300)];
    const run = (shaping: never[]) =>
      aRun(
        aPoolPlan({ instances: 1, concurrency: 4, queueLimit: 3 }, { demand: atRate(40), shaping, clauses }),
        { replications: 1 },
      ).clauses;
    expect(run([breaker()])).toEqual(run([]));
  });

  test('S6: an overload that rejects more than the threshold keeps it open most of the time, and frees the component', () => {
    const plan = aPoolPlan(
      { instances: 1, concurrency: 1, queueLimit: 0 },
      { demand: atRate(90), shaping: [breaker({ openSeconds: 30 })], clauses: [availability()] },
    );
    const run = aRun(plan, { replications: 1 });
    // ρ = 9 on one server: 90 % rejected while closed, which takes twenty calls; then open for 30 s.
    const open = 30 / (30 + 20 / 90);
    expect(shareGood(run, 'up') / ((1 - open) / 10)).toBeCloseTo(1, 1);
    expect(run.peakUtilization[0]! / (9 * (1 - open))).toBeCloseTo(1, 1);
  });

  test('S6: a soft dependency is skipped while its breaker is open', () => {
    const bank = {
      id: 'bank',
      name: 'Bank',
      kind: 'external',
      serviceTime: { meanMs: 400, law: { kind: 'exponential' } },
      timeoutMs: 500,
    };
    const lost = (dependency: string, openAboveErrorShare: number) => {
      const { components } = aPoolPlan({ instances: 50 });
      const plan = aPoolPlan(
        {},
        {
          components: [...components, bank as never],
          journeys: [
            {
              id: 'order',
              name: 'Order',
              priorityClass: 'normal',
              path: [
                { kind: 'visit', component: 'web' },
                { kind: 'visit', component: 'bank', dependency: dependency as never },
              ],
            },
          ],
          demand: atRate(50),
          shaping: [rule('circuitBreaker', { component: 'bank', openAboveErrorShare, openSeconds: 60 })],
          clauses: [availability()],
        },
      );
      const run = aRun(plan, { replications: 1 });
      return { share: 1 - shareGood(run, 'up'), dependency: causeShare(run, CAUSE.dependency) };
    };
    // Answers later than half a second: e^(−500/400), more than a fifth.
    const late = Math.exp(-500 / 400);
    expect(lost('hard', 0.9).share).toBeCloseTo(late, 3);
    expect(lost('soft', 0.2).share).toBeCloseTo(0, 9);
    const hard = lost('hard', 0.2);
    // Twenty calls in 0.4 s, and open for 60 s / (1 − late).
    expect(hard.share).toBeGreaterThan(0.98);
    expect(hard.dependency).toBeCloseTo(1, 9);
  });

  test('S6: outside its calendar a breaker stays closed', () => {
    const schedule = { dtstart: '2027-01-10T12:15', durationMinutes: 30, tzid: 'UTC' };
    const plan = aPoolPlan(
      { instances: 1, concurrency: 1, queueLimit: 0 },
      { demand: atRate(90), shaping: [breaker({ schedule })], clauses: [availability()] },
    );
    // Rejected all the time; in half an hour nearly everything is.
    const run = aRun(plan, { replications: 1 });
    const { good, valid } = tierOf(run, 'up');
    const answered = (valid[0]! / 10 - good[0]!) / (90 * 1800 * 0.1);
    expect(answered).toBeGreaterThan(0.98);
    expect(answered).toBeLessThan(1);
  });
});

describe('token buckets', () => {
  const door = (fields: object) => rule('rateLimit', { rate: 50, ...fields });
  const lostShare = (bucket: object, demand: object, stepMinutes = 60) => {
    const plan = aPoolPlan(
      { instances: 200 },
      {
        horizon: { start: '2027-01-01', months: 1, stepMinutes: stepMinutes as 60 },
        demand: demand as never,
        shaping: [door(bucket)],
        clauses: [availability()],
      },
    );
    return 1 - shareGood(aRun(plan, { replications: 1 }), 'up');
  };

  test.each([
    [5, 2, 40],
    [20, 4, 45],
    [20, 0.25, 49],
    [100, 1.4, 55],
    [300, 1, 50.2],
    [300, 4, 49],
  ])(
    'S2: a bucket of %i under arrivals of cv² %f at %f per second drops what the exact chain says',
    (burst, arrivalCv2, level) => {
      const exact = renewalBucketDrop({ rate: 50, burst, arrivalRate: level, arrivalCv2 });
      const share = lostShare({ burst }, { journeys: [{ journey: 'order', level, arrivalCv2 }] });
      expect(share / exact).toBeCloseTo(1, 2);
    },
  );

  /** 100 per second from noon on for so many hours, 20 in the others. */
  const noons = (hours: number) => ({
    season: {
      hourOfWeek: Array.from({ length: 168 }, (_none, hour) =>
        hour % 24 >= 12 && hour % 24 < 12 + hours ? 100 : 20,
      ),
    },
    journeys: [{ journey: 'order', level: (hours * 100 + (24 - hours) * 20) / 24 }],
  });

  test.each([60, 10])('S2: after a calm time a full burst passes, in steps of %i minutes', (stepMinutes) => {
    // 50 a second more than the tokens: 90 000 of them last half an hour, then half is turned away.
    const share = lostShare({ burst: 90_000 }, noons(1), stepMinutes);
    expect(share).toBeCloseTo((50 * 1800) / (3600 * (100 + 23 * 20)), 4);
  });

  test('S2: in a longer overload it stays empty', () => {
    const share = lostShare({ burst: 90_000 }, noons(3));
    expect(share).toBeCloseTo((50 * 9000) / (3600 * (300 + 21 * 20)), 4);
  });

  test('S2: what the first overload took from a deep bucket is missing in the second', () => {
    const hourOfWeek = Array.from({ length: 168 }, (_none, hour) =>
      [12, 14].includes(hour % 24) ? 100 : 20,
    );
    const demand = { season: { hourOfWeek }, journeys: [{ journey: 'order', level: (200 + 22 * 20) / 24 }] };
    // 180 000 missing tokens after an hour, 108 000 come back in the next: the third hour finds 288 000 − 180 000 + 108 000 in it.
    const share = lostShare({ burst: 200_000 }, demand);
    const lost = 180_000 - 128_000;
    expect(share).toBeCloseTo(lost / (3600 * (200 + 22 * 20)), 4);
  });

  const delayed = (bucket: object, level: number, changes: object = {}, atMostMs = 300) =>
    aRun(
      aPoolPlan(
        { instances: 200, serviceTime: { meanMs: 1, law: { kind: 'deterministic' } } },
        {
          demand: atRate(level),
          shaping: [door({ ...bucket, whenEmpty: 'delay' })],
          clauses: [availability(), latency(atMostMs)],
          ...changes,
        },
      ),
      { replications: 1 },
    );

  test.each([
    [1, 40, 50],
    [5, 45, 100],
    [10, 47, 150],
  ])(
    'S2: a delaying bucket of %i at %f per second holds back as M/D/1 with free tokens waits',
    (burst, level, ms) => {
      const { tail } = tokenBucketDelay({ rate: 50, burst, arrivalRate: level });
      const run = delayed({ burst }, level, {}, ms);
      expect(Math.abs(1 - shareGood(run, 'fast') - tail((ms - 1) / 1000))).toBeLessThan(0.01);
      expect(shareGood(run, 'up')).toBe(1);
    },
  );

  test('S2: overload at a delaying bucket waits, is let go at the rate of the tokens, and is late', () => {
    const run = delayed({ burst: 10 }, 0, { demand: noons(1) }, 60_000);
    // At noon 180 000 are put behind, served beside 20 a second in 6000 s; all but the first and last minute are late.
    const all = 3600 * (100 + 23 * 20);
    const late = (100 * (3600 - 60) + 20 * (6000 - 100)) / all;
    expect(1 - shareGood(run, 'fast')).toBeCloseTo(late, 2);
    expect(shareGood(run, 'up')).toBeCloseTo(1, 9);
    // Nothing but the tokens' rate reaches the pool.
    expect(run.peakUtilization[0]).toBeCloseTo((50 * 0.001) / 800, 7);
  });

  test('S2 and S1: who waits for a token longer than his patience is lost', () => {
    const journeys = [
      {
        id: 'order',
        name: 'Order',
        priorityClass: 'normal',
        timeoutMs: 30_000,
        path: [{ kind: 'visit' as const, component: 'web' }],
      },
    ];
    const run = delayed({ burst: 10 }, 0, { journeys, demand: noons(1) });
    const lost = (100 * (3600 - 30) + 20 * (6000 - 50)) / (3600 * (100 + 23 * 20));
    expect(1 - shareGood(run, 'up')).toBeCloseTo(lost, 2);
  });
});
