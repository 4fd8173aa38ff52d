import { RRuleTemporal } from 'rrule-temporal';
import { MINUTE_MS } from '../units/instant.ts';
import { createLocalClock } from './local-time.ts';
import { createMemory } from './remember.ts';
import { firstInstant } from './time-grid.ts';

/** A span of real time, in epoch milliseconds, `end` excluded. */
export interface Interval {
  start: number;
  end: number;
}

export interface RecurringSpan {
  /** Wall clock, `2027-01-03T03:30`. */
  dtstart: string;
  durationMinutes: number;
  rrule?: string | undefined;
  tzid: string;
  exdate?: readonly string[];
}

/**
 * Occurrences that touch [from, to), in order (RFC 5545). The start follows the wall clock through
 * daylight saving; the length is real time. Throws when the rule cannot be read.
 */
export function occurrences(span: RecurringSpan, from: number, to: number): Interval[] {
  const { dtstart, durationMinutes, rrule, tzid, exdate } = span;
  return memory([dtstart, durationMinutes, rrule, tzid, exdate, from, to], () =>
    findOccurrences(span, from, to),
  );
}

const memory = createMemory<Interval[]>(32);

function findOccurrences(span: RecurringSpan, from: number, to: number): Interval[] {
  const length = span.durationMinutes * MINUTE_MS;
  const excluded = new Set((span.exdate ?? []).map((text) => startInstant(text, span.tzid)));
  return startsBetween(span, from - length, to)
    .filter((start) => !excluded.has(start) && start < to && start + length > from)
    .map((start) => ({ start, end: start + length }));
}

/** The instant of a wall-clock text in a zone. */
export function startInstant(text: string, timeZone: string): number {
  const wall = Date.parse(`${text.length === 16 ? `${text}:00` : text}Z`);
  return firstInstant(createLocalClock(timeZone, wall, wall), wall);
}

/** An hourly rule over five years has 43 830. */
export const MOST_OCCURRENCES = 50_000;

function startsBetween({ dtstart, rrule, tzid }: RecurringSpan, from: number, to: number): number[] {
  const first = startInstant(dtstart, tzid);
  if (rrule === undefined) return first >= from && first < to ? [first] : [];
  if (first >= to) return [];
  const stamp = dtstart.replaceAll(/[-:]/g, '').padEnd(15, '0');
  const rule = new RRuleTemporal({
    rruleString: `DTSTART;TZID=${tzid}:${stamp}\nRRULE:${rrule}`,
    maxIterations: MOST_OCCURRENCES,
  });
  return rule
    .between(new Date(Math.max(from, first) - 1), new Date(to), true)
    .map((occurrence) => occurrence.epochMilliseconds)
    .filter((start) => start >= from && start < to);
}
