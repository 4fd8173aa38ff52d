import { fitArrivalLaw } from './arrival-law.ts';
import { renewalBucketDrop } from './bursty-bucket.ts';
import { requireStable } from './erlang.ts';
import { renewalQueue } from './renewal-queue.ts';
import { tokenBucketDelay } from './token-bucket.ts';

export interface RenewalDelayInput {
  /** Tokens per second, and the bucket's depth. */
  rate: number;
  burst: number;
  arrivalRate: number;
  /** Squared coefficient of variation of the time between arrivals. */
  arrivalCv2: number;
}

/** Depth up to which the exact sum for Poisson arrivals is used. */
const EXACT_BURST = 64;

/**
 * A bucket that holds requests back until a token is there, for times between arrivals that are
 * independent with this cv²: GI/D/1 whose first `burst` − 1 services are free. Share held back, and
 * mean delay of those, in seconds; their delay is taken as exponential.
 *
 * P(delayed) = P(wait > 0) e^(−s (burst − 1) / rate), s being the exact decay of GI/D/1: E[e^(−sA)] =
 * e^(−s/rate). For Poisson arrivals and up to 64 tokens exact in both. Otherwise the share that waits
 * with one token is that of GI/M/1, or below cv² 1 what the loss of GI/D/1/1 gives: measured errors
 * are in docs/methods/shaping.md. Throws a RangeError unless requests come slower than tokens.
 */
export function renewalBucketDelay(input: RenewalDelayInput): {
  delayProbability: number;
  meanDelay: number;
} {
  const { rate, burst, arrivalRate, arrivalCv2 } = input;
  requireStable(1, arrivalRate / rate);
  if (arrivalRate === 0) return { delayProbability: 0, meanDelay: 0 };
  if (arrivalCv2 === 1 && burst <= EXACT_BURST) {
    const { delayProbability, meanDelay } = tokenBucketDelay(input);
    return { delayProbability, meanDelay: delayProbability > 0 ? meanDelay / delayProbability : 0 };
  }
  const decay = decayRate(input);
  return {
    delayProbability: waitsWithoutBurst(input) * Math.exp((-decay * (burst - 1)) / rate),
    meanDelay: 1 / decay,
  };
}

function waitsWithoutBurst({ rate, arrivalRate, arrivalCv2 }: RenewalDelayInput): number {
  const utilization = arrivalRate / rate;
  if (arrivalCv2 === 1) return utilization;
  if (arrivalCv2 > 1)
    return renewalQueue({ servers: 1, arrivalRate, meanService: 1 / rate, arrivalCv2 }).waitProbability;
  const loss = renewalBucketDrop({ rate, burst: 1, arrivalRate, arrivalCv2 });
  return loss / (1 - utilization + utilization * loss);
}

/** s > 0 with log E[e^(−sA)] + s/rate = 0, per second; the left side is below 0 up to the root. */
function decayRate({ rate, arrivalRate, arrivalCv2 }: RenewalDelayInput): number {
  const law = fitArrivalLaw(arrivalRate, arrivalCv2);
  const balance = (s: number): number => Math.log1p(-law.complement(s)) + s / rate;
  // Heavy traffic: 2 (1 − ρ) / (ρ ca²) services; the root is within a few times that.
  let high = (2 * (rate - arrivalRate)) / Math.max(0.01, arrivalCv2);
  while (balance(high) < 0) high *= 2;
  let low = high / 2;
  while (low > 1e-12 * rate && balance(low) > 0) low /= 2;
  for (let step = 0; step < 60 && high - low > 1e-12 * high; step++) {
    const middle = (low + high) / 2;
    if (balance(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
