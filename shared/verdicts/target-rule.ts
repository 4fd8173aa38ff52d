import type { Clause, Tier } from '../domain/clause.ts';

/** Share of valid events that must be good for the clause's tier to be met. */
export function requiredGoodShare(clause: Clause, tier: Tier): number {
  switch (clause.metric) {
    case 'latency':
      return clause.tiers[tier].percentile;
    case 'availability':
      return clause.tiers[tier].atLeast;
    case 'errorRate':
      return 1 - clause.tiers[tier].atMost;
    case 'throughput':
    case 'supportResponse':
      return clause.tiers[tier].share;
  }
}

/** Events are sums of shares over many steps: a billionth of them is rounding, not a breach. */
const ROUNDING = 1e-9;

/** Whether `good` of `valid` events reach the required share; nothing valid, nothing broken. */
export function isMet(good: number, valid: number, required: number): boolean {
  return valid <= 0 || valid - good <= (1 - required + ROUNDING) * valid;
}

/** Good share of a window, 1 where nothing was valid. */
export const attainmentOf = (good: number, valid: number): number => (valid <= 0 ? 1 : good / valid);
