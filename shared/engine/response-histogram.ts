import type { ResponseLaw } from './compiled-plan.ts';
import { stretchOf } from './outcome.ts';
import { tailWithoutWait } from './tail-table.ts';
import type { Workspace } from './workspace.ts';

/** Upper ends of the bins: 1 ms · 1.06^k, up to about four hours. */
export const RESPONSE_BINS = 284;
const RATIO = 1.06;
const uppers = Float64Array.from({ length: RESPONSE_BINS }, (_none, bin) => RATIO ** (bin + 1));

/**
 * Adds the answered requests of a journey to a histogram of response times, with a moving delay at
 * its middle; good for percentiles of a month, not for verdicts.
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
  if (none <= 0.9999) setWait(journeys.waitMean[journey]! * 1000, journeys.waitCv2[journey]!);
  for (let region = 0; region < regions; region++) {
    const place = journey * regions + region;
    const answered = work.regionRates[place]! * seconds * journeys.successIn[place]!;
    if (answered === 0) continue;
    const law = compiled.journeys[journey]!.response[region]!;
    const mean = law.mean + inputs.responseShift[place]!;
    const stretch = stretchOf(law, inputs.varianceShift[place]!);
    wait.within.fill(0);
    let still = 0;
    let before = 0;
    for (let bin = 0; bin < RESPONSE_BINS && before < 1 - 1e-7; bin++) {
      const next = 1 - tailWithoutWait(law, law.mean + (uppers[bin]! - delay - mean) * stretch);
      const inside = none > 0.9999 || next === 0 ? next : none * next + (1 - none) * waited(bin, still, next);
      into[at + bin]! += answered * Math.max(0, inside - before);
      before = Math.max(before, inside);
      still = next;
    }
  }
}

/**
 * The law of a wait by its mean and cv²: two phases with balanced means above 1, so many equal phases
 * one after the other below. `within`: chances of response so far, by phase.
 */
const wait = { isOneOf: false, phases: 1, share: 1, rates: [0, 0], within: new Float64Array(8) };

function setWait(mean: number, cv2: number): void {
  wait.isOneOf = cv2 > 1.001;
  wait.phases = wait.isOneOf ? 2 : Math.min(8, Math.max(1, Math.round(1 / cv2)));
  wait.share = wait.isOneOf ? (1 + Math.sqrt((cv2 - 1) / (cv2 + 1))) / 2 : 1;
  wait.rates[0] = (wait.isOneOf ? 2 * wait.share : wait.phases) / mean;
  wait.rates[1] = (2 * (1 - wait.share)) / mean;
}

/**
 * P(B + W ≤ t) at the end of a bin, where P(B ≤ t) goes from `still` to `next` in a straight line: the
 * solution H of H′ = r (P(B ≤ t) − H) for an exponential phase of rate r.
 */
function waited(bin: number, still: number, next: number): number {
  const length = uppers[bin]! * (1 - 1 / RATIO);
  const { isOneOf, phases, share, rates, within } = wait;
  if (isOneOf) {
    within[0] = afterPhase(within[0]!, rates[0]! * length, still, next);
    within[1] = afterPhase(within[1]!, rates[1]! * length, still, next);
    return share * within[0] + (1 - share) * within[1];
  }
  let from = still;
  let to = next;
  for (let phase = 0; phase < phases; phase++) {
    const last = within[phase]!;
    within[phase] = afterPhase(last, rates[0]! * length, from, to);
    from = last;
    to = within[phase]!;
  }
  return to;
}

function afterPhase(within: number, time: number, from: number, to: number): number {
  const passed = -Math.expm1(-time);
  const lag = time > 1e-9 ? passed / time : 1;
  return within * (1 - passed) + from * passed + (to - from) * (1 - lag);
}

/** Whether hardly anybody waits: below one in ten thousand pictures do not show it. */
export const isStill = ({ journeys }: Workspace, journey: number): boolean =>
  journeys.noWait[journey]! > 0.9999 &&
  journeys.delayStart[journey] === 0 &&
  journeys.delayEnd[journey] === 0;

/** Adds the requests of all months that did not wait: `still` and `histograms` go by month and journey, then by region or bin. */
export function addStill(
  { inputs, compiled, regions }: Workspace,
  still: Float64Array,
  histograms: Float64Array,
): void {
  const journeys = compiled.journeys.length;
  const months = compiled.grid.months.length;
  for (let at = 0; at < journeys * regions; at++) {
    const journey = Math.floor(at / regions);
    const law = compiled.journeys[journey]!.response[at - journey * regions]!;
    const bins = fillShares(law, inputs.responseShift[at]!, inputs.varianceShift[at]!);
    for (let month = 0; month < months; month++) {
      const answered = still[month * journeys * regions + at]!;
      if (answered > 0) addShares(histograms, (month * journeys + journey) * RESPONSE_BINS, answered, bins);
    }
  }
}

/** Share of a law without waits in each bin. */
const shares = new Float64Array(RESPONSE_BINS);

/** Fills `shares` with a law as this future draws it; returns after how many bins it ends. */
function fillShares(law: ResponseLaw, shift: number, varianceShift: number): number {
  const mean = law.mean + shift;
  const stretch = stretchOf(law, varianceShift);
  let before = 0;
  let bin = 0;
  for (; bin < RESPONSE_BINS && before < 1 - 1e-7; bin++) {
    const inside = 1 - tailWithoutWait(law, law.mean + (uppers[bin]! - mean) * stretch);
    shares[bin] = Math.max(0, inside - before);
    before = Math.max(before, inside);
  }
  return bin;
}

function addShares(into: Float64Array, at: number, answered: number, bins: number): void {
  const each = shares;
  for (let bin = 0; bin < bins; bin++) into[at + bin]! += answered * each[bin]!;
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
