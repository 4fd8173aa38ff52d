import { describe, expect, test } from 'vitest';
import type { Plan, PlanInput } from '#shared/domain/plan.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { createDemandPath, drawDemand, regionRate } from '#shared/engine/demand-path.ts';
import { createDraw, drawInputs } from '#shared/engine/draw-inputs.ts';
import { aPlan } from '#test/makers/a-plan.ts';
import { sum } from '#test/makers/a-run.ts';

/** Fresh arrivals of the journey `order` by hour. */
function ratesOf(plan: Plan): Float64Array {
  const compiled = compilePlan(plan);
  const draw = createDraw(3, 0);
  const path = createDemandPath(compiled);
  drawDemand(compiled, drawInputs(compiled, draw), path, 3, 0, draw);
  return path.totals[0]!;
}

const aDemandPlan = (demand: Partial<PlanInput['demand']>, changes: Partial<PlanInput> = {}) =>
  aPlan({ demand: { journeys: [{ journey: 'order', level: 1 }], ...demand }, ...changes });

const berlin = (start: string, months = 1): Partial<PlanInput> => ({
  timeZone: 'Europe/Berlin',
  horizon: { start, months },
  regions: [{ id: 'all', name: 'All', timeZone: 'Europe/Berlin', share: 1 }],
});

/** 1 to 168, scaled to mean 1. */
const STAIRS = Array.from({ length: 168 }, (_none, hour) => hour + 1);
const stair = (hour: number) => (hour + 1) / 84.5;
const SUNDAY_AT_2 = 6 * 24 + 2;

