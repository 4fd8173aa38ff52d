import { lowerGamma } from '../statistics/gamma.ts';
import type { ResponseLaw, TailTable } from './compiled-plan.ts';

/*
 * P(B + W > t) for a response time without waiting B and a wait W > 0 that is known by its mean and
 * cv²: gamma below cv² 1, two balanced exponential phases above, exponential at 1. Tabulated over t
 * (because every future draws its own B, and a backlog shortens what is left), the mean and the cv².
 */
const LATTICE = 256; // points from 0 to 1.28 thresholds
const REACH = 1.28;
const TIME_STRIDE = 8;
export const TIMES = LATTICE / TIME_STRIDE + 1;
export const WAITS = 36;
export const SPREADS = 7; // cv² of 1/8 … 8
const FIRST_SPREAD = 1 / 8;
const FIRST_WAIT = 1 / 500; // of the threshold
const WAIT_RATIO = 1.4;
const LOG_WAIT_RATIO = Math.log(WAIT_RATIO);
const FLOOR = Math.log(1e-12);

/** Tabulates the chance that a response without waiting and one wait together exceed the threshold. */
export function createTailTable(law: ResponseLaw, thresholdMs: number): TailTable {
  const step = (REACH * thresholdMs) / LATTICE;
  const masses = coarseMasses(law, step);
  const logTail = new Float64Array(SPREADS * WAITS * TIMES);
  const kernel = new Float64Array(LATTICE + 1);
  for (let spread = 0; spread < SPREADS; spread++) {
    const tail = standardTail(FIRST_SPREAD * 2 ** spread);
    for (let wait = 0; wait < WAITS; wait++) {
      const mean = FIRST_WAIT * thresholdMs * WAIT_RATIO ** wait;
      for (let k = 0; k <= LATTICE; k++) kernel[k] = tail((k * step) / mean);
      fillTimes(logTail, (spread * WAITS + wait) * TIMES, masses, kernel);
    }
  }
  return { thresholdMs, law, logTail };
}

/** One row over time left: P(B + W > t) = Σ P(B = b) P(W > t − b) + P(B > t). */
function fillTimes(logTail: Float64Array, at: number, masses: Float64Array, kernel: Float64Array): void {
  let inside = 0;
  for (let time = 0; time < TIMES; time++) {
    const last = time * TIME_STRIDE;
    for (let k = Math.max(0, last - TIME_STRIDE + 1); k <= last; k++) inside += masses[k]!;
    const chance = Math.min(1, lapped(masses, kernel, last) + Math.max(0, 1 - inside));
    logTail[at + time] = chance > 1e-12 ? Math.log(chance) : FLOOR;
  }
}

function lapped(masses: Float64Array, kernel: Float64Array, last: number): number {
  let sum = 0;
  for (let k = 0; k <= last; k++) sum += masses[k]! * kernel[last - k]!;
  return sum;
}

/** P(B > t), linear between grid points. */
export function tailWithoutWait(law: ResponseLaw, timeMs: number): number {
  if (timeMs <= 0) return 1;
  const position = timeMs / law.delta;
  const cell = Math.floor(position);
  if (cell >= law.cumulative.length - 1) return 0;
  const below = law.cumulative[cell]!;
  return 1 - below - (position - cell) * (law.cumulative[cell + 1]! - below);
}

/** P(B + W > t) for a wait of the given mean (ms) and cv². */
export function tailWithWait(table: TailTable, timeMs: number, waitMs: number, cv2: number): number {
  if (timeMs <= 0) return 1;
  const time = Math.min(TIMES - 1.000001, (timeMs / (REACH * table.thresholdMs)) * (TIMES - 1));
  const wait = clamp(Math.log(waitMs / (FIRST_WAIT * table.thresholdMs)) / LOG_WAIT_RATIO, WAITS - 1.000001);
  const spread = clamp(Math.log2(cv2 / FIRST_SPREAD), SPREADS - 1.000001);
  const t = Math.floor(time);
  const w = Math.floor(wait);
  const s = Math.floor(spread);
  const ft = time - t;
  const fw = wait - w;
  const fs = spread - s;
  const at = (s * WAITS + w) * TIMES + t;
  const low = plane(table.logTail, at, ft, fw);
  const high = plane(table.logTail, at + WAITS * TIMES, ft, fw);
  return Math.exp(low + fs * (high - low));
}

/*
 * A table for one time: in a future most steps have no backlog, so that the time left is always the
 * same. Over mean waits in ms and cv², logarithms as above.
 */
