import type { CountedTier } from './counted-tier.ts';
import { isMet } from './target-rule.ts';

/** Which windows were met in which futures. */
export interface KeptWindows {
  /** All futures: those with rows, then those that are only counted. */
  replications: number;
  windows: number;
  /** Of those with rows: index = replication × windows + window, 1 = met. */
  met: Uint8Array;
  counted?: CountedTier | undefined;
}

/** `good` and `valid` as in `TierTallies`; `counted`: `count` more futures. Throws a RangeError unless there is at least one window. */
export function keptWindows(
  events: { good: Float64Array; valid: Float64Array },
  windows: number,
  required: number,
  counted?: CountedTier,
  count = 0,
): KeptWindows {
  if (windows < 1) throw new RangeError('A promise needs at least one window to be judged in.');
  const met = new Uint8Array(events.good.length);
  for (let row = 0; row < met.length; row++)
    met[row] = isMet(events.good[row]!, events.valid[row]!, required) ? 1 : 0;
  return { replications: met.length / windows + count, windows, met, counted };
}

/** For each replication, the first window that was missed; the number of windows if none was. */
export function firstMisses({ replications, windows, met, counted }: KeptWindows): number[] {
  const rows = met.length / windows;
  return Array.from({ length: replications }, (_none, replication) => {
    if (replication >= rows) return counted?.firstMisses[replication - rows] ?? windows;
    let window = 0;
    while (window < windows && met[replication * windows + window] === 1) window++;
    return window;
  });
}

/** Share of replications in which the window alone was met, window by window. */
export function windowProbabilities({ replications, windows, met, counted }: KeptWindows): number[] {
  const shares = Array.from({ length: windows }, (_none, window) => counted?.met[window] ?? 0);
  for (let row = 0; row < met.length; row++) shares[row % windows]! += met[row]!;
  return shares.map((count) => count / replications);
}

/** Share of replications in which the window and all before it were met. Never rises. */
export function runningProbabilities(kept: KeptWindows): number[] {
  const broken = Array.from({ length: kept.windows }, () => 0);
  for (const window of firstMisses(kept)) if (window < kept.windows) broken[window]! += 1;
  let left = kept.replications;
  return broken.map((count) => (left -= count) / kept.replications);
}
