import { describe, expect, test } from 'vitest';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { runPicturesFrom } from '#shared/engine/run-pictures-from.ts';
import { createSimulator } from '#shared/engine/simulate.ts';
import { findImpossible } from '#shared/engine/impossible.ts';
import { aPoolPlan, aRun, availability, latency, shareGood, sum, tierOf } from '#test/makers/a-run.ts';

const HOURS = 31 * 24;

/** Orders fill 9 of 10 servers by day (8 to 20 h) and 1 at night; reports, which may wait, always 2. */
function aPlanWithReports(
  { maximumDelayMinutes = 2000, clauses = [] as unknown[], schedule = undefined as unknown } = {},
  changes: object = {},
) {
  const hourOfWeek = Array.from({ length: 168 }, (_none, hour) =>
    hour % 24 >= 8 && hour % 24 < 20 ? 9 / 5 : 1 / 5,
  );
  const visit = { kind: 'visit' as const, component: 'web' };
  return aPoolPlan(
    { instances: 1, concurrency: 10 },
    {
      journeys: [
        { id: 'order', name: 'Order', priorityClass: 'normal', path: [visit] },
        { id: 'report', name: 'Report', priorityClass: 'normal', path: [visit] },
      ],
      demand: {
        journeys: [
          { journey: 'order', level: 50, season: { hourOfWeek } },
          { journey: 'report', level: 20 },
        ],
      },
      shaping: [
        {
          id: 'later',
          name: 'Later',
          kind: 'deferral',
          journeys: ['report'],
          maximumDelayMinutes,
          belowUtilization: 0.8,
          ...(schedule ? { schedule } : {}),
        } as never,
      ],
      clauses: clauses as never,
      ...changes,
    },
  );
}

const reports = (deferred: string, atMostMs = 1000, changes: object = {}) =>
  latency(atMostMs, { journey: 'report', accounting: { deferred }, ...changes });

