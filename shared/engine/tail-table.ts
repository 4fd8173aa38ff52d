import { lowerGamma } from '../statistics/gamma.ts';
import type { ResponseLaw, TailTable } from './compiled-plan.ts';
import {
  createWaitPlace,
  FIRST_SPREAD,
  locateWait,
  SPREADS,
  WAIT_RATIO,
  type WaitPlace,
} from './wait-place.ts';

/*
 * P(B + W > t) for a response time without waiting B and a wait W > 0 that is known by its mean and
 * cv²: gamma below cv² 1, two balanced exponential phases above, exponential at 1. Tabulated over t
 * (because every future draws its own B, and a backlog shortens what is left), the mean and the cv².
 */
const LATTICE = 256; // points from 0 to 1.28 thresholds
const REACH = 1.28;
const TIME_STRIDE = 8;
const TIMES = LATTICE / TIME_STRIDE + 1;
const WAITS = 40; // 1/1000 … 500 thresholds
const FIRST_WAIT = 1 / 1000; // of the threshold
export const FLOOR = Math.log(1e-12);

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

const place: WaitPlace = createWaitPlace();

/** P(B + W > t) for a wait of the given mean (ms) and cv². */
export function tailWithWait(table: TailTable, timeMs: number, waitMs: number, cv2: number): number {
  if (timeMs <= 0) return 1;
  const time = Math.min(TIMES - 1.000001, (timeMs / (REACH * table.thresholdMs)) * (TIMES - 1));
  const t = Math.floor(time);
  const ft = time - t;
  locateWait(place, waitMs / (FIRST_WAIT * table.thresholdMs), WAITS, cv2);
  const { logTail } = table;
  const at = (place.spread * WAITS + place.wait) * TIMES + t;
  const low = acrossWaits(logTail, at, ft);
  const high = acrossWaits(logTail, at + WAITS * TIMES, ft);
  return Math.exp(Math.min(0, low + place.spreadShare * (high - low)));
}

function acrossWaits(logTail: Float64Array, at: number, ft: number): number {
  return (
    place.first * overTime(logTail, at - TIMES, ft) +
    place.second * overTime(logTail, at, ft) +
    place.third * overTime(logTail, at + TIMES, ft) +
    place.fourth * overTime(logTail, at + 2 * TIMES, ft)
  );
}

const overTime = (logTail: Float64Array, at: number, ft: number): number =>
  logTail[at]! + ft * (logTail[at + 1]! - logTail[at]!);

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
