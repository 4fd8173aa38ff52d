import { describe, expect, test } from 'vitest';
import {
  amountText,
  changeText,
  hoursText,
  minutesText,
  shareText,
} from '#shared/report/words/amount-text.ts';
import { growthText, occasionText, seasonSentences } from '#shared/report/words/demand-text.ts';
import { createNames } from '#shared/report/words/names.ts';
import { recurrenceText, weeklyHoursText } from '#shared/report/words/recurrence-text.ts';
import { shapingSentence } from '#shared/report/words/shaping-text.ts';
import { theSamplePlan } from '#test/makers/the-sample-plan.ts';

/** Plain spaces, so that expectations can be read. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('amounts', () => {
  test.each([
    [8, 'ms', '8 ms'],
    [{ low: 38, high: 46 }, 'ms', '38 to 46 ms'],
    [6000, 'a second', '6 000 a second'],
    [0.5, '', '0.5'],
  ])('%j %s reads "%s"', (value, unit, expected) => {
    expect(plain(amountText(value, unit))).toBe(expected);
  });

  test.each([
    [20, '20 min'],
    [120, '2 h'],
    [90, '1 h 30 min'],
    [1440, '1 day'],
    [3 * 1440, '3 days'],
    [{ low: 15, high: 40 }, '15 to 40 min'],
    [{ low: 60, high: 240 }, '1 to 4 h'],
  ])('%j minutes read "%s"', (value, expected) => {
    expect(plain(minutesText(value))).toBe(expected);
  });

  test.each([
    [24, '24 h'],
    [72, '3 days'],
    [{ low: 2500, high: 6000 }, '104 to 250 days'],
  ])('%j hours read "%s"', (value, expected) => {
    expect(plain(hoursText(value))).toBe(expected);
  });

  test('a change says which way it goes', () => {
    expect(plain(changeText({ low: 0.3, high: 0.6 }))).toBe('grows by 30 to 60 %');
    expect(plain(changeText({ low: -0.2, high: -0.1 }))).toBe('shrinks by 10 to 20 %');
    expect(plain(changeText({ low: -0.05, high: 0.1 }))).toBe('changes by −5 to +10 %');
  });

  test('a range of shares has one percent sign', () => {
    expect(plain(shareText({ low: 0.9993, high: 0.9997 }))).toBe('99.93 to 99.97 %');
  });
});

describe('recurrences', () => {
  const window = { dtstart: '2027-01-03T03:30', durationMinutes: 20, tzid: 'Europe/Berlin', exdate: [] };

  test.each([
    ['FREQ=WEEKLY;BYDAY=SU', 'every Sunday'],
    ['FREQ=WEEKLY', 'every Sunday'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH', 'every 2 weeks on Tuesday and Thursday'],
    ['FREQ=DAILY', 'every day'],
    ['FREQ=MONTHLY;BYDAY=1SU', 'on the first Sunday of every month'],
    ['FREQ=MONTHLY;BYDAY=-1FR', 'on the last Friday of every month'],
    ['FREQ=MONTHLY;BYMONTHDAY=15', 'on the 15th of every month'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', 'on the last day of every month'],
    ['FREQ=MONTHLY;INTERVAL=3', 'on the 3rd of every 3 months'],
    ['FREQ=YEARLY', 'on the 3rd of January, every year'],
    ['FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=11', 'on the 11th of November, every year'],
    ['FREQ=WEEKLY;UNTIL=20271231T000000Z', 'every Sunday until Fri 31 Dec 2027'],
    ['FREQ=DAILY;COUNT=5', 'every day, 5 times,'],
  ])('%s reads "%s"', (rrule, expected) => {
    expect(plain(recurrenceText({ ...window, rrule }))).toBe(
      `${expected} at 03:30 (Europe/Berlin), for 20 min`,
    );
  });

  test('what happens once says when', () => {
    expect(plain(recurrenceText(window))).toBe(
      'once, on Sun 3 Jan 2027, at 03:30 (Europe/Berlin), for 20 min',
    );
  });

  test('a rule without words for it is quoted, never guessed', () => {
    expect(recurrenceText({ ...window, rrule: 'FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO' })).toContain(
      'by the rule FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO',
    );
  });

  test('days left out are named', () => {
    expect(recurrenceText({ ...window, rrule: 'FREQ=WEEKLY', exdate: ['2027-01-10T03:30'] })).toContain(
      'except on Sun 10 Jan 2027',
    );
  });

  test('hours of the week read as on a door', () => {
    expect(weeklyHoursText({ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '20:00' })).toBe(
      'Mon to Fri, 08:00 to 20:00',
    );
    expect(weeklyHoursText({ days: ['sat', 'sun'], from: '09:00', to: '17:00' })).toBe(
      'Sat and Sun, 09:00 to 17:00',
    );
  });
});

describe('demand and rules', () => {
  const plan = theSamplePlan();

  test('growth reads as people say it', () => {
    expect(plain(growthText(plan.demand.growth))).toBe('grows by 30 to 60 % a year, compounding');
    expect(growthText({ kind: 'none' })).toBe('stays level');
  });

  test('the season names its highest and lowest times', () => {
    // January is 0.98, July 0.87, December 1.31 in the sample; Sunday 20:00 has the largest factor, 2.7736.
    const sentences = plain(seasonSentences(plan.demand.season).join(' '));
    expect(sentences).toContain('starts at 20:00 on Sunday, with 2.77 times the mean');
    expect(sentences).toContain('highest in December (1.31 times the mean) and lowest in July (0.87 times)');
    expect(seasonSentences({})).toEqual([]);
  });

  test('an event tied to a holiday says to which', () => {
    const [blackFriday] = plan.demand.events;
    expect(plain(occasionText(blackFriday!))).toBe(
      'every year 1 day after Thanksgiving Day (US), from 00:00, for 1 day',
    );
  });

  test('every rule of the sample is told with its numbers and the names of what it touches', () => {
    const names = createNames(plan);
    const [door, shed, retries] = plan.shaping.map((rule) => plain(shapingSentence(rule, names)));
    expect(door).toBe(
      'Requests of Browse and Search above 6 000 a second (with bursts of up to 3 000 requests) are turned away.',
    );
    expect(shed).toContain(
      'When Catalogue is predicted to be busier than 92 %, requests of the classes Normal and Background are turned away',
    );
    expect(retries).toContain('Clients of Checkout try up to 3 times');
    expect(retries).toContain('budget of 10 % of fresh requests');
  });
});
