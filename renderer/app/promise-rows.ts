import { tiers, type Clause, type Tier } from '#shared/domain/clause.ts';
import type { TierVerdict, VerdictDocument } from '#shared/verdicts/verdict-document.ts';

export interface PromiseCell {
  clause: string;
  tier: Tier;
  /** Null until the clause has been judged. */
  now: TierVerdict | null;
  before: TierVerdict | null;
  isChanged: boolean;
}

export interface PromiseRow {
  id: string;
  name: string;
  cells: PromiseCell[];
}

/** All clauses by all tiers, with what was judged before and what is judged now. */
export function toPromiseRows(
  clauses: readonly Clause[],
  now: VerdictDocument | null,
  before: VerdictDocument | null,
): PromiseRow[] {
  const isComparable = now?.replications === before?.replications;
  return clauses.map(({ id, name }) => ({
    id,
    name,
    cells: tiers.map((tier) => {
      const cell = { clause: id, tier, now: findTier(now, id, tier), before: findTier(before, id, tier) };
      return { ...cell, isChanged: isChanged(cell, isComparable) };
    }),
  }));
}

/** What one side can not tell yet for want of futures is no change. */
function isChanged({ now, before }: Pick<PromiseCell, 'now' | 'before'>, isComparable: boolean): boolean {
  if (!now || !before || now.verdict === before.verdict) return false;
  return isComparable || (now.verdict !== 'unknown' && before.verdict !== 'unknown');
}

export function findTier(document: VerdictDocument | null, clause: string, tier: Tier): TierVerdict | null {
  return (
    document?.clauses.find(({ id }) => id === clause)?.tiers.find((judged) => judged.tier === tier) ?? null
  );
}
