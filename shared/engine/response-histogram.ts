import { stretchOf } from './outcome.ts';
import { tailWithoutWait } from './tail-table.ts';
import type { Workspace } from './workspace.ts';

/** Upper ends of the bins: 1 ms · 1.06^k, up to about four hours. */
export const RESPONSE_BINS = 284;
const RATIO = 1.06;
const uppers = Float64Array.from({ length: RESPONSE_BINS }, (_none, bin) => RATIO ** (bin + 1));

/**
 * Adds the answered requests of a journey to a histogram of response times, waits included by
 * their mean along the path (P(B + w > t)); good for percentiles of a month, not for verdicts.
 */
export function responseHistogram(
  work: Workspace,
  journey: number,
  into: Float64Array,
  at: number,
  seconds: number,
): void {
  const { journeys, inputs, compiled, regions } = work;
  const none = journeys.noWait[journey]!;
  const delay = ((journeys.delayStart[journey]! + journeys.delayEnd[journey]!) / 2) * 1000;
  const wait = journeys.waitMean[journey]! * 1000;
  for (let region = 0; region < regions; region++) {
    const answered = work.regionRates[journey * regions + region]! * seconds * journeys.success[journey]!;
    if (answered === 0) continue;
    const law = compiled.journeys[journey]!.response[region]!;
    const mean = law.mean + inputs.responseShift[journey * regions + region]!;
    const stretch = stretchOf(law, inputs.varianceShift[journey * regions + region]!);
    let before = 0;
    for (let bin = 0; bin < RESPONSE_BINS; bin++) {
      const left = uppers[bin]! - delay;
      const still = 1 - tailWithoutWait(law, law.mean + (left - mean) * stretch);
      const inside =
        none > 0.9999 ? still : none * still + (1 - none) * waited(law, left, mean, stretch, wait);
      into[at + bin]! += answered * Math.max(0, inside - before);
      before = Math.max(before, inside);
      if (before > 1 - 1e-7) break;
    }
  }
}

/** Whether hardly anybody waits: below one in ten thousand pictures do not show it. */
export const isStill = ({ journeys }: Workspace, journey: number): boolean =>
  journeys.noWait[journey]! > 0.9999 &&
  journeys.delayStart[journey] === 0 &&
  journeys.delayEnd[journey] === 0;

/** Adds a month's requests that did not wait, given by region from `from[fromAt]` on. */
export function addStill(
  { inputs, compiled, regions }: Workspace,
  journey: number,
  from: Float64Array,
  fromAt: number,
  into: Float64Array,
  at: number,
): void {
  for (let region = 0; region < regions; region++) {
    const answered = from[fromAt + region]!;
    if (answered === 0) continue;
    const law = compiled.journeys[journey]!.response[region]!;
    const mean = law.mean + inputs.responseShift[journey * regions + region]!;
    const stretch = stretchOf(law, inputs.varianceShift[journey * regions + region]!);
    let before = 0;
    for (let bin = 0; bin < RESPONSE_BINS && before < 1 - 1e-7; bin++) {
      const inside = 1 - tailWithoutWait(law, law.mean + (uppers[bin]! - mean) * stretch);
      into[at + bin]! += answered * Math.max(0, inside - before);
      before = Math.max(before, inside);
    }
  }
}

const QUARTERS = [0.13353139, 0.47000363, 0.98082925, 2.07944154];

/** P(B + W ≤ t) for an exponential wait, as the mean over four equally likely waits. */
function waited(
  law: Parameters<typeof tailWithoutWait>[0],
  left: number,
  mean: number,
  stretch: number,
  wait: number,
): number {
  let inside = 0;
  for (const quarter of QUARTERS)
    inside += (1 - tailWithoutWait(law, law.mean + (left - quarter * wait - mean) * stretch)) / 4;
  return inside;
}

const PERCENTILES = [0.5, 0.95, 0.99];

/** Median, 95th and 99th percentile of a histogram in ms; NaN where it is empty. */
export function histogramTimes(counts: Float64Array, at: number, into: Float32Array, intoAt: number): void {
  let total = 0;
  for (let bin = 0; bin < RESPONSE_BINS; bin++) total += counts[at + bin]!;
  for (let which = 0; which < PERCENTILES.length; which++)
    into[intoAt + which] = total > 0 ? percentile(counts, at, total * PERCENTILES[which]!) : Number.NaN;
}

function percentile(counts: Float64Array, at: number, wanted: number): number {
  let sum = 0;
  for (let bin = 0; bin < RESPONSE_BINS; bin++) {
    const count = counts[at + bin]!;
    if (sum + count >= wanted && count > 0) return (uppers[bin]! / RATIO) * RATIO ** ((wanted - sum) / count);
    sum += count;
  }
  return uppers[RESPONSE_BINS - 1]!;
}
