import { normalQuantile } from '../statistics/normal.ts';
import { mix32 } from '../statistics/random.ts';

/**
 * Chance of the replay: every number is addressed by a key (a place in the network) and a counter (the
 * request's number), never drawn in the order of events (E3). What happens to one request changes no
 * other's draws.
 */

/** 32 random bits at `counter` of the key's row: `uniformAt` of shared/statistics before its division. */
export function bitsAt(high: number, low: number, counter: number): number {
  let mixed = (Math.imul(counter, 0x9e3779b1) + high) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) ^ low;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return mixed ^ (mixed >>> 16);
}

/** The bits as a number in (0, 1). */
export const uniformOf = (bits: number): number => ((bits >>> 0) + 0.5) / 4294967296;

/** More bits from the first, for laws that need several: a Weyl sequence through the mixer. */
export const moreBits = (bits: number, low: number, index: number): number =>
  mix32((bits + Math.imul(index, 0x9e3779b9)) ^ Math.imul(low | 1, 0x2545f491));

const CELLS = 256;
/** ln and inverse of the middle of each 256th of [1, 2). */
const logarithms = Float64Array.from({ length: CELLS }, (_none, cell) => Math.log(1 + (cell + 0.5) / CELLS));
const inverses = Float64Array.from({ length: CELLS }, (_none, cell) => 1 / (1 + (cell + 0.5) / CELLS));

/**
 * −ln of the bits as a number in (0, 1): an exponential with mean 1. Leading zeros give the power of
 * two, a table the next eight bits, four terms of the series the rest (|x| ≤ 1/512: absolute error
 * below 1e-14). A third of the time of Math.log.
 */
export function negativeLogarithm(bits: number): number {
  const odd = bits | 1;
  const zeros = Math.clz32(odd);
  const mantissa = odd << zeros;
  const cell = (mantissa >>> 23) & 255;
  const rest = ((mantissa >>> 0) / 2147483648) * inverses[cell]! - 1;
  return (
    Math.LN2 * (zeros + 1) - logarithms[cell]! - rest * (1 - rest * (1 / 2 - rest * (1 / 3 - rest * (1 / 4))))
  );
}

const STEPS = 16_384;
/** Points at either end, half a percent, where straight lines are too far off. */
const BENT = 82;
const quantiles = Float64Array.from({ length: STEPS + 1 }, (_none, step) =>
  normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, step / STEPS))),
);

/**
 * Standard normal number of the bits: the quantile by straight lines between 16 384 points, itself
 * beyond ±2.57. Absolute error below 1e-5.
 */
export function standardNormal(bits: number): number {
  const uniform = uniformOf(bits);
  const position = uniform * STEPS;
  const step = position | 0;
  if (step < BENT || step >= STEPS - BENT) return normalQuantile(uniform);
  const below = quantiles[step]!;
  return below + (position - step) * (quantiles[step + 1]! - below);
}
