import { civilDate } from './civil-date.ts';
import { DAY_MS, MINUTE_MS } from '../units/instant.ts';
import { createLocalClock, type LocalClock } from './local-time.ts';
import { createMemory } from './remember.ts';

/** The horizon cut into equal steps, with the days and months of one zone they begin in. */
export interface TimeGrid {
  timeZone: string;
  /** Epoch milliseconds. */
  start: number;
  end: number;
  stepMinutes: number;
  steps: number;
  /** Local days, `2027-01-31`, and the one each step begins in. */
  days: string[];
  dayOf: Uint16Array;
  /** Local months, `2027-01`, and the one each step begins in. */
  months: string[];
  monthOf: Uint8Array;
}

export interface Horizon {
  /** `2027-01-01` in the zone. */
  start: string;
  months: number;
  stepMinutes: number;
}

/** Lays the steps; they are of equal length in real time, so a day of 23 hours has 23 hourly steps. */
export function createTimeGrid(timeZone: string, horizon: Horizon): TimeGrid {
  const { start, months, stepMinutes } = horizon;
  return grids([timeZone, start, months, stepMinutes], () => layGrid(timeZone, horizon));
}

const grids = createMemory<TimeGrid>(8);

function layGrid(timeZone: string, horizon: Horizon): TimeGrid {
  const { start, end, clock } = horizonSpan(timeZone, horizon);
  const steps = Math.floor((end - start) / (horizon.stepMinutes * MINUTE_MS) + 1e-9);
  const dayOf = new Uint16Array(steps);
  const monthOf = new Uint8Array(steps);
  const days: string[] = [];
  const months: string[] = [];
  for (let step = 0; step < steps; step++) {
    const wall = clock.toWall(start + step * horizon.stepMinutes * MINUTE_MS);
    const day = dateText(wall);
    if (days.at(-1) !== day) days.push(day);
    if (months.at(-1) !== day.slice(0, 7)) months.push(day.slice(0, 7));
    dayOf[step] = days.length - 1;
    monthOf[step] = months.length - 1;
  }
  return { timeZone, start, end, stepMinutes: horizon.stepMinutes, steps, days, dayOf, months, monthOf };
}

/** The instants at which the horizon's first day begins and at which its last one ends. */
export function horizonSpan(timeZone: string, { start, months }: Pick<Horizon, 'start' | 'months'>) {
  const firstWall = Date.parse(`${start}T00:00:00Z`);
  const lastWall = addMonths(firstWall, months);
  const clock = createLocalClock(timeZone, firstWall, lastWall);
  return { start: firstInstant(clock, firstWall), end: firstInstant(clock, lastWall), clock };
}

/** `2027-01-31` of a wall clock. */
export function dateText(wall: number): string {
  const { year, month, day } = civilDate(wall);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** `2027-01-31T18:00` of a wall clock. */
export const minuteText = (wall: number): string => new Date(wall).toISOString().slice(0, 16);

/** The wall clock `months` later; a day that month does not have becomes its last. */
export function addMonths(wall: number, months: number): number {
  const { year, month, day } = civilDate(wall);
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = index - targetYear * 12;
  const lastDay = civilDate(Date.UTC(targetYear, targetMonth + 1, 0)).day;
  return Date.UTC(targetYear, targetMonth, Math.min(day, lastDay));
}

/** The instant at which a wall clock is first read; where spring skips it, the instant of the jump. */
export function firstInstant(clock: LocalClock, wall: number): number {
  const exact = clock.fromWall(wall)[0];
  if (exact !== undefined) return exact;
  const before = wall - clock.offsetMinutes(wall - DAY_MS) * MINUTE_MS;
  return before;
}
