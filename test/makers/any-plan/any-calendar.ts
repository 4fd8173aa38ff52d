import * as fc from 'fast-check';
import { weekdays, type Recurrence, type WeeklyHours } from '#shared/domain/time.ts';
import { present } from './any-quantity.ts';

/** Zones with and without daylight saving, one of half an hour, one of 45 minutes, on both hemispheres. */
export const zone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
);

/** First days of horizons: plain, over both changes of the clock, over a leap day, in the middle of a month. */
export const firstDay = fc.constantFrom('2027-01-01', '2027-03-14', '2027-10-20', '2028-02-01', '2027-12-31');

const times = ['00:00', '06:30', '09:00', '12:15', '18:00', '23:00'] as const;

export const weeklyHours: fc.Arbitrary<WeeklyHours> = fc.record({
  days: fc.subarray([...weekdays], { minLength: 1 }),
  from: fc.constantFrom(...times),
  to: fc.constantFrom('24:00', ...times),
});

const rules = fc.constantFrom(
  undefined,
  'FREQ=WEEKLY;BYDAY=SU',
  'FREQ=DAILY;INTERVAL=3',
  'FREQ=WEEKLY;BYDAY=MO,TH;COUNT=300',
  'FREQ=MONTHLY;BYMONTHDAY=15',
);
/** The shortest time between two of them: three days, one of which may lose an hour. */
const MOST_MINUTES = 3 * 1440 - 60;

/** Spans within a year of 2027 that return or happen once, up to `longestMinutes` each. */
export const recurrence = (longestMinutes: number): fc.Arbitrary<Recurrence> =>
  fc
    .record({
      day: fc.constantFrom('2027-01-03', '2027-03-28', '2027-10-31', '2028-02-29'),
      time: fc.constantFrom(...times.slice(0, 5)),
      durationMinutes: fc.integer({ min: 1, max: longestMinutes }),
      rrule: rules,
      tzid: zone,
      skipped: fc.boolean(),
    })
    .map(({ day, time, skipped, durationMinutes, rrule, tzid }) => {
      const dtstart = `${day}T${time}`;
      return {
        ...present({ rrule }),
        dtstart,
        durationMinutes: rrule === undefined ? durationMinutes : Math.min(durationMinutes, MOST_MINUTES),
        tzid,
        // Only what would happen can be left out.
        exdate: skipped && (rrule === undefined || rrule.startsWith('FREQ=DAILY')) ? [dtstart] : [],
      };
    });
