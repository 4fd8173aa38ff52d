import { trialsToSeparate, wilsonInterval } from '../statistics/binomial-interval.ts';
import type { Probability, Verdict } from './verdict-document.ts';

/** How sure an interval is: 95 %, or 99.5 % while a run is still going and looked at again and again. */
export const FINAL_INTERVAL = 0.95;
export const PARTIAL_INTERVAL = 0.995;

/** Share of futures in which something was kept, with its Wilson interval. */
export function probabilityOf(kept: number, replications: number, interval = FINAL_INTERVAL): Probability {
  return wilsonInterval(kept, replications, interval);
}

/**
 * Sustainable when the interval's lower end reaches the confidence, unsustainable when its upper
 * end is under one half, unknown when it leaves open whether the confidence is reached, at risk
 * otherwise.
 */
export function decide(probability: Probability, confidence: number): Verdict {
  if (probability.low >= confidence) return 'sustainable';
  if (probability.high < 0.5) return 'unsustainable';
  return probability.high >= confidence ? 'unknown' : 'atRisk';
}

/** Replications expected to settle an unknown verdict if the share stays as it is; null if none would. */
export function replicationsToDecide(
  probability: Probability,
  confidence: number,
  interval = FINAL_INTERVAL,
): number | null {
  return trialsToSeparate(probability.value, confidence, interval);
}
