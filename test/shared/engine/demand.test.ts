import { describe, expect, test } from 'vitest';
import type { Plan, PlanInput } from '#shared/domain/plan.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { createDemandPath, drawDemand, regionRate } from '#shared/engine/demand-path.ts';
import { createDraw, drawInputs } from '#shared/engine/draw-inputs.ts';
import { aPlan } from '#test/makers/a-plan.ts';
import { sum } from '#test/makers/a-run.ts';

/** Fresh arrivals per second by step, all regions, of the journey `order`. */
function demandOf(plan: Plan, replication = 0, seed = 3): { total: Float64Array; regions: Float64Array[] } {
  const compiled = compilePlan(plan);
  const draw = createDraw(seed, replication);
  const path = createDemandPath(compiled);
  drawDemand(compiled, drawInputs(compiled, draw), path, seed, replication, draw);
  const regions = compiled.journeys.flatMap((_journey, journey) =>
    plan.regions.map((_region, region) =>
      path.totals[0]!.map((_total, step) => regionRate(path, journey, region, step)),
    ),
  );
  return { total: path.totals[0]!, regions };
}

/** The same of every journey. */
function totalsOf(plan: Plan): Float64Array[] {
  const compiled = compilePlan(plan);
  const draw = createDraw(3, 0);
  const path = createDemandPath(compiled);
  drawDemand(compiled, drawInputs(compiled, draw), path, 3, 0, draw);
  return path.totals;
}

const withDemand = (demand: Partial<PlanInput['demand']>, changes: Partial<PlanInput> = {}) =>
  aPlan({ demand: { journeys: [{ journey: 'order', level: 100 }], ...demand }, ...changes });

const year = { start: '2027-01-01', months: 12 };

describe('growth (M2)', () => {
  const end = (growth: unknown, months = 24) =>
    demandOf(withDemand({ growth: growth as never }, { horizon: { start: '2027-01-01', months } })).total.at(
      -1,
    )!;

  test('M2: compound growth multiplies every year, linear adds the same every year', () => {
    const years = 731 / 365.25;
    expect(end({ kind: 'compound', perYear: 0.5 })).toBeCloseTo(100 * 1.5 ** years, 1);
    expect(end({ kind: 'linear', perYear: 0.5 })).toBeCloseTo(100 * (1 + 0.5 * years), 1);
    expect(end({ kind: 'none' })).toBe(100);
  });

  test('M2: an S-curve starts at 1, is halfway at its midpoint and ends below its ceiling', () => {
    const { total } = demandOf(
      withDemand({ growth: { kind: 'sCurve', ceiling: 3, midpoint: '2027-07-01' } }, { horizon: year }),
    );
    expect(total[0]).toBeCloseTo(100, 6);
    expect(total[181 * 24]! / 100).toBeCloseTo(2, 1);
    expect(total.at(-1)!).toBeLessThan(300);
    expect(total.at(-1)!).toBeGreaterThan(290);
  });

  test('M2: steps ramp to their factor and stay', () => {
    const { total } = demandOf(
      withDemand({ growth: { kind: 'steps', steps: [{ date: '2027-01-11', factor: 2, rampDays: 10 }] } }),
    );
    expect(total[9 * 24]).toBeCloseTo(100, 6);
    expect(total[15 * 24]).toBeCloseTo(150, 6);
    expect(total[25 * 24]).toBeCloseTo(200, 6);
  });
});

