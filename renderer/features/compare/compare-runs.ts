import { tiers, type Clause, type Tier } from '#shared/domain/clause.ts';
import type { TierVerdict, VerdictDocument } from '#shared/verdicts/verdict-document.ts';
import { findTier } from '#renderer/app/promise-rows.ts';

export interface ComparedCell {
  tier: Tier;
  left: TierVerdict | null;
  right: TierVerdict | null;
  /** Right minus left, in shares of the futures; null unless both were judged. */
  difference: number | null;
}

export interface ComparedRow {
  clause: Clause;
  cells: ComparedCell[];
}

export function compareRuns(
  clauses: readonly Clause[],
  left: VerdictDocument | undefined,
  right: VerdictDocument | undefined,
): ComparedRow[] {
  return clauses.map((clause) => ({
    clause,
    cells: tiers.map((tier) => {
      const [a, b] = [findTier(left ?? null, clause.id, tier), findTier(right ?? null, clause.id, tier)];
      return {
        tier,
        left: a,
        right: b,
        difference: a && b ? b.probability.value - a.probability.value : null,
      };
    }),
  }));
}
