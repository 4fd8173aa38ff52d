import { arrivalCounts } from './arrival-counts.ts';
import { firstPassages } from './first-passages.ts';
import {
  type MarkovArrivals,
  arrivalRateOf,
  outRates,
  phaseAtArrival,
  renewalArrivals,
} from './markov-arrivals.ts';
import { product, rowSums, stationaryShares, timesColumn } from './matrix.ts';

export interface BurstyBucketInput {
  /** Tokens per second. */
  rate: number;
  /** Depth, a whole number of tokens; each request takes one. */
  burst: number;
  arrivals: MarkovArrivals;
}

/** Arrivals and changes of phase per token beyond which the exact chain costs seconds. */
const MOST_PER_TOKEN = 2000;
/** Smaller shares are not told from none. */
const NOTHING = 1e-40;

/**
 * Share of requests a bucket turns away that drops when it is empty, for arrivals steered by a
 * Markov chain, at any load: the tokens missing from the bucket are the work in a MAP/D/1/B loss
 * system. Exact to about 1e-12 relative, also where hardly anything is dropped.
 *
 * Source: engine rule S2; embedded chain at the ends of services, Fischer and Meier-Hellstern, The
 * Markov-modulated Poisson process cookbook, Performance Evaluation 18 (1993), section 4; solved by
 * `firstPassages`. Costs burst × (arrivals per token + 40) products of matrices.
 */
export function burstyBucketDrop({ rate, burst, arrivals }: BurstyBucketInput): number {
  requireBucket(rate, burst);
  const perToken = movesPerToken(arrivals, rate);
  if (perToken > MOST_PER_TOKEN)
    throw new RangeError(
      `Expected at most ${MOST_PER_TOKEN} arrivals or changes of phase per token, got ${perToken}.`,
    );
  const counts = arrivalCounts(arrivals, 1 / rate);
  // A phase in which no token's time passes without an arrival, to the last digit: never full again.
  if (burst > 1 && rowSums(counts[0]!).includes(0)) return Math.max(0, 1 - rate / arrivalRateOf(arrivals));
  const { down, served, lost } = firstPassages(counts, burst);
  const begin = phaseAtArrival(arrivals);
  const full = stationaryShares(product(begin, down));
  const perCycle = (passage: Float64Array): number =>
    timesColumn(begin, passage).reduce((sum, value, phase) => sum + full[phase]! * value, 0);
  const dropped = perCycle(lost);
  const share = dropped / (perCycle(served) + dropped);
  return share < NOTHING ? 0 : share;
}

/**
 * The same where times between arrivals are independent with this cv²: exact for the law that
 * `renewalArrivals` gives them.
 */
export function renewalBucketDrop(input: {
  /** Tokens per second, and the bucket's depth. */
  rate: number;
  burst: number;
  arrivalRate: number;
  /** Squared coefficient of variation of the time between arrivals. */
  arrivalCv2: number;
}): number {
  const { rate, burst, arrivalRate, arrivalCv2 } = input;
  requireBucket(rate, burst);
  if (arrivalRate === 0) return 0;
  const arrivals = renewalArrivals(arrivalRate, arrivalCv2);
  if (movesPerToken(arrivals, rate) <= MOST_PER_TOKEN) return burstyBucketDrop({ rate, burst, arrivals });
  // Hardly a token waits for its request. With room for one, filling pauses until the next arrival:
  // half a gap, weighted by length.
  return 1 - 1 / (arrivalRate / rate + (burst === 1 ? (1 + arrivalCv2) / 2 : 0));
}

const movesPerToken = ({ silent }: MarkovArrivals, rate: number): number =>
  outRates(silent).reduce((a, b) => Math.max(a, b)) / rate;

function requireBucket(rate: number, burst: number): void {
  if (!(rate > 0 && rate < Infinity)) throw new RangeError(`Expected a positive token rate, got ${rate}.`);
  if (!Number.isInteger(burst) || burst < 1)
    throw new RangeError(`Expected a burst of at least one token, got ${burst}.`);
}
