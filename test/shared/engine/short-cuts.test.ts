import { describe, expect, test } from 'vitest';
import type { Plan } from '#shared/domain/plan.ts';
import { CAUSES } from '#shared/engine/causes.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import type { RunTallies } from '#shared/engine/run-tallies.ts';
import { createSimulator } from '#shared/engine/simulate.ts';
import { aPoolPlan, availability, latency } from '#test/makers/a-run.ts';

const carried = { atLeastPerSecond: 55, share: 0.9 };
const answered = { share: 0.9, withinMinutes: 60 };

/** Quiet for most of the day, with waits in the evening, failures, an autoscaler, shedding and a desk. */
function aBusyPlan(stepMinutes: number, pool: Record<string, unknown> = {}, changes: object = {}): Plan {
  const { components } = aPoolPlan({
    concurrency: 4,
    instances: 3,
    autoscaling: { minimum: 3, maximum: 6, targetUtilization: 0.7, lagMinutes: 4, cooldownMinutes: 20 },
    failure: { mtbfHours: 60, mttrMinutes: 30, scope: 'instance' },
    redundancy: { zones: 2, commonCause: 0.1, failoverMinutes: 2 },
    ...pool,
  });
  return aPoolPlan(
    {},
    {
      horizon: { start: '2027-03-20', months: 1, stepMinutes: stepMinutes as 60 },
      components: [
        ...components,
        {
          id: 'desk',
          name: 'Desk',
          kind: 'supportDesk',
          timeZone: 'UTC',
          handlingMinutes: 9,
          patienceMinutes: 600,
          ticketsPerThousandRequests: 0.05,
          ticketsPerThousandFailures: 1,
          shifts: [
            { hours: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }, agents: 3 },
          ],
        },
      ],
      demand: {
        noise: { sigma: 0.1, autocorrelation: 0.8, commonShare: 0.5 },
        season: {
          hourOfWeek: Array.from({ length: 168 }, (_none, hour) => 1 + 0.7 * Math.sin(((hour % 24) - 8) / 4)),
        },
        journeys: [{ journey: 'order', level: { low: 38, high: 44 }, arrivalCv2: 1.4 }],
      },
      shaping: [
        { id: 'again', name: 'Again', kind: 'retries', journeys: ['order'], maximumAttempts: 3, budget: 0.2 },
        { id: 'door', name: 'Door', kind: 'rateLimit', rate: 90, burst: 200 },
      ],
      clauses: [
        availability(),
        latency(300),
        {
          id: 'carry',
          name: 'Carry',
          metric: 'throughput',
          journey: 'order',
          tiers: { optimistic: carried, baseline: carried, stretch: carried },
        },
        {
          id: 'first',
          name: 'First',
          metric: 'supportResponse',
          component: 'desk',
          tiers: { optimistic: answered, baseline: answered, stretch: answered },
        },
        availability({
          id: 'minutes',
          budgetingMethod: 'timeslices',
          sliceTarget: 0.99,
          window: { kind: 'rolling', days: 7 },
        }),
      ],
      ...changes,
    },
  );
}

function bothWays(plan: Plan): [RunTallies, RunTallies] {
  const [quick, slow] = [false, true].map((pieceByPiece) =>
    createSimulator(compilePlan(plan), { pieceByPiece }).run({ seed: 5, first: 0, count: 3 }),
  );
  return [quick!, slow!];
}

/** Largest difference of good events, and of bad ones by cause, over all clauses, tiers and windows, as a share of the valid ones. */
function difference([quick, slow]: [RunTallies, RunTallies]): number {
  let largest = 0;
  quick.clauses.forEach(({ tiers }, clause) => {
    tiers.forEach(({ good, valid, badByCause }, tier) => {
      const other = slow.clauses[clause]!.tiers[tier]!;
      good.forEach((value, row) => {
        expect(other.valid[row]).toBeCloseTo(valid[row]!, 3);
        largest = Math.max(largest, Math.abs(value - other.good[row]!) / Math.max(1, valid[row]!));
        for (let cause = row * CAUSES; cause < (row + 1) * CAUSES; cause++) {
          const owed = Math.abs(badByCause[cause]! - other.badByCause[cause]!);
          largest = Math.max(largest, owed / Math.max(1, valid[row]!));
        }
      });
    });
  });
  return largest;
}

