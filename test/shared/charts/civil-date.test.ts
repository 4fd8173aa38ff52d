import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayText, fromIsoText, momentText, toCivilDate, windowText } from '#shared/charts/civil-date.ts';

describe('civil dates', () => {
  it('agree with the language’s own calendar on every instant of four centuries', () => {
    const instants = fc.integer({ min: Date.UTC(1800, 0, 1), max: Date.UTC(2200, 0, 1) });
    fc.assert(
      fc.property(instants, (instant) => {
        const date = new Date(instant);
        expect(toCivilDate(instant)).toEqual({
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
          hour: date.getUTCHours(),
          minute: date.getUTCMinutes(),
          weekday: (date.getUTCDay() + 6) % 7,
        });
      }),
    );
  });

  it('read days, months, quarters, weeks and years', () => {
    expect(fromIsoText('2027-11-26')).toBe(Date.UTC(2027, 10, 26));
    expect(fromIsoText('2027-11-26T18:30')).toBe(Date.UTC(2027, 10, 26, 18, 30));
    expect(fromIsoText('2027-Q4')).toBe(Date.UTC(2027, 9, 1));
    // ISO week 1 of 2027 begins on Monday 4 January.
    expect(fromIsoText('2027-W01')).toBe(Date.UTC(2027, 0, 4));
    expect(fromIsoText('not a date')).toBeNaN();
  });

  it('name windows and moments', () => {
    expect(['2027-01', '2027-Q3', '2027-W05', '2027'].map(windowText)).toEqual([
      'Jan 2027',
      'Q3 2027',
      'week 5, 2027',
      '2027',
    ]);
    expect(dayText(Date.UTC(2027, 10, 26))).toBe('Fri 26 Nov 2027');
    expect(momentText(Date.UTC(2027, 10, 26, 18, 5))).toBe('Fri 26 Nov 2027, 18:05');
  });
});