describe('season and regions (M3, E1)', () => {
  const evening = Array.from({ length: 168 }, (_none, hour) => (hour % 24 === 20 ? 12 : 12 / 23));

  test('E1: the season follows the clock of the region through daylight saving', () => {
    const plan = withDemand(
      { season: { hourOfWeek: evening } },
      {
        timeZone: 'Europe/Berlin',
        horizon: year,
        regions: [
          { id: 'eu', name: 'Europe', timeZone: 'Europe/Berlin', share: 0.5 },
          { id: 'us', name: 'America', timeZone: 'America/New_York', share: 0.5 },
        ],
      },
    );
    const { regions } = demandOf(plan);
    const peaks = (rates: Float64Array) => [...rates.keys()].filter((step) => rates[step]! > 100);
    const hours = (rates: Float64Array, zone: string) =>
      new Set(
        peaks(rates).map((step) =>
          new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' }).format(
            Date.UTC(2026, 11, 31, 23) + step * 3_600_000,
          ),
        ),
      );
    expect(hours(regions[0]!, 'Europe/Berlin')).toEqual(new Set(['20']));
    expect(hours(regions[1]!, 'America/New_York')).toEqual(new Set(['20']));
    expect(peaks(regions[0]!).length).toBe(365);
  });

  test('M3: factors have mean 1 whatever their scale, and months are joined smoothly', () => {
    const { total } = demandOf(
      withDemand(
        { season: { monthOfYear: [20, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 20] } },
        { horizon: year },
      ),
    );
    expect(sum(total) / total.length).toBeCloseTo(100, -1);
    const jumps = total.slice(1).map((rate, step) => Math.abs(rate - total[step]!));
    expect(Math.max(...jumps)).toBeLessThan(0.2);
  });

  test('M1: shares are normalised over the regions', () => {
    const { regions, total } = demandOf(
      withDemand(
        {},
        {
          regions: [
            { id: 'a', name: 'A', timeZone: 'UTC', share: 0.2 },
            { id: 'b', name: 'B', timeZone: 'UTC', share: 0.6 },
          ],
        },
      ),
    );
    expect(regions[0]![0]).toBeCloseTo(25, 9);
    expect(regions[1]![0]).toBeCloseTo(75, 9);
    expect(total[0]).toBeCloseTo(100, 9);
  });

  test('E1: a step of 5 minutes and one of 60 carry the same demand', () => {
    const at = (stepMinutes: 5 | 60) => {
      const { total } = demandOf(
        withDemand(
          { season: { hourOfWeek: evening } },
          { horizon: { start: '2027-01-01', months: 1, stepMinutes } },
        ),
      );
      return sum(total) * stepMinutes;
    };
    expect(at(5)).toBeCloseTo(at(60), 3);
  });
});

describe('events and surges (M4, M5)', () => {
  const occurrence = {
    kind: 'calendar' as const,
    when: { dtstart: '2027-01-10T00:00', durationMinutes: 24 * 60, tzid: 'UTC' },
  };

  test('M4: a plateau jumps, a trapezoid ramps, a spike is highest in the middle', () => {
    const day = (shape: 'plateau' | 'trapezoid' | 'spike') =>
      demandOf(
        withDemand({
          events: [{ id: 'sale', name: 'Sale', occurrence, shape, rampMinutes: 360, multiplier: 3 }],
        }),
      ).total.slice(9 * 24, 10 * 24);
    expect([...new Set(day('plateau'))]).toEqual([300]);
    expect(day('trapezoid')[0]).toBeCloseTo(100 + 200 / 12, 3);
    expect(day('trapezoid')[12]).toBeCloseTo(300, 6);
    expect(day('spike')[0]).toBeLessThan(120);
    expect(Math.max(...day('spike'))).toBeGreaterThan(280);
  });

  test('M4: Black Friday is the day after Thanksgiving in the United States', () => {
    const plan = withDemand(
      {
        events: [
          {
            id: 'black-friday',
            name: 'Black Friday',
            shape: 'plateau',
            multiplier: 2,
            occurrence: {
              kind: 'holiday',
              country: 'US',
              holiday: 'Thanksgiving Day',
              offsetDays: 1,
              durationMinutes: 1440,
            },
          },
        ],
      },
      { horizon: { start: '2027-01-01', months: 24 } },
    );
    const { total } = demandOf(plan);
    const days = new Set(
      [...total.keys()]
        .filter((step) => total[step]! > 150)
        .map((step) => new Date(Date.UTC(2027, 0, 1) + step * 3_600_000).toISOString().slice(0, 10)),
    );
    expect(days).toEqual(new Set(['2027-11-26', '2028-11-24']));
  });

  test('M4: each occurrence draws its own multiplier', () => {
    const plan = withDemand({
      events: [
        {
          id: 'sale',
          name: 'Sale',
          occurrence: { kind: 'calendar', when: { ...occurrence.when, rrule: 'FREQ=WEEKLY;COUNT=2' } },
          shape: 'plateau',
          multiplier: { low: 2, high: 4 },
        },
      ],
    });
    const { total } = demandOf(plan);
    expect(total[9 * 24]).not.toBeCloseTo(total[16 * 24]!, 3);
  });

  test('M5: surges come as often as they say', () => {
    const plan = withDemand(
      { surges: [{ id: 'news', name: 'News', perYear: 50, multiplier: 2, durationMinutes: 120 }] },
      { horizon: year },
    );
    let extra = 0;
    for (let replication = 0; replication < 40; replication++)
      extra += sum(demandOf(plan, replication).total) / 100 - 365 * 24;
    // 50 surges of 2 hours at twice the load: 100 hours' worth more.
    expect(extra / 40).toBeGreaterThan(92);
    expect(extra / 40).toBeLessThan(110);
  });
});

