import { tiers } from '../domain/clause.ts';
import type { Plan } from '../domain/plan.ts';
import type { ClauseTallies, RunTallies, TierTallies } from '../engine/run-tallies.ts';
import type { CountedTier } from './counted-tier.ts';
import { firstMisses, keptWindows, type KeptWindows } from './kept-windows.ts';
import { requiredGoodShare } from './target-rule.ts';

/** Futures of which only is known which windows they met: probabilities need no more. */
export interface CountedFutures {
  count: number;
  /** By clause of the plan and tier. */
  clauses: CountedTier[][];
}

export const createCounted = (plan: Plan): CountedFutures => ({
  count: 0,
  clauses: plan.clauses.map(() =>
    tiers.map(() => ({ firstMisses: new Uint16Array(256), met: new Uint32Array(0), otherKept: 0 })),
  ),
});

/** Counts a part's futures from its row `from` on; parts in the order of their futures. */
export function countFutures(counted: CountedFutures, plan: Plan, part: RunTallies, from: number): void {
  plan.clauses.forEach((clause, index) => {
    const own = part.clauses.find((candidate) => candidate.clause === clause.id)!;
    own.tiers.forEach((events, tier) => {
      const required = requiredGoodShare(clause, events.tier);
      addTier(counted.clauses[index]![tier]!, own, events, required, from, counted.count);
    });
  });
  counted.count += part.replications - from;
}

function addTier(
  counted: CountedTier,
  { windows }: ClauseTallies,
  events: TierTallies,
  required: number,
  from: number,
  count: number,
): void {
  const kept = keptFrom(events, windows.length, required, from);
  const misses = firstMisses(kept);
  if (counted.met.length === 0) counted.met = new Uint32Array(windows.length);
  while (counted.firstMisses.length < count + misses.length) {
    const grown = new Uint16Array(2 * counted.firstMisses.length);
    grown.set(counted.firstMisses);
    counted.firstMisses = grown;
  }
  counted.firstMisses.set(misses, count);
  kept.met.forEach((isMet, row) => {
    counted.met[row % windows.length]! += isMet;
  });
  if (!events.otherAccounting) return;
  const other = firstMisses(keptFrom(events.otherAccounting, windows.length, required, from));
  counted.otherKept += other.filter((window) => window === windows.length).length;
}

const keptFrom = (
  { good, valid }: { good: Float64Array; valid: Float64Array },
  windows: number,
  required: number,
  from: number,
): KeptWindows =>
  keptWindows(
    { good: good.subarray(from * windows), valid: valid.subarray(from * windows) },
    windows,
    required,
  );
