import { deterministicLoss, deterministicQueue } from './deterministic-queue.ts';

export interface TokenBucketInput {
  /** Tokens per second. */
  rate: number;
  /** Depth, a whole number of tokens; each request takes one. */
  burst: number;
  /** Poisson arrivals per second. */
  arrivalRate: number;
}

/**
 * Share of requests a bucket turns away that drops when it is empty. The tokens missing from the
 * bucket are the work in an M/D/1/B loss system, so this is exact for Poisson arrivals, at any load.
 * Source: engine rule S2; M/D/1/B as in Gross et al., section 6.1.
 */
export function tokenBucketDrop(input: TokenBucketInput): number {
  requireBucket(input);
  return deterministicLoss(input.arrivalRate / input.rate, input.burst);
}

export interface TokenBucketDelay {
  /** Share of requests held back, and mean delay over all, in seconds. */
  delayProbability: number;
  meanDelay: number;
  /** Share held back longer than `seconds`. */
  tail(seconds: number): number;
}

/**
 * A bucket that holds requests back until a token is there: M/D/1 whose first B − 1 services are
 * free. Exact for Poisson arrivals. Throws a RangeError unless they come slower than the tokens.
 *
 * Mean: between whole numbers of tokens the workload V of M/D/1 balances as
 * ∫ P(V > x) dx over (k − 1, k) = P(V > k) / ρ, so that the mean excess over B − 1 is a finite sum.
 */
export function tokenBucketDelay(input: TokenBucketInput): TokenBucketDelay {
  requireBucket(input);
  const { rate, burst, arrivalRate } = input;
  if (arrivalRate === 0) return { delayProbability: 0, meanDelay: 0, tail: () => 0 };
  const queue = deterministicQueue(arrivalRate, 1 / rate);
  const tail = (seconds: number): number => (seconds < 0 ? 1 : queue.waitTail(seconds + (burst - 1) / rate));
  let excess = queue.meanWait * rate;
  for (let tokens = 1; tokens < burst; tokens++) excess -= (queue.numberTail(tokens) * rate) / arrivalRate;
  return { delayProbability: tail(0), meanDelay: Math.max(0, excess) / rate, tail };
}

function requireBucket({ rate, burst, arrivalRate }: TokenBucketInput): void {
  if (!(rate > 0)) throw new RangeError(`Expected a positive token rate, got ${rate}.`);
  if (!Number.isInteger(burst) || burst < 1)
    throw new RangeError(`Expected a burst of at least one token, got ${burst}.`);
  if (!(arrivalRate >= 0))
    throw new RangeError(`Expected an arrival rate of at least 0, got ${arrivalRate}.`);
}
