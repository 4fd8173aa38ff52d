import type { Band, Spread, WholeSpread } from './run-pictures.ts';

/** A value of a future in a month (or window); NaN where there is none. */
export type ValueOf = (future: number, month: number) => number;

const QUANTILES = [
  ['p2_5', 0.025],
  ['p5', 0.05],
  ['p10', 0.1],
  ['p25', 0.25],
  ['p50', 0.5],
  ['p75', 0.75],
  ['p90', 0.9],
  ['p95', 0.95],
  ['p97_5', 0.975],
] as const;

export function bandOf(months: number, futures: number, valueOf: ValueOf): Band {
  const band: Band = { p2_5: [], p5: [], p10: [], p25: [], p50: [], p75: [], p90: [], p95: [], p97_5: [] };
  for (let month = 0; month < months; month++) {
    const values = sortedOf(futures, (future) => valueOf(future, month));
    for (const [name, share] of QUANTILES) band[name].push(quantile(values, share));
  }
  return band;
}

export function spreadOf(months: number, futures: number, valueOf: ValueOf): Spread {
  const spread: Spread = { mean: [], p5: [], p95: [] };
  for (let month = 0; month < months; month++) {
    const { mean, p5, p95 } = wholeSpreadOf(futures, (future) => valueOf(future, month));
    spread.mean.push(mean);
    spread.p5.push(p5);
    spread.p95.push(p95);
  }
  return spread;
}

export function wholeSpreadOf(futures: number, valueOf: (future: number) => number): WholeSpread {
  const values = sortedOf(futures, valueOf);
  return {
    mean: tidy(meanOf(futures, valueOf)),
    p5: quantile(values, 0.05),
    p50: quantile(values, 0.5),
    p95: quantile(values, 0.95),
  };
}

function meanOf(futures: number, valueOf: (future: number) => number): number {
  let sum = 0;
  for (let future = 0; future < futures; future++) sum += valueOf(future);
  return sum / Math.max(1, futures);
}

/** The values there are, in order; sorting is spared where they are all the same. */
function sortedOf(futures: number, valueOf: (future: number) => number): Float64Array {
  const values = new Float64Array(futures);
  let count = 0;
  let differ = false;
  for (let future = 0; future < futures; future++) {
    const value = valueOf(future);
    if (Number.isNaN(value)) continue;
    if (count > 0 && value !== values[0]) differ = true;
    values[count++] = value;
  }
  const present = values.subarray(0, count);
  return differ ? present.sort() : present;
}

/** Of sorted values, straight lines between them; 0 where there are none. */
export function quantile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return 0;
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(sorted.length - 1, below + 1);
  return tidy(sorted[below]! + (position - below) * (sorted[above]! - sorted[below]!));
}

/** What is drawn needs no more than seven digits, and a run is kept as text. */
export function tidy(value: number): number {
  const decimals = 6 - Math.floor(Math.log10(Math.abs(value)));
  if (decimals >= 0 && decimals < POWERS.length)
    return Math.round(value * POWERS[decimals]!) / POWERS[decimals]!;
  return Number(value.toPrecision(7));
}

/** Powers of ten that a double holds exactly, so that the quotient is the double nearest to the digits. */
const POWERS = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
  1e20, 1e21, 1e22,
];