describe('seasons and the clock (M3, E1)', () => {
  test('E1 and M3: the hour that spring skips is missing from the total, the one that autumn repeats is there twice', () => {
    // March 2027 begins on a Monday: four weeks and three days; the clock goes forward on Sunday the 28th.
    const march = sum(ratesOf(aDemandPlan({ season: { hourOfWeek: STAIRS } }, berlin('2027-03-01'))));
    const threeDays = sum(Array.from({ length: 72 }, (_none, hour) => stair(hour)));
    expect(march).toBeCloseTo(4 * 168 + threeDays - stair(SUNDAY_AT_2), 3);
    // October begins on a Friday and ends on the Sunday whose third hour comes twice.
    const october = sum(ratesOf(aDemandPlan({ season: { hourOfWeek: STAIRS } }, berlin('2027-10-01'))));
    const fromFriday = sum(Array.from({ length: 72 }, (_none, hour) => stair(96 + hour)));
    expect(october).toBeCloseTo(4 * 168 + fromFriday + stair(SUNDAY_AT_2), 3);
  });

  test('E1: whole weeks without a change of the clock carry the same in every zone', () => {
    const total = (timeZone: string) =>
      sum(
        ratesOf(
          aDemandPlan(
            { season: { hourOfWeek: STAIRS } },
            {
              timeZone,
              horizon: { start: '2027-02-01', months: 1 },
              regions: [{ id: 'all', name: 'All', timeZone, share: 1 }],
            },
          ),
        ),
      );
    // February 2027: four weeks.
    for (const zone of ['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/New_York', 'Pacific/Apia'])
      expect(total(zone)).toBeCloseTo(4 * 168, 3);
  });

  test('M3: a leap day belongs to February', () => {
    const monthOfYear = [1, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
    const rates = ratesOf(
      aDemandPlan({ season: { monthOfYear } }, { horizon: { start: '2028-02-01', months: 1 } }),
    );
    expect(rates).toHaveLength(29 * 24);
    // 3 in the middle of 29 days, down to 2 at its ends, over a mean of 14 / 12.
    expect(Math.max(...rates)).toBeCloseTo((3 * 12) / 14, 5);
    expect(rates.indexOf(Math.max(...rates))).toBe((29 * 24) / 2);
    expect(rates[0]).toBeCloseTo((2 * 12) / 14, 5);
  });

  test('M1: each region has its own season by its own clock, and its own share', () => {
    const evening = Array.from({ length: 168 }, (_none, hour) => (hour % 24 === 20 ? 24 : 0));
    const plan = aDemandPlan(
      { season: { hourOfWeek: evening } },
      {
        regions: [
          { id: 'east', name: 'East', timeZone: 'Asia/Tokyo', share: 0.75 },
          { id: 'west', name: 'West', timeZone: 'America/New_York', share: 0.25 },
        ],
      },
    );
    const compiled = compilePlan(plan);
    const draw = createDraw(3, 0);
    const path = createDemandPath(compiled);
    drawDemand(compiled, drawInputs(compiled, draw), path, 3, 0, draw);
    // 20:00 in Tokyo is 11:00 UTC, in New York 01:00 UTC.
    expect(regionRate(path, 0, 0, 11)).toBeCloseTo(24 * 0.75, 5);
    expect(regionRate(path, 0, 1, 24 + 1)).toBeCloseTo(24 * 0.25, 5);
    expect(path.totals[0]![12]).toBe(0);
  });
});

describe('events and the clock (M4)', () => {
  const event = (occurrence: unknown, multiplier = 3): Partial<PlanInput['demand']> => ({
    events: [{ id: 'sale', name: 'Sale', shape: 'plateau', multiplier, occurrence: occurrence as never }],
  });
  /** Local times at which the rate is above the usual, by the hour. */
  const hoursAbove = (plan: Plan, timeZone: string) => {
    const { grid } = compilePlan(plan);
    const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    return [...ratesOf(plan).entries()]
      .filter(([, rate]) => rate > 1.5)
      .map(([step]) => format.format(grid.start + step * 3_600_000));
  };

  test('M4: a weekly event keeps its wall clock through both changes', () => {
    const when = {
      dtstart: '2027-03-21T08:00',
      durationMinutes: 60,
      rrule: 'FREQ=WEEKLY',
      tzid: 'Europe/Berlin',
    };
    const plan = aDemandPlan(event({ kind: 'calendar', when }), berlin('2027-03-01', 12));
    const hours = hoursAbove(plan, 'Europe/Berlin');
    expect(hours).toHaveLength(50);
    expect(new Set(hours.map((text) => text.slice(11)))).toEqual(new Set(['08:00']));
  });

  test('M4: an event in the hour that spring skips begins when the clock has jumped, and is no shorter', () => {
    const when = { dtstart: '2027-03-28T02:00', durationMinutes: 120, tzid: 'Europe/Berlin' };
    const plan = aDemandPlan(event({ kind: 'calendar', when }), berlin('2027-03-01'));
    expect(hoursAbove(plan, 'Europe/Berlin')).toEqual(['2027-03-28 03:00', '2027-03-28 04:00']);
  });

  test('M4: a day of the event lasts 24 hours, whatever the clock does', () => {
    const when = { dtstart: '2027-03-28T00:00', durationMinutes: 1440, tzid: 'Europe/Berlin' };
    const rates = ratesOf(aDemandPlan(event({ kind: 'calendar', when }), berlin('2027-03-01')));
    expect(sum(rates) - rates.length).toBeCloseTo(2 * 24, 6);
  });

  test('M4: what recurs on 29 February happens in leap years', () => {
    const when = { dtstart: '2024-02-29T12:00', durationMinutes: 60, rrule: 'FREQ=YEARLY', tzid: 'UTC' };
    const plan = aDemandPlan(event({ kind: 'calendar', when }), {
      horizon: { start: '2027-01-01', months: 36 },
    });
    expect(hoursAbove(plan, 'UTC')).toEqual(['2028-02-29 12:00']);
  });

  test('M4: a date that is taken out does not happen', () => {
    const when = {
      dtstart: '2027-01-04T12:00',
      durationMinutes: 60,
      rrule: 'FREQ=WEEKLY',
      tzid: 'UTC',
      exdate: ['2027-01-11T12:00'],
    };
    const plan = aDemandPlan(event({ kind: 'calendar', when }));
    expect(hoursAbove(plan, 'UTC').map((text) => text.slice(0, 10))).toEqual([
      '2027-01-04',
      '2027-01-18',
      '2027-01-25',
    ]);
  });

  test('M4: a holiday of a country is that day on the plan’s clock, whoever’s holiday it is', () => {
    const holiday = {
      kind: 'holiday',
      country: 'US',
      holiday: 'Independence Day',
      startTime: '06:00',
      durationMinutes: 120,
    };
    const plan = aDemandPlan(event(holiday), berlin('2027-06-01', 3));
    expect(hoursAbove(plan, 'Europe/Berlin')).toEqual(['2027-07-04 06:00', '2027-07-04 07:00']);
  });

  test('M4: events that overlap multiply, in their journeys and regions alone', () => {
    const at = (id: string, multiplier: number, regions?: string[]) => ({
      id,
      name: id,
      shape: 'plateau' as const,
      multiplier,
      ...(regions && { regions }),
      occurrence: {
        kind: 'calendar' as const,
        when: { dtstart: '2027-01-10T00:00', durationMinutes: 60, tzid: 'UTC' },
      },
    });
    const plan = aDemandPlan(
      { events: [at('one', 2), at('other', 3, ['east'])] },
      {
        regions: [
          { id: 'east', name: 'East', timeZone: 'UTC', share: 0.4 },
          { id: 'west', name: 'West', timeZone: 'UTC', share: 0.6 },
        ],
      },
    );
    expect(ratesOf(plan)[9 * 24]).toBeCloseTo(0.4 * 2 * 3 + 0.6 * 2, 9);
  });
});

describe('growth, drivers and burstiness (M2, M7, M8)', () => {
  test('M2: an S-curve passes the values of the logistic function', () => {
    const rates = ratesOf(
      aDemandPlan(
        { growth: { kind: 'sCurve', ceiling: 5, midpoint: '2028-01-01' } },
        { horizon: { start: '2027-01-01', months: 24 } },
      ),
    );
    // Its width is a quarter of 365 days, and it starts at 1: 1 + 4 (σ(x) − σ(−4)) / (1 − σ(−4)).
    const sigma = (x: number) => 1 / (1 + Math.exp(-x));
    for (const day of [0, 180, 365, 500]) {
      const exact = 1 + (4 * (sigma((day - 365) / (365 / 4)) - sigma(-4))) / (1 - sigma(-4));
      expect(rates[day * 24]).toBeCloseTo(exact, 6);
    }
  });

  test('M2: ramps that follow each other start from what was reached', () => {
    const rates = ratesOf(
      aDemandPlan(
        {
          growth: {
            kind: 'steps',
            steps: [
              { date: '2027-02-01', factor: 4, rampDays: 0 },
              { date: '2027-01-11', factor: 2, rampDays: 10 },
            ],
          },
        },
        { horizon: { start: '2027-01-01', months: 2 } },
      ),
    );
    expect([9, 15, 25, 30, 31, 40].map((day) => rates[day * 24 + 12]!.toFixed(2))).toEqual([
      '1.00',
      '1.55',
      '2.00',
      '2.00',
      '4.00',
      '4.00',
    ]);
  });

  test('M2 and E1: a step of growth comes at midnight of its day, in summer as in winter', () => {
    const steps = [
      { date: '2027-02-10', factor: 2, rampDays: 0 },
      { date: '2027-07-10', factor: 3, rampDays: 0 },
    ];
    const plan = aDemandPlan({ growth: { kind: 'steps', steps } }, berlin('2027-01-01', 12));
    const { grid } = compilePlan(plan);
    const rates = ratesOf(plan);
    const local = (step: number) =>
      new Intl.DateTimeFormat('sv', {
        timeZone: 'Europe/Berlin',
        dateStyle: 'short',
        timeStyle: 'short',
      }).format(grid.start + step * 3_600_000);
    expect([1.5, 2.5].map((least) => local(rates.findIndex((rate) => rate > least)))).toEqual([
      '2027-02-10 00:00',
      '2027-07-10 00:00',
    ]);
    expect(new Set(rates)).toEqual(new Set([1, 2, 3]));
  });

  test('M7: a journey grows with the figure it follows', () => {
    const rates = ratesOf(
      aDemandPlan(
        {
          growth: { kind: 'compound', perYear: 9 },
          drivers: [
            {
              id: 'orders',
              name: 'Orders',
              unit: 'per second',
              level: 5,
              growth: { kind: 'compound', perYear: 0.5 },
            },
          ],
          journeys: [{ journey: 'order', level: 1, driver: { id: 'orders', ratio: 7 } }],
        },
        { horizon: { start: '2027-01-01', months: 24 } },
      ),
    );
    expect(rates.at(-1)! / (35 * 1.5 ** (730.96 / 365.25))).toBeCloseTo(1, 4);
  });

  test('M8: a station sees the burstiness of its journeys, weighted by their calls', () => {
    const visit = { kind: 'visit' as const, component: 'web' };
    const plan = aPlan({
      journeys: [
        { id: 'order', name: 'Order', priorityClass: 'normal', path: [{ ...visit, visits: 3 }] },
        { id: 'look', name: 'Look', priorityClass: 'normal', path: [{ ...visit, cacheHitRatio: 0.5 }] },
      ],
      demand: {
        drivers: [{ id: 'users', name: 'Users', unit: 'k', level: 20 }],
        journeys: [
          { journey: 'order', level: 10, arrivalCv2: 4 },
          { journey: 'look', level: 0, arrivalCv2: 1, driver: { id: 'users', ratio: 3 } },
        ],
      },
    });
    // 30 calls a second of the one, 60 / 2 of the other.
    expect(compilePlan(plan).stations[0]!.arrivalCv2).toBeCloseTo(2.5, 12);
  });
});
