import { lowerGamma, poissonProbability } from '../statistics/gamma.ts';

export interface WindowAvailabilityInput {
  /** Exponential times up and down, and the window, in one unit of time. */
  mtbf: number;
  mttr: number;
  window: number;
  /** Share of the window to be up, 0.999. */
  target: number;
}

/**
 * Probability that a single component, up at the start, is down for at most (1 − target) of the
 * window: Σ P(n failures in the time up) · P(n repairs fit into the allowance).
 *
 * Source: Takács 1957; Barlow and Proschan, Statistical Theory of Reliability (1975), section 3.2.
 * Exact. Outages count by the minute: rounding them up to steps changes the answer beyond use
 * (engine rule E2).
 */
export function windowAvailability({ mtbf, mttr, window, target }: WindowAvailabilityInput): number {
  const allowance = (1 - target) * window;
  const mean = (window - allowance) / mtbf;
  let probability = Math.exp(-mean);
  for (let failures = 1; ; failures++) {
    const weight = poissonProbability(failures, mean);
    const term = weight * (allowance === 0 ? 0 : lowerGamma(failures, allowance / mttr));
    probability += term;
    if (failures > mean && weight < 1e-18) return Math.min(1, probability);
  }
}
