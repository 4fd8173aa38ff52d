import { betaQuantile } from './beta.ts';
import { normalQuantile } from './normal.ts';

/** A share estimated from counts, with the ends of its confidence interval. */
export interface ShareInterval {
  value: number;
  low: number;
  high: number;
}

/**
 * Wilson's interval: the shares a score test would not reject. Coverage close to `confidence` on
 * average, also near 0 and 1, where Wald's interval collapses.
 * Source: Wilson 1927; Brown, Cai and DasGupta, Statistical Science 16 (2001), section 3.1.1.
 */
export function wilsonInterval(successes: number, trials: number, confidence = 0.95): ShareInterval {
  requireCounts(successes, trials);
  const z = normalQuantile(1 - (1 - confidence) / 2);
  const value = successes / trials;
  const centre = value + (z * z) / (2 * trials);
  const half = z * Math.sqrt((value * (1 - value)) / trials + (z * z) / (4 * trials * trials));
  const scale = 1 + (z * z) / trials;
  return {
    value,
    low: successes === 0 ? 0 : Math.max(0, (centre - half) / scale),
    high: successes === trials ? 1 : Math.min(1, (centre + half) / scale),
  };
}

/**
 * Clopper–Pearson: never covers less than `confidence`, and therefore is wider. For where
 * "guaranteed" is said. Source: Brown et al. 2001, section 4.2.1.
 */
export function clopperPearsonInterval(successes: number, trials: number, confidence = 0.95): ShareInterval {
  requireCounts(successes, trials);
  const tail = (1 - confidence) / 2;
  return {
    value: successes / trials,
    low: successes === 0 ? 0 : betaQuantile(tail, successes, trials - successes + 1),
    high: successes === trials ? 1 : 1 - betaQuantile(tail, trials - successes, successes + 1),
  };
}

/** Jeffreys: equal-tailed posterior under a beta(1/2, 1/2) prior. Source: Brown et al. 2001, section 3.1.3. */
export function jeffreysInterval(successes: number, trials: number, confidence = 0.95): ShareInterval {
  requireCounts(successes, trials);
  const tail = (1 - confidence) / 2;
  return {
    value: successes / trials,
    low: successes === 0 ? 0 : betaQuantile(tail, successes + 0.5, trials - successes + 0.5),
    high: successes === trials ? 1 : 1 - betaQuantile(tail, trials - successes + 0.5, successes + 0.5),
  };
}

/**
 * Trials after which Wilson's interval around an unchanged share would leave out `against`;
 * null when the share is exactly that.
 */
export function trialsToSeparate(share: number, against: number, confidence = 0.95): number | null {
  if (share === against) return null;
  const z = normalQuantile(1 - (1 - confidence) / 2);
  const trials = (z * z * against * (1 - against)) / (share - against) ** 2;
  return Number.isSafeInteger(Math.ceil(trials)) ? Math.max(1, Math.ceil(trials)) : null;
}

function requireCounts(successes: number, trials: number): void {
  if (!(trials > 0) || !(successes >= 0 && successes <= trials)) {
    throw new RangeError(
      `Expected 0 ≤ successes ≤ trials with at least one trial, got ${successes} of ${trials}.`,
    );
  }
}
