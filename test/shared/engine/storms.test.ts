import { describe, expect, test } from 'vitest';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { stormWarnings } from '#shared/engine/storm-warnings.ts';
import { metastableUtilization } from '#shared/queueing/metastable.ts';
import { aPoolPlan, aRun } from '#test/makers/a-run.ts';

const PATIENCE = 2;

/** Ten servers of 100 ms at `load` all week, but for one hour at 1.5 times their capacity. */
function aStormyPlan(load: number, retries: object, pool: object = {}) {
  const hourOfWeek = Array.from({ length: 168 }, (_none, hour) => (hour === 12 ? 150 : 100 * load));
  return aPoolPlan(
    { instances: 1, concurrency: 10, ...pool },
    {
      horizon: { start: '2027-01-04', months: 1 },
      journeys: [
        {
          id: 'order',
          name: 'Order',
          priorityClass: 'normal',
          timeoutMs: PATIENCE * 1000,
          path: [{ kind: 'visit', component: 'web' }],
        },
      ],
      demand: {
        season: { hourOfWeek },
        journeys: [{ journey: 'order', level: (150 + 167 * 100 * load) / 168 }],
      },
      shaping: [{ id: 'again', name: 'Again', kind: 'retries', ...retries } as never],
    },
  );
}

/** Hours by which the longest storm outlives its trigger; a week is for ever. */
const hoursAfter = (load: number, retries: object, pool: object = {}) =>
  aRun(aStormyPlan(load, retries, pool), { replications: 1 }).storms[1]! / 60;

describe('storms of retries', () => {
  test.each([
    [1, 1 / 2],
    [2, 1 / 3],
    [3, 1 / 4],
  ])(
    'S1: with %i retries a storm outlives its trigger from 1/(1 + n) of the capacity on',
    (retries, limit) => {
      const rule = { maximumAttempts: retries + 1 };
      expect(hoursAfter(0.98 * limit, rule)).toBe(0);
      expect(hoursAfter(1.02 * limit, rule)).toBeGreaterThan(160);
    },
  );

  test('S1: with a budget of a tenth from 1/1.1 on', () => {
    const rule = { maximumAttempts: 4, budget: 0.1 };
    expect(hoursAfter(0.98 / 1.1, rule)).toBe(0);
    expect(hoursAfter(1.02 / 1.1, rule)).toBeGreaterThan(160);
  });

  test('S1: dropping expired work alone moves 0.25 only to about 0.45', () => {
    const rule = { maximumAttempts: 4, dropExpired: true };
    const limit = metastableUtilization({ servers: 10, retries: 3, budget: Infinity, dropsExpired: true });
    expect(limit).toBeCloseTo(0.43, 2);
    expect(
      metastableUtilization({ servers: 8, retries: 3, budget: Infinity, dropsExpired: true }),
    ).toBeCloseTo(0.45, 2);
    expect(hoursAfter(limit - 0.02, rule)).toBe(0);
    expect(hoursAfter(limit + 0.02, rule)).toBeGreaterThan(160);
  });

  test.each([0.3, 0.5, 0.7, 0.9])(
    'S1: at %f a queue of half a time-out’s worth, or a budget and dropping expired work, stays healthy',
    (load) => {
      expect(hoursAfter(load, { maximumAttempts: 4 }, { queueLimit: 100 * (PATIENCE / 2) })).toBe(0);
      expect(hoursAfter(load, { maximumAttempts: 4, budget: 0.1, dropExpired: true })).toBe(0);
    },
  );

  test('S1: an outage that fails calls at once leaves no queue behind, and no storm', () => {
    const operations = {
      maintenance: [
        {
          id: 'care',
          name: 'Care',
          components: ['web'],
          effect: { kind: 'down' as const },
          window: { dtstart: '2027-01-06T12:00', durationMinutes: 20, tzid: 'UTC' },
        },
      ],
    };
    const stormy = aStormyPlan(0.6, { maximumAttempts: 4 }, { queueLimit: 1000 });
    const plan = { ...stormy, operations: { ...stormy.operations, ...operations } };
    const calm = { ...plan, demand: { ...plan.demand, season: {} } };
    expect(aRun(calm as never, { replications: 1 }).storms[0]).toBe(-1);
    // The same plan with a surge instead has one for the rest of its horizon.
    expect(aRun(plan as never, { replications: 1 }).storms[1]! / 60).toBeGreaterThan(24);
  });

  test('S1: a storm ends when the load falls below the limit', () => {
    const { demand, ...plan } = aStormyPlan(0.3, { maximumAttempts: 4 });
    const hourOfWeek = demand.season.hourOfWeek!.map((factor, hour) => (hour > 18 ? 10 : factor));
    const level = hourOfWeek.reduce((sum, factor) => sum + factor, 0) / 168;
    const changed = {
      ...plan,
      demand: { ...demand, season: { hourOfWeek }, journeys: [{ ...demand.journeys[0]!, level }] },
    };
    const hours = aRun(changed as never, { replications: 1 }).storms[1]! / 60;
    // From 13 to 19 h, until the load falls to 10 per second, 40 with all its retries.
    expect(hours).toBeCloseTo(6, 6);
  });

  test('S1: a run names metastable states with their component, month, length and share of futures', () => {
    const compiled = compilePlan(aStormyPlan(0.3, { maximumAttempts: 4 }));
    const [seen, possible] = stormWarnings(compiled, aRun(compiled.plan, { replications: 2 }));
    expect(seen).toContain('In 100\u00a0% of futures a metastable state: retries alone keep Web overloaded');
    expect(seen).toContain('first in January 2027, for 7 days');
    expect(possible).toContain('from 25\u00a0% of its capacity on');
    expect(possible).toContain('usually at 31\u00a0%');
  });

  test.each([
    [{ maximumAttempts: 4 }, {}, 1],
    [{ maximumAttempts: 4, dropExpired: true }, {}, 1],
    [{ maximumAttempts: 4, budget: 0.1 }, {}, 0],
    [{ maximumAttempts: 4 }, { queueLimit: 100 * (PATIENCE / 2) }, 0],
    [{ maximumAttempts: 1 }, {}, 0],
  ])('S1: half full, %j and %j are warned of before anything happens: %i', (rule, pool, warnings) => {
    const compiled = compilePlan(aStormyPlan(0.5, rule, pool));
    const quiet = { replications: 1, storms: Float32Array.from([-1, 0]) };
    expect(stormWarnings(compiled, quiet)).toHaveLength(warnings);
  });
});
