import { describe, expect, test } from 'vitest';
import { holidayDays, publicHolidays } from '#shared/calendar/holidays.ts';
import { createLocalClock } from '#shared/calendar/local-time.ts';
import { occurrences } from '#shared/calendar/recurrence.ts';
import { civilDate } from '#shared/calendar/civil-date.ts';
import { addMonths, createTimeGrid, dateText } from '#shared/calendar/time-grid.ts';
import { shareInside, weekMinutes } from '#shared/calendar/weekly-hours.ts';
import { calendarWindows, windowLabel } from '#shared/calendar/windows.ts';

const at = (text: string) => Date.parse(text);

describe('the time grid (E1)', () => {
  test('E1: two years of hours in Berlin begin and end at local midnight', () => {
    const grid = createTimeGrid('Europe/Berlin', { start: '2027-01-01', months: 24, stepMinutes: 60 });
    expect(new Date(grid.start).toISOString()).toBe('2026-12-31T23:00:00.000Z');
    expect(grid.steps).toBe((365 + 366) * 24);
    expect(grid.days).toHaveLength(731);
    expect(grid.months.at(-1)).toBe('2028-12');
  });

  test('E1: the day spring takes an hour from has 23 hourly steps, the autumn one 25', () => {
    const { days, dayOf } = createTimeGrid('Europe/Berlin', {
      start: '2027-01-01',
      months: 12,
      stepMinutes: 60,
    });
    const hours = (day: string) => dayOf.filter((index) => days[index] === day).length;
    expect([hours('2027-03-28'), hours('2027-10-31'), hours('2027-06-01')]).toEqual([23, 25, 24]);
  });

  test('civil dates agree with the platform over four centuries', () => {
    for (let day = -80_000; day < 80_000; day += 97) {
      const date = new Date(day * 86_400_000);
      expect(civilDate(day * 86_400_000)).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
      });
    }
  });

  test('a month after the last of January is the last of February', () => {
    expect(dateText(addMonths(at('2027-01-31T00:00Z'), 1))).toBe('2027-02-28');
    expect(dateText(addMonths(at('2027-11-30T00:00Z'), 15))).toBe('2029-02-28');
  });
});

describe('recurrences', () => {
  const sunday = {
    dtstart: '2027-01-03T03:30',
    durationMinutes: 20,
    rrule: 'FREQ=WEEKLY;BYDAY=SU',
    tzid: 'Europe/Berlin',
  };

  test('the start follows the wall clock through daylight saving', () => {
    const found = occurrences(sunday, at('2027-03-20T00:00Z'), at('2027-04-05T00:00Z')).map(({ start }) =>
      new Date(start).toISOString(),
    );
    expect(found).toEqual([
      '2027-03-21T02:30:00.000Z',
      '2027-03-28T01:30:00.000Z',
      '2027-04-04T01:30:00.000Z',
    ]);
  });

  test('excluded dates are left out, and a span that began before is still found', () => {
    const spans = occurrences(
      { ...sunday, durationMinutes: 3000, exdate: ['2027-01-10T03:30'] },
      at('2027-01-04T00:00Z'),
      at('2027-01-18T00:00Z'),
    );
    expect(spans.map(({ start }) => new Date(start).toISOString().slice(0, 10))).toEqual([
      '2027-01-03',
      '2027-01-17',
    ]);
  });

  test('without a rule it happens once', () => {
    const once = { dtstart: '2027-01-03T03:30', durationMinutes: 20, tzid: 'UTC' };
    expect(occurrences(once, at('2027-01-01T00:00Z'), at('2029-01-01T00:00Z'))).toEqual([
      { start: at('2027-01-03T03:30Z'), end: at('2027-01-03T03:50Z') },
    ]);
    expect(occurrences(once, at('2027-02-01T00:00Z'), at('2029-01-01T00:00Z'))).toEqual([]);
  });
});

describe('holidays, hours and windows', () => {
  test('holidays are found by country and name, moved by days', () => {
    expect(holidayDays('US', 'Thanksgiving Day', 1, [2027, 2028])).toEqual(['2027-11-26', '2028-11-24']);
    expect(publicHolidays('DE', [2027])).toContain('2027-10-03');
    expect(publicHolidays('Nowhere', [2027])).toEqual([]);
  });

  test('hours that run past midnight belong to the evening they begin on', () => {
    const minutes = weekMinutes([{ days: ['sun'], from: '22:00', to: '02:00' }]);
    expect(minutes.reduce((sum, inside) => sum + inside, 0)).toBe(240);
    expect([minutes[0], minutes[119], minutes[120]]).toEqual([1, 1, 0]);
  });

  test('a step half inside counts half', () => {
    const grid = { start: at('2027-01-04T00:00Z'), steps: 24, stepMinutes: 60 };
    const shares = shareInside(
      [{ days: ['mon'], from: '08:30', to: '10:00' }],
      createLocalClock('UTC', grid.start, grid.start + 86_400_000),
      grid,
    );
    expect(Array.from(shares.subarray(7, 11))).toEqual([0, 0.5, 1, 0]);
  });

  test('weeks are those of ISO 8601', () => {
    expect(windowLabel('2027-01-01', 'week')).toBe('2026-W53');
    expect(windowLabel('2027-01-04', 'week')).toBe('2027-W01');
    expect(windowLabel('2029-12-31', 'week')).toBe('2030-W01');
    expect(windowLabel('2027-05-01', 'quarter')).toBe('2027-Q2');
  });

  test('L2: a window of which less than half lies inside the horizon is not judged, unless it is the only one', () => {
    const grid = createTimeGrid('UTC', { start: '2027-02-20', months: 2, stepMinutes: 60 });
    expect(calendarWindows(grid, 'month').labels).toEqual(['2027-03', '2027-04']);
    expect(
      calendarWindows(createTimeGrid('UTC', { start: '2027-01-10', months: 1, stepMinutes: 60 }), 'year')
        .labels,
    ).toEqual(['2027']);
  });
});
