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
