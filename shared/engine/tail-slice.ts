import type { TailTable } from './compiled-plan.ts';
import { FLOOR, tailWithWait } from './tail-table.ts';
import { FIRST_SPREAD, locateWait, SPREADS, WAIT_RATIO, type WaitPlace } from './wait-place.ts';

/*
 * A tail table cut at one time: in a future most steps have no backlog, so that the time left is
 * always the same. Over mean waits and cv², logarithms as in the table.
 */
const WAITS = 48;
/** Of the longest threshold of a clause: waits up to 500 times it. */
const FIRST_WAIT = 1 / 15_000;

/** Where a future cuts a table: points of the cut are computed when first read. */
export interface TailSlice {
  table: TailTable;
  /** Of all thresholds whose slices are read at the same place. */
  longestMs: number;
  timeMs: number;
  /** Turns this future's waits into the table's. */
  stretch: number;
  /** NaN until needed. */
  logTail: Float64Array;
}

export const createSlice = (table: TailTable, longestMs: number): TailSlice => ({
  table,
  longestMs,
  timeMs: 0,
  stretch: 1,
  logTail: new Float64Array(SPREADS * WAITS),
});

/** Cuts the table at a time. */
export function cutSlice(slice: TailSlice, timeMs: number, stretch: number): void {
  slice.timeMs = timeMs;
  slice.stretch = stretch;
  slice.logTail.fill(Number.NaN);
}

/** Where a wait stands in slices of the same `longestMs`. */
export const locateInSlices = (place: WaitPlace, longestMs: number, waitMs: number, cv2: number): void =>
  locateWait(place, waitMs / (FIRST_WAIT * longestMs), WAITS, cv2);

/** P(B + W > t) there. */
export function tailInSlice(slice: TailSlice, place: WaitPlace): number {
  const at = place.spread * WAITS + place.wait;
  const low = acrossWaits(slice, place, at);
  if (place.spreadShare === 0) return Math.exp(Math.min(0, low));
  const high = acrossWaits(slice, place, at + WAITS);
  return Math.exp(Math.min(0, low + place.spreadShare * (high - low)));
}

function acrossWaits(slice: TailSlice, { first, second, third, fourth }: WaitPlace, at: number): number {
  const { logTail } = slice;
  // NaN is the one number that is not itself: a point that nobody has read yet.
  if (!(logTail[at - 1]! <= 0)) computePoint(slice, at - 1);
  if (!(logTail[at]! <= 0)) computePoint(slice, at);
  if (!(logTail[at + 1]! <= 0)) computePoint(slice, at + 1);
  if (!(logTail[at + 2]! <= 0)) computePoint(slice, at + 2);
  return (
    first * logTail[at - 1]! + second * logTail[at]! + third * logTail[at + 1]! + fourth * logTail[at + 2]!
  );
}

function computePoint({ table, longestMs, timeMs, stretch, logTail }: TailSlice, at: number): void {
  const spread = Math.floor(at / WAITS);
  const waitMs = FIRST_WAIT * longestMs * WAIT_RATIO ** (at - spread * WAITS) * stretch;
  const chance = tailWithWait(table, timeMs, waitMs, FIRST_SPREAD * 2 ** spread);
  logTail[at] = Math.max(FLOOR, Math.log(chance));
}