describe('E2: short cuts for quiet steps give what pieces give', () => {
  test.each([10, 15, 30, 60])('in steps of %i minutes', (stepMinutes) => {
    const both = bothWays(aBusyPlan(stepMinutes));
    expect(difference(both)).toBeLessThan(1e-6);
    const [quick, slow] = both.map(({ peakUtilization }) => peakUtilization);
    quick!.forEach((value, index) => expect(value).toBeCloseTo(slow![index]!, 5));
    both[0].pictures.success.forEach((value, index) =>
      expect(value).toBeCloseTo(both[1].pictures.success[index]!, 6),
    );
    both[0].pictures.desks.forEach((value, index) =>
      expect(value / Math.max(1, value)).toBeCloseTo(both[1].pictures.desks[index]! / Math.max(1, value), 5),
    );
  });

  test('with a queue of few places', () => {
    expect(difference(bothWays(aBusyPlan(60, { queueLimit: 20 })))).toBeLessThan(1e-6);
    expect(difference(bothWays(aBusyPlan(60, { timeoutMs: 700 })))).toBeLessThan(1e-6);
  });

  test('with services so long that a queue has no time to settle', () => {
    const slow = { instances: 40, autoscaling: undefined, serviceTime: { meanMs: 3000 } };
    expect(difference(bothWays(aBusyPlan(10, slow)))).toBeLessThan(1e-6);
  });

  test('S3 and S6: with a concurrency limit, always and at certain times', () => {
    const limit = {
      id: 'wall',
      name: 'Wall',
      kind: 'concurrencyLimit',
      component: 'web',
      limit: 6,
      enabled: true,
    };
    const plan = aBusyPlan(60, { queueLimit: 300 });
    const always = bothWays({ ...plan, shaping: [...plan.shaping, limit as never] });
    expect(difference(always)).toBeLessThan(1e-6);
    expect(always[0].pictures.losses.some((loss) => loss > 0.01)).toBe(true);
    const schedule = {
      dtstart: '2027-03-20T13:40',
      durationMinutes: 250,
      rrule: 'FREQ=DAILY',
      tzid: 'UTC',
      exdate: [],
    };
    const sometimes = bothWays({ ...plan, shaping: [...plan.shaping, { ...limit, schedule } as never] });
    expect(difference(sometimes)).toBeLessThan(1e-6);
    expect(sometimes[0].pictures.losses.some((loss) => loss > 0.001)).toBe(true);
  });

  test.each([
    { burst: 30, whenEmpty: 'drop', rate: 70 },
    { burst: 40_000, whenEmpty: 'drop', rate: 60 },
    { burst: 30, whenEmpty: 'delay', rate: 70 },
    { burst: 300, whenEmpty: 'delay', rate: 60 },
  ])('S2: with a bucket that may run empty: $whenEmpty, burst $burst', (bucket) => {
    const plan = aBusyPlan(60);
    const shaping = plan.shaping.map((rule) => (rule.kind === 'rateLimit' ? { ...rule, ...bucket } : rule));
    const both = bothWays({ ...plan, shaping: shaping as never });
    expect(difference(both)).toBeLessThan(1e-6);
    const limited = both[0].pictures.losses.some((loss, at) => at % 5 === 0 && loss > 1e-4);
    expect(limited).toBe(bucket.whenEmpty === 'drop');
  });

  test.each([
    { maximumAttempts: 4 },
    { maximumAttempts: 4, dropExpired: true },
    { maximumAttempts: 3, budget: 0.2 },
  ])('S1: with storms of retries, %j', (retries) => {
    const plan = aBusyPlan(60, { instances: 2, autoscaling: undefined, queueLimit: 500 });
    const both = bothWays({
      ...plan,
      journeys: [{ ...plan.journeys[0]!, timeoutMs: 5000 }],
      shaping: [{ id: 'again', name: 'Again', kind: 'retries', enabled: true, ...retries } as never],
    });
    expect(difference(both)).toBeLessThan(1e-6);
    both[0].storms.forEach((value, at) => expect(value).toBeCloseTo(both[1].storms[at]!, 3));
    expect(both[0].pictures.losses.some((loss) => loss > 0.01)).toBe(true);
  });

  test('S6: with a circuit breaker that outages open', () => {
    const plan = aBusyPlan(60, { failure: { mtbfHours: 90, mttrMinutes: 25 }, redundancy: undefined });
    const breaker = {
      id: 'breaker',
      name: 'Breaker',
      kind: 'circuitBreaker',
      enabled: true,
      component: 'web',
      openAboveErrorShare: 0.3,
      openSeconds: 900,
    };
    const without = bothWays(plan);
    const both = bothWays({ ...plan, shaping: [...plan.shaping, breaker as never] });
    expect(difference(both)).toBeLessThan(1e-6);
    expect(both[0].pictures.losses[4]!).toBeGreaterThan(1.1 * without[0].pictures.losses[4]!);
  });

  test('S5: with work put off and measured from its arrival', () => {
    const plan = aBusyPlan(60);
    const later = {
      id: 'later',
      name: 'Later',
      kind: 'deferral',
      enabled: true,
      journeys: ['order'],
      maximumDelayMinutes: 400,
      belowUtilization: 0.6,
    };
    const both = bothWays({
      ...plan,
      shaping: [...plan.shaping, later as never],
      clauses: [
        ...plan.clauses,
        ...['fromArrival', 'excluded'].map(
          (deferred) =>
            ({
              ...plan.clauses[1]!,
              id: deferred,
              accounting: { ...plan.clauses[1]!.accounting, deferred },
            }) as never,
        ),
      ],
    });
    expect(difference(both)).toBeLessThan(1e-6);
    expect(both[0].pictures.deferred.some((share) => share > 0.05)).toBe(true);
  });

  test('S4: with shedding that begins before anybody waits', () => {
    const plan = aBusyPlan(60, { instances: 6, concurrency: 40, autoscaling: undefined });
    const shed = {
      id: 'shed',
      name: 'Shed',
      kind: 'loadShedding',
      component: 'web',
      aboveUtilization: 0.02,
      enabled: true,
      priorityClasses: ['normal'],
    };
    const both = bothWays({ ...plan, shaping: [...plan.shaping, shed as never] });
    expect(difference(both)).toBeLessThan(1e-6);
    expect(both[0].pictures.losses.some((loss) => loss > 0.01)).toBe(true);
  });

  test('S1: with clients that try again because an external answers too late', () => {
    const plan = aBusyPlan(60);
    const bank = {
      id: 'bank',
      name: 'Bank',
      kind: 'external',
      serviceTime: { meanMs: 300, law: { kind: 'exponential' } },
      timeoutMs: 700,
      availability: 0.999,
      mttrMinutes: 20,
    };
    const path = [
      ...plan.journeys[0]!.path,
      { kind: 'visit', component: 'bank', visits: 1, cacheHitRatio: 0, dependency: 'hard' },
    ];
    const both = bothWays({
      ...plan,
      components: [...plan.components, bank as never],
      journeys: [{ ...plan.journeys[0]!, path: path as never }],
    });
    expect(difference(both)).toBeLessThan(1e-6);
  });
});
