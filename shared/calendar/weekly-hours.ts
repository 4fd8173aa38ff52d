import { DAY_MS, MINUTE_MS } from '../units/instant.ts';
import type { LocalClock } from './local-time.ts';
import { createMemory } from './remember.ts';

export interface WeeklySpan {
  days: readonly string[];
  /** `18:00`; `24:00` is the end of the day. `to` at or before `from` runs past midnight. */
  from: string;
  to: string;
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WEEK_MINUTES = 7 * 24 * 60;
const MONDAY = 4 * DAY_MS; // 1970-01-05

/** For each minute of the local week, Monday 00:00 first, whether it lies in one of the spans. */
export function weekMinutes(spans: readonly WeeklySpan[]): Uint8Array {
  const inside = new Uint8Array(WEEK_MINUTES);
  for (const { days, from, to } of spans) {
    const first = minuteOfDay(from);
    const length = ((minuteOfDay(to) - first + 24 * 60 - 1) % (24 * 60)) + 1;
    for (const day of days) {
      const start = WEEKDAYS.indexOf(day) * 24 * 60 + first;
      for (let minute = 0; minute < length; minute++) inside[(start + minute) % WEEK_MINUTES] = 1;
    }
  }
  return inside;
}

/** Minute of the local week of a wall clock. */
export function minuteOfWeek(wall: number): number {
  const intoWeek = (((wall - MONDAY) % (7 * DAY_MS)) + 7 * DAY_MS) % (7 * DAY_MS);
  return Math.floor(intoWeek / MINUTE_MS);
}

/** Minutes of `inside` (of `weekMinutes`) between two moments, in minutes after the minute `first` of the week. */
export function minutesInside(inside: Uint8Array, first: number, from: number, to: number): number {
  let minutes = 0;
  for (let minute = Math.floor(from); minute < to; minute++)
    if (inside[(first + minute) % WEEK_MINUTES] === 1)
      minutes += Math.min(to, minute + 1) - Math.max(from, minute);
  return minutes;
}

/** For each step, the share of it inside the spans, by the zone's clock. */
export function shareInside(
  spans: readonly WeeklySpan[],
  clock: LocalClock,
  { start, steps, stepMinutes }: { start: number; steps: number; stepMinutes: number },
): Float32Array {
  const key = [spans, clock.timeZone, start, steps, stepMinutes];
  return shares(key, () => shareOfSteps(weekMinutes(spans), clock, start, steps, stepMinutes)).slice();
}

const shares = createMemory<Float32Array>(32);

function shareOfSteps(
  inside: Uint8Array,
  clock: LocalClock,
  start: number,
  steps: number,
  stepMinutes: number,
): Float32Array {
  const shares = new Float32Array(steps);
  for (let step = 0; step < steps; step++) {
    const first = minuteOfWeek(clock.toWall(start + step * stepMinutes * MINUTE_MS));
    let minutes = 0;
    for (let minute = 0; minute < stepMinutes; minute++) minutes += inside[(first + minute) % WEEK_MINUTES]!;
    shares[step] = minutes / stepMinutes;
  }
  return shares;
}

function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
