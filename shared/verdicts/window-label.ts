import { formatMonth, formatMonthLong } from '../calendar/month-label.ts';
import type { TimeWindow } from '../domain/clause.ts';
import { DAY_MS } from '../units/instant.ts';

/** `calendar-month`, `rolling-30-days`: the window's name in a verdict document. */
export function windowName(window: TimeWindow): string {
  return window.kind === 'rolling' ? `rolling-${window.days}-days` : `calendar-${window.unit}`;
}

/** What one window is called in a sentence: `month`, `30-day window`. */
export function windowNoun(window: TimeWindow): string {
  return window.kind === 'rolling' ? `${window.days}-day window` : window.unit;
}

/** `each calendar month`, `any 30 days in a row`. */
export function describeWindow(window: TimeWindow): string {
  if (window.kind === 'calendarAligned') return `each calendar ${window.unit}`;
  return window.days === 1 ? 'any day' : `any ${window.days} days in a row`;
}

/** A window's label, short: `Oct 2027`, `W05 2027`, `Q1 2027`, `2027`. */
export function formatWindow(label: string): string {
  const [year, part] = label.split('-');
  if (part === undefined) return label;
  return /^[WQ]/.test(part) ? `${part} ${year}` : formatMonth(label);
}

/** A window's label in a sentence: `October 2027`, `week 5 of 2027`, `the first quarter of 2027`, `2027`. */
export function formatWindowLong(label: string): string {
  const [year, part] = label.split('-');
  if (part === undefined) return label;
  if (part.startsWith('W')) return `week ${Number(part.slice(1))} of ${year}`;
  if (part.startsWith('Q'))
    return `the ${['first', 'second', 'third', 'fourth'][Number(part.slice(1)) - 1]} quarter of ${year}`;
  return formatMonthLong(label);
}

/** First and last calendar month a window touches, counted as year × 12 + month. */
export function monthsOfWindow(label: string): { first: number; last: number } {
  const [yearText = '', part] = label.split('-');
  const year = Number(yearText);
  if (part === undefined) return { first: year * 12, last: year * 12 + 11 };
  if (part.startsWith('Q')) {
    const first = year * 12 + 3 * (Number(part.slice(1)) - 1);
    return { first, last: first + 2 };
  }
  if (part.startsWith('W')) {
    const monday = isoMonday(year, Number(part.slice(1)));
    return { first: monthOf(year, monday), last: monthOf(year, monday + 6 * DAY_MS) };
  }
  const month = year * 12 + Number(part) - 1;
  return { first: month, last: month };
}

/** Monday of an ISO week: the week with 4 January is the first. */
function isoMonday(year: number, week: number): number {
  const fourth = Date.UTC(year, 0, 4);
  const sinceMonday = (fourth / DAY_MS + 3) % 7; // 1970-01-01 was a Thursday
  return fourth + (7 * (week - 1) - sinceMonday) * DAY_MS;
}

/** Month (year × 12 + month) of a day within a month or so of the year. */
function monthOf(year: number, day: number): number {
  let month = -1;
  while (Date.UTC(year, month + 1, 1) <= day) month++;
  return year * 12 + month;
}
