import { MONTH_NAMES } from '../../calendar/month-label.ts';
import { clockText, dayText, fromIsoText, toCivilDate } from '../../charts/civil-date.ts';
import type { Recurrence, WeeklyHours } from '../../domain/time.ts';
import { listWords } from '../../verdicts/number-words.ts';
import { minutesText } from './amount-text.ts';

const DAY_NAMES: Record<string, string> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
};
const ORDINALS: Record<string, string> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  5: 'fifth',
  '-1': 'last',
  '-2': 'last but one',
};

/** `every Sunday at 03:30 (Europe/Berlin), for 20 min`. A rule without words for it is quoted as it stands. */
export function recurrenceText({ dtstart, durationMinutes, rrule, tzid, exdate }: Recurrence): string {
  const start = fromIsoText(dtstart);
  const at = `at ${clockText(start)} (${tzid}), for ${minutesText(durationMinutes)}`;
  if (rrule === undefined) return `once, on ${dayText(start)}, ${at}`;
  const except =
    exdate.length > 0 ? `, except on ${listWords(exdate.map((day) => dayText(fromIsoText(day))))}` : '';
  return `${ruleText(rrule, start)} ${at}${except}`;
}

/** `Mon to Fri, 08:00 to 20:00`. */
export function weeklyHoursText({ days, from, to }: WeeklyHours): string {
  return `${weekdaysText(days)}, ${from} to ${to}`;
}

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const short = (day: string): string => day.charAt(0).toUpperCase() + day.slice(1);

function weekdaysText(days: readonly string[]): string {
  const positions = days.map((day) => WEEK.indexOf(day)).sort((a, b) => a - b);
  const first = positions[0]!;
  const isRow = positions.length > 2 && positions.every((position, index) => position === first + index);
  if (positions.length === 7) return 'every day';
  if (isRow) return `${short(WEEK[first]!)} to ${short(WEEK[positions.at(-1)!]!)}`;
  return listWords(positions.map((position) => short(WEEK[position]!)));
}

function ruleText(rrule: string, start: number): string {
  const parts = Object.fromEntries(rrule.split(';').map((part) => part.split('=') as [string, string]));
  const known = ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'UNTIL', 'COUNT', 'WKST'];
  const phrase = Object.keys(parts).every((key) => known.includes(key))
    ? frequencyText(parts, start)
    : undefined;
  if (phrase === undefined) return `by the rule ${rrule}, from ${dayText(start)}`;
  return `${phrase}${endText(parts)}`;
}

function frequencyText(parts: Record<string, string>, start: number): string | undefined {
  const interval = Number(parts.INTERVAL ?? 1);
  const days = parts.BYDAY?.split(',');
  if (parts.FREQ === 'DAILY' && !days) return interval === 1 ? 'every day' : `every ${interval} days`;
  if (parts.FREQ === 'WEEKLY' && !parts.BYMONTHDAY) {
    const names = listWords((days ?? [weekdayCode(start)]).map((day) => DAY_NAMES[day] ?? day));
    return interval === 1 ? `every ${names}` : `every ${interval} weeks on ${names}`;
  }
  const month = parts.BYMONTH ? MONTH_NAMES[Number(parts.BYMONTH) - 1] : undefined;
  if (parts.FREQ === 'MONTHLY' && !month) {
    return `on ${dayInMonthText(parts, start)} of every ${interval === 1 ? 'month' : `${interval} months`}`;
  }
  if (parts.FREQ === 'YEARLY') {
    const name = month ?? MONTH_NAMES[toCivilDate(start).month - 1];
    return `on ${dayInMonthText(parts, start)} of ${name}, every ${interval === 1 ? 'year' : `${interval} years`}`;
  }
  return undefined;
}

function dayInMonthText(parts: Record<string, string>, start: number): string {
  if (parts.BYMONTHDAY) return `the ${listWords(parts.BYMONTHDAY.split(',').map(ordinalDay))}`;
  const days = parts.BYDAY?.split(',').map((day) => /^([+-]?\d)?([A-Z]{2})$/.exec(day));
  if (!days) return `the ${ordinalDay(String(toCivilDate(start).day))}`;
  return `the ${listWords(days.map((day) => `${ORDINALS[Number(day?.[1] ?? 1)] ?? day?.[1]} ${DAY_NAMES[day?.[2] ?? ''] ?? ''}`))}`;
}

function ordinalDay(day: string): string {
  if (day === '-1') return 'last day';
  const tail = /(?:^|[^1])[123]$/.test(day) ? ['st', 'nd', 'rd'][Number(day.at(-1)) - 1] : 'th';
  return `${day}${tail}`;
}

function endText({ UNTIL: until, COUNT: count }: Record<string, string>): string {
  if (count) return `, ${count} times,`;
  const day = until && /^(\d{4})(\d{2})(\d{2})/.exec(until);
  return day ? ` until ${dayText(fromIsoText(`${day[1]}-${day[2]}-${day[3]}`))}` : '';
}

const weekdayCode = (start: number): string => Object.keys(DAY_NAMES)[toCivilDate(start).weekday]!;
