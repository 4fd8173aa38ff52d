import { createLocalClock } from '../../calendar/local-time.ts';
import { DAY_MS } from '../../units/instant.ts';
import type { SeriesKind } from '../series.ts';

/**
 * A series on local days: `slotsPerDay` equal slots of the wall clock per day, so that 08:00 is the
 * same slot in summer and in winter. The hour that autumn repeats is averaged, the hour that spring
 * skips is missing (NaN).
 */
export interface DayGrid {
  /** Local day number of the first row: days since 1970-01-01. */
  readonly firstDay: number;
  readonly days: number;
  readonly slotsPerDay: number;
  /** Row-major, days × slots; NaN is missing. Rate per second for counts, else the series' unit. */
  readonly values: Float64Array;
}

export interface SampledSeries {
  /** Epoch milliseconds, ascending. */
  at: Float64Array;
  values: Float64Array;
  stepSeconds: number;
  timeZone: string;
  kind: SeriesKind;
}

const FINEST = 300;
const HOUR = 3600;
const DAY = 86_400;

/** Puts samples on local days. Steps below five minutes are averaged. */
export function toDayGrid({ at, values, stepSeconds, timeZone, kind }: SampledSeries): DayGrid {
  const clock = createLocalClock(timeZone, at[0]!, at[at.length - 1]!);
  const slotSeconds = slotLength(stepSeconds);
  const slotsPerDay = DAY / slotSeconds;
  const slotMs = slotSeconds * 1000;
  const firstDay = Math.floor(clock.toWall(at[0]!) / DAY_MS);
  const days = Math.floor(clock.toWall(at[at.length - 1]!) / DAY_MS) - firstDay + 1;
  const sums = new Float64Array(days * slotsPerDay);
  const counts = new Uint32Array(days * slotsPerDay);
  const perSecond = kind === 'count' ? 1 / stepSeconds : 1;
  const covered = Math.max(1, Math.round(stepSeconds / slotSeconds));
  for (let index = 0; index < at.length; index++) {
    const value = values[index]!;
    if (!Number.isFinite(value)) continue;
    const slot = Math.floor((clock.toWall(at[index]!) - firstDay * DAY_MS) / slotMs);
    const end = Math.min(slot + covered, sums.length);
    for (let filled = slot; filled < end; filled++) {
      sums[filled]! += value * perSecond;
      counts[filled]! += 1;
    }
  }
  const means = sums.map((sum, slot) => (counts[slot] === 0 ? Number.NaN : sum / counts[slot]!));
  return { firstDay, days, slotsPerDay, values: means };
}

/** The first `days` days of the grid, sharing its memory. */
export function firstDays(grid: DayGrid, days: number): DayGrid {
  return { ...grid, days, values: grid.values.subarray(0, days * grid.slotsPerDay) };
}

/** Day of the week of a local day number, 0 = Monday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** `2027-01-31` of a local day number. */
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Local day number of `2027-01-31`. */
export const dayNumber = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS);

/** Seconds of one slot: the step itself from five minutes to a day where it divides the day. */
function slotLength(stepSeconds: number): number {
  if (stepSeconds >= DAY) return DAY;
  if (stepSeconds < FINEST) return FINEST;
  return Number.isInteger(DAY / stepSeconds) ? stepSeconds : HOUR;
}