describe('noise and drivers (M6, M7)', () => {
  test('M6: noise keeps the mean and has the memory it is given', () => {
    const plan = withDemand(
      { noise: { sigma: 0.3, autocorrelation: 0.8, commonShare: 0.5 } },
      { horizon: { start: '2027-01-01', months: 60 } },
    );
    const { total } = demandOf(plan);
    const logs = total.map((rate) => Math.log(rate / 100));
    const mean = sum(logs) / logs.length;
    const variance = sum(logs.map((log) => (log - mean) ** 2)) / logs.length;
    const covariance =
      sum(logs.slice(1).map((log, step) => (log - mean) * (logs[step]! - mean))) / logs.length;
    expect(sum(total) / total.length).toBeCloseTo(100, -0.5);
    expect(Math.sqrt(variance)).toBeCloseTo(0.3, 1);
    expect(covariance / variance).toBeCloseTo(0.8, 1);
  });

  test('M6: the common share is what two journeys move together', () => {
    const plan = aPlan({
      horizon: { start: '2027-01-01', months: 24 },
      journeys: ['order', 'look'].map((id) => ({
        id,
        name: id,
        priorityClass: 'normal',
        path: [{ kind: 'visit' as const, component: 'web' }],
      })),
      demand: {
        noise: { sigma: 0.2, autocorrelation: 0.5, commonShare: 0.7 },
        journeys: [
          { journey: 'order', level: 1 },
          { journey: 'look', level: 1 },
        ],
      },
    });
    const { regions } = demandOf(plan);
    const logs = regions.map((rates) => rates.map(Math.log));
    const means = logs.map((values) => sum(values) / values.length);
    const product = (a: number, b: number) =>
      sum(logs[a]!.map((value, step) => (value - means[a]!) * (logs[b]![step]! - means[b]!)));
    expect(product(0, 1) / Math.sqrt(product(0, 0) * product(1, 1))).toBeCloseTo(0.7, 1);
  });

  test('M7: requests follow a business figure', () => {
    const plan = withDemand({
      drivers: [{ id: 'orders', name: 'Orders', unit: 'per second', level: 5 }],
      journeys: [{ journey: 'order', level: 1, driver: { id: 'orders', ratio: 7 } }],
    });
    expect(demandOf(plan).total[0]).toBe(35);
  });

  test('E5: an uncertain level is drawn once per future and hits its range nine times in ten', () => {
    const plan = withDemand({ journeys: [{ journey: 'order', level: { low: 80, high: 120 } }] });
    const levels = Array.from({ length: 64 }, (_none, replication) => demandOf(plan, replication).total);
    for (const total of levels) expect(new Set(total).size).toBe(1);
    // A Latin hypercube: 0.05 × 64 = 3.2 strata lie beyond each end of the range.
    expect([3, 4]).toContain(levels.filter(([level]) => level! < 80).length);
    expect([3, 4]).toContain(levels.filter(([level]) => level! > 120).length);
  });
});