describe('deferral', () => {
  test('S5: work waits for the night, and is released only as far as the component stays below the threshold', () => {
    const plan = aPlanWithReports({ clauses: [reports('fromRelease')] });
    expect(findImpossible(plan)).toEqual([]);
    const run = aRun(plan, { replications: 1 });
    // By day the 9 erlangs of orders alone; without deferral 11 would come.
    expect(run.peakUtilization[0]).toBeCloseTo(0.9, 6);
    // Each day leaves 12 h × 2 erlangs, done in the night beside its own 2 and the orders' 1: 24 / (8 − 3) h. The last day's from 20 h on is nearly done.
    const { valid } = tierOf(run, 'fast');
    const left = 12 * 20 * 3600 - 4 * 3600 * (70 - 20);
    expect(sum(valid)).toBeCloseTo(HOURS * 3600 * 20 - left, -2);
  });

  test('S5: after the maximum delay work goes whatever the load', () => {
    const run = aRun(aPlanWithReports({ maximumDelayMinutes: 120, clauses: [reports('fromRelease')] }), {
      replications: 1,
    });
    // From 10 h on the reports of two hours ago come beside the orders: 11 erlangs on 10 servers.
    expect(run.peakUtilization[0]).toBeCloseTo(1.1, 6);
    expect(sum(tierOf(run, 'fast').valid)).toBeCloseTo(HOURS * 3600 * 20, -1);
  });

  test('S5: a delay shorter than a step holds back the step’s last minutes', () => {
    const run = aRun(aPlanWithReports({ maximumDelayMinutes: 15, clauses: [reports('fromArrival')] }), {
      replications: 1,
    });
    // In the first hour of the day three quarters of its reports are due, a quarter of an hour late.
    expect(run.peakUtilization[0]).toBeCloseTo(1.1, 6);
    expect(1 - shareGood(run, 'fast')).toBeGreaterThan(0.49);
  });

  test('L4: what was put off is measured from arrival, from release, or left out', () => {
    const share = (deferred: string, atMostMs?: number) => {
      const run = aRun(aPlanWithReports({ clauses: [reports(deferred, atMostMs)] }), { replications: 1 });
      return { good: shareGood(run, 'fast'), valid: sum(tierOf(run, 'fast').valid) };
    };
    const [arrival, release, excluded] = ['fromArrival', 'fromRelease', 'excluded'].map((way) => share(way));
    // Put off: the day's twelve hours, and 24 / 5 h of each night behind them, the first night excepted.
    const putOff = (12 + 4.8) / 24;
    expect(release!.good).toBeGreaterThan(0.99);
    expect(arrival!.good).toBeCloseTo(1 - putOff, 1);
    expect(excluded!.valid / release!.valid).toBeCloseTo(1 - putOff, 1);
    expect(excluded!.good).toBeGreaterThan(0.99);
    expect(arrival!.valid).toBeCloseTo(release!.valid, -1);
    // Nobody waits longer than from 8 h to 20 h and a little.
    expect(share('fromArrival', 13 * 3_600_000).good).toBeCloseTo(1, 2);
    // Delays go from 12 h in the morning to none at the end of the queue: half within about six hours.
    const half = share('fromArrival', 6 * 3_600_000).good;
    expect(half).toBeGreaterThan(1 - putOff + 0.3);
    expect(half).toBeLessThan(1 - 0.2);
  });

  test('L4: measured from arrival, a request counts in the window and the hours it came in', () => {
    const byDay = {
      hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '08:00', to: '20:00' }],
    };
    const run = aRun(
      aPlanWithReports({
        clauses: [
          reports('fromArrival', 1000, { scope: byDay }),
          availability({ journey: 'report', scope: byDay, accounting: { deferred: 'fromRelease' } }),
        ],
      }),
      { replications: 1 },
    );
    // All reports of the days but the last, whose work is not all done when the horizon ends.
    expect(sum(tierOf(run, 'fast').valid) / (31 * 12 * 3600 * 20)).toBeCloseTo(1, 1);
    expect(shareGood(run, 'fast')).toBeLessThan(0.01);
    expect(sum(tierOf(run, 'up').valid)).toBe(0);
  });

  test('S5 and S7: arrivals are released or still held when the horizon ends', () => {
    const changes = {
      demand: {
        noise: { sigma: 0.4 },
        surges: [{ id: 'news', name: 'News', perYear: 200, multiplier: 3, durationMinutes: 200 }],
        journeys: [
          { journey: 'order', level: 50 },
          { journey: 'report', level: { low: 10, high: 40 } },
        ],
      },
    };
    const plan = aPlanWithReports(
      { clauses: [reports('fromArrival'), availability({ journey: 'report' })] },
      changes,
    );
    const simulator = createSimulator(compilePlan(plan), { isChecked: true });
    expect(() => simulator.run({ seed: 3, first: 0, count: 6 })).not.toThrow();
  });

  test('S5: pictures tell how much is put off and for how long', () => {
    const plan = aPlanWithReports();
    const [order, report] = runPicturesFrom(compilePlan(plan), aRun(plan, { replications: 1 })).journeys;
    expect(order!.putOff).toBeUndefined();
    expect(report!.putOff!.share[0]).toBeCloseTo(16.8 / 24, 1);
    // From 12 h at 8 in the morning in a straight line to none 16.8 h later.
    expect(report!.putOff!.delayMinutes[0]! / 60).toBeCloseTo(6, 0);
  });

  test('S5: while the component is down, work that may wait waits', () => {
    const down = {
      operations: {
        maintenance: [
          {
            id: 'care',
            name: 'Care',
            components: ['web'],
            effect: { kind: 'down' },
            window: { dtstart: '2027-01-10T02:00', durationMinutes: 120, tzid: 'UTC' },
          },
        ],
      },
    };
    const uncounted = { accounting: { maintenance: 'counted' } };
    const plan = aPlanWithReports(
      {
        clauses: [
          availability({ journey: 'report', ...uncounted }),
          availability({ ...uncounted, id: 'orders' }),
        ],
      },
      down,
    );
    const run = aRun(plan, { replications: 1 });
    expect(shareGood(run, 'up')).toBeCloseTo(1, 9);
    expect(shareGood(run, 'orders')).toBeLessThan(1 - 1e-4);
  });

  test('S5 and S6: outside its calendar the rule holds nothing back', () => {
    const schedule = { dtstart: '2027-01-10T00:00', durationMinutes: 1440, tzid: 'UTC' };
    const run = aRun(aPlanWithReports({ schedule, clauses: [reports('excluded')] }), { replications: 1 });
    expect(run.peakUtilization[0]).toBeCloseTo(1.1, 6);
    const putOff = HOURS * 3600 * 20 - sum(tierOf(run, 'fast').valid);
    expect(putOff / (3600 * 20)).toBeGreaterThan(12);
    expect(putOff / (3600 * 20)).toBeLessThan(17);
  });
});