const SLICE_WAITS = 46;
const FIRST_SLICE_WAIT = 0.02;

/** Where a wait stands in all slices: cell × 1 and shares, filled by `locateWait`. */
export interface SlicePlace {
  cell: number;
  wait: number;
  spread: number;
}

/** Where a future cuts a table: points of the cut are computed when first read. */
export interface TailSlice {
  table: TailTable;
  timeMs: number;
  /** Turns this future's waits into the table's. */
  stretch: number;
  /** NaN until needed. */
  logTail: Float64Array;
}

export const createSlice = (table: TailTable): TailSlice => ({
  table,
  timeMs: 0,
  stretch: 1,
  logTail: new Float64Array(SPREADS * SLICE_WAITS),
});

/** Cuts the table at a time. */
export function cutSlice(slice: TailSlice, timeMs: number, stretch: number): void {
  slice.timeMs = timeMs;
  slice.stretch = stretch;
  slice.logTail.fill(Number.NaN);
}

function computeCell({ table, timeMs, stretch, logTail }: TailSlice, cell: number): void {
  const spread = Math.floor(cell / SLICE_WAITS);
  const waitMs = FIRST_SLICE_WAIT * WAIT_RATIO ** (cell - spread * SLICE_WAITS) * stretch;
  const chance = tailWithWait(table, timeMs, waitMs, FIRST_SPREAD * 2 ** spread);
  logTail[cell] = Math.max(FLOOR, Math.log(chance));
}

export function locateWait(place: SlicePlace, waitMs: number, cv2: number): void {
  const wait = clamp(Math.log(waitMs / FIRST_SLICE_WAIT) / LOG_WAIT_RATIO, SLICE_WAITS - 1.000001);
  const spread = clamp(Math.log2(cv2 / FIRST_SPREAD), SPREADS - 1.000001);
  const w = Math.floor(wait);
  const s = Math.floor(spread);
  place.cell = s * SLICE_WAITS + w;
  place.wait = wait - w;
  place.spread = spread - s;
}

export function tailInSlice(slice: TailSlice, { cell, wait, spread }: SlicePlace): number {
  const { logTail } = slice;
  const next = cell + SLICE_WAITS;
  if (Number.isNaN(logTail[cell]!)) computeCell(slice, cell);
  if (Number.isNaN(logTail[cell + 1]!)) computeCell(slice, cell + 1);
  if (Number.isNaN(logTail[next]!)) computeCell(slice, next);
  if (Number.isNaN(logTail[next + 1]!)) computeCell(slice, next + 1);
  const low = logTail[cell]! + wait * (logTail[cell + 1]! - logTail[cell]!);
  const high = logTail[next]! + wait * (logTail[next + 1]! - logTail[next]!);
  return Math.exp(low + spread * (high - low));
}

function plane(values: Float64Array, at: number, ft: number, fw: number): number {
  const low = values[at]! + ft * (values[at + 1]! - values[at]!);
  const high = values[at + TIMES]! + ft * (values[at + TIMES + 1]! - values[at + TIMES]!);
  return low + fw * (high - low);
}

const clamp = (value: number, high: number): number => (value > 0 ? Math.min(value, high) : 0);

/** The law's masses on the coarser grid, shared between neighbours by distance. */
function coarseMasses(law: ResponseLaw, step: number): Float64Array {
  const masses = new Float64Array(LATTICE + 2);
  let before = 0;
  for (let k = 0; k < law.cumulative.length; k++) {
    const mass = law.cumulative[k]! - before;
    before = law.cumulative[k]!;
    const position = Math.max(0, (k - 0.5) * law.delta) / step;
    const cell = Math.floor(position);
    if (cell > LATTICE) break;
    masses[cell]! += mass * (1 - (position - cell));
    masses[cell + 1]! += mass * (position - cell);
  }
  return masses;
}

/** P(W > x) of the law with mean 1 and the given cv². */
function standardTail(cv2: number): (x: number) => number {
  if (Math.abs(cv2 - 1) < 1e-9) return (x) => Math.exp(-x);
  if (cv2 < 1) return (x) => (x <= 0 ? 1 : 1 - lowerGamma(1 / cv2, x / cv2));
  const share = (1 + Math.sqrt((cv2 - 1) / (cv2 + 1))) / 2;
  return (x) => share * Math.exp(-2 * share * x) + (1 - share) * Math.exp(-2 * (1 - share) * x);
}