describe('a forecast made elsewhere (M9)', () => {
  const forecast = [
    { at: '2027-03-02T00:00', factor: 3 },
    { at: '2027-02-02T00:00', factor: 2 },
    { at: '2027-02-12T12:00', factor: { low: 1, high: 4 } },
  ];
  const horizon = { start: '2027-02-01', months: 2 };

  test('M9: its factors are joined by straight lines and held before the first and after the last', () => {
    const { total } = demandOf(withDemand({ forecast: [forecast[0]!, forecast[1]!] }, { horizon }));
    expect(total[0]).toBeCloseTo(200, 9);
    expect(total[24 + 14 * 24]).toBeCloseTo(250 + 100 / 28 / 48, 9);
    expect(total[24 + 28 * 24]).toBeCloseTo(300, 9);
    expect(total.at(-1)).toBe(300);
  });

  test('M9: it stands in for the overall growth, not for seasons and not for a growth of a journey or driver', () => {
    const evening = Array.from({ length: 168 }, (_none, hour) => (hour % 24 === 20 ? 12 : 12 / 23));
    const journeys = ['order', 'look', 'list'];
    const plan = withDemand(
      {
        forecast: [{ at: '2027-02-01T00:00', factor: 2 }],
        season: { hourOfWeek: evening },
        drivers: [
          { id: 'users', name: 'Users', unit: 'k', level: 1, growth: { kind: 'linear', perYear: 3.6525 } },
        ],
        journeys: [
          { journey: 'order', level: 100 },
          { journey: 'look', level: 100, growth: { kind: 'none' } },
          { journey: 'list', level: 1, driver: { id: 'users', ratio: 100 } },
        ],
      },
      {
        horizon,
        journeys: journeys.map((id) => ({
          id,
          name: id,
          priorityClass: 'normal',
          path: [{ kind: 'visit' as const, component: 'web' }],
        })),
      },
    );
    const at = (day: number) => totalsOf(plan).map((total) => total[day * 24 + 20]! / 1200);
    expect(at(0)[0]).toBeCloseTo(2, 5);
    expect(at(0)[1]).toBeCloseTo(1, 5);
    expect(at(50)[1]).toBeCloseTo(1, 5);
    expect(at(50)[2]).toBeCloseTo(1.5, 1);
  });

  test('M9: uncertain points are drawn together: a future is high in all of them or in none', () => {
    const plan = withDemand(
      {
        forecast: [
          { at: '2027-02-01T00:00', factor: { low: 1, high: 2, shape: 'uniform' } },
          { at: '2027-03-01T00:00', factor: { low: 3, high: 5, shape: 'uniform' } },
        ],
      },
      { horizon },
    );
    const shares = Array.from({ length: 64 }, (_none, replication) => {
      const { total } = demandOf(plan, replication);
      const high = (total.at(-1)! / 100 - 3) / 2;
      expect(total[0]! / 100 - 1).toBeCloseTo(high, 2);
      return high;
    });
    expect(sum(shares) / 64).toBeCloseTo(0.5, 2);
    expect(new Set(shares.map((share) => Math.floor(share * 64))).size).toBe(64);
  });

  test('M9: its times are those of the clock in the plan’s zone', () => {
    const { total } = demandOf(
      withDemand(
        {
          forecast: [
            { at: '2027-07-01T00:00', factor: 1 },
            { at: '2027-07-01T00:01', factor: 2 },
          ],
        },
        { timeZone: 'America/New_York', horizon: { start: '2027-01-01', months: 12 } },
      ),
    );
    // 181 days from 1 January on, one of them an hour short.
    expect(total.findIndex((rate) => rate > 150)).toBe(181 * 24 - 1);
  });
});
