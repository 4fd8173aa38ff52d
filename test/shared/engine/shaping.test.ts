import { describe, expect, test } from 'vitest';
import { CAUSE } from '#shared/engine/causes.ts';
import { lossQueue } from '#shared/queueing/loss-queue.ts';
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
