import { describe, expect, it } from 'vitest';
import { daysOf, presetOf, recurrenceText, ruleOf, type PresetId } from '#renderer/app/recurrence/presets.ts';
import { parseTime } from '#renderer/app/recurrence/TimeOfDayField.tsx';

const SUNDAY = '2027-01-03T03:30';

describe('named recurrences', () => {
  it.each<PresetId>(['once', 'daily', 'weekly', 'fortnightly', 'monthly', 'quarterly', 'yearly', 'custom'])(
    'are recognised by the rule they make: %s',
    (preset) => {
      expect(presetOf(ruleOf(preset, ['TU', 'TH'], undefined))).toBe(preset);
    },
  );

  it('keep a rule they do not know as it is', () => {
    const rule = 'FREQ=MONTHLY;BYDAY=2TU;BYHOUR=4';
    expect(presetOf(rule)).toBe('custom');
    expect(ruleOf('custom', [], rule)).toBe(rule);
  });

  it('name the days of a week in its order, or the day of the start', () => {
    expect(ruleOf('weekly', ['TH', 'TU'], undefined)).toBe('FREQ=WEEKLY;BYDAY=TU,TH');
    expect(daysOf({ rrule: 'FREQ=WEEKLY;BYDAY=TU,TH', dtstart: SUNDAY })).toEqual(['TU', 'TH']);
    expect(daysOf({ rrule: 'FREQ=WEEKLY', dtstart: SUNDAY })).toEqual(['SU']);
  });

  it('read like a sentence', () => {
    expect(recurrenceText({ dtstart: SUNDAY, durationMinutes: 20, rrule: 'FREQ=WEEKLY;BYDAY=SU' })).toBe(
      'every week on Sun at 03:30, 20\u00a0min',
    );
    expect(recurrenceText({ dtstart: SUNDAY, durationMinutes: 4320 })).toBe(
      'once, 2027-01-03 03:30, 3\u00a0days',
    );
  });
});

describe('a time of day', () => {
  it('is read in the ways people type it', () => {
    const read = ['18:00', '7', '7.5', '0730', '24:00', '18h30'].map((text) => parseTime(text));
    expect(read.map((reading) => (reading.ok ? reading.value : reading.message))).toEqual([
      '18:00',
      '07:00',
      '07:05',
      '07:30',
      '24:00',
      '18:30',
    ]);
  });

  it('says what is wrong with one that does not exist', () => {
    expect(
      [parseTime('25:00'), parseTime('12:60'), parseTime('24:01'), parseTime('noon')].map(({ ok }) => ok),
    ).toEqual([false, false, false, false]);
    expect(parseTime('noon')).toEqual({
      ok: false,
      message: '"noon" is not a time of day. Expected something like 18:00.',
    });
  });
});
