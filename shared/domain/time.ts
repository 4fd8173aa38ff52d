import { z } from 'zod';

/** A day on the calendar, `2027-11-26`. */
export const localDate = z.iso.date('Expected a date such as "2027-11-26".');

/** A wall-clock time, `2027-11-26T00:00`; its zone is given beside it. */
export const localDateTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/, 'Expected a date and time such as "2027-11-26T18:00".')
  .refine((text) => new Date(`${text}Z`).toJSON()?.startsWith(text) ?? false, {
    message: 'There is no such day or time. Expected one such as "2027-11-26T18:00".',
  });

/** A time of day, `18:00`; `24:00` is the end of the day. */
export const timeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'Expected a time of day such as "18:00".');

/** IANA name. That the zone exists is checked by `findPlanProblems`. */
export const timeZone = z.string().min(1, 'Expected a time zone such as "Europe/Berlin".');

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const weekday = z.enum(weekdays);
export type Weekday = z.infer<typeof weekday>;

/** Hours that return every week; `to` before `from` runs past midnight. */
export const weeklyHoursSchema = z.strictObject({
  days: z.array(weekday).min(1, 'Expected at least one day of the week.'),
  from: timeOfDay,
  to: timeOfDay,
});
export type WeeklyHours = z.infer<typeof weeklyHoursSchema>;

/** A span that may come back; names as in RFC 5545. */
export const recurrenceSchema = z.strictObject({
  dtstart: localDateTime,
  durationMinutes: z
    .number()
    .positive()
    .max(366 * 24 * 60),
  /** RFC 5545 rule without its prefix, `FREQ=WEEKLY;BYDAY=SU`. Absent: happens once. */
  rrule: z.string().min(1).optional(),
  tzid: timeZone,
  exdate: z.array(localDateTime).default([]),
});
export type Recurrence = z.infer<typeof recurrenceSchema>;
