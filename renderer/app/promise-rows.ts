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
  return clauses.map(({ id, name }) => ({
    id,
    name,
    cells: tiers.map((tier) => {
      const cell = { clause: id, tier, now: findTier(now, id, tier), before: findTier(before, id, tier) };
      return {
        ...cell,
        isChanged: Boolean(cell.now && cell.before && cell.now.verdict !== cell.before.verdict),
      };
    }),
  }));
}

export function findTier(document: VerdictDocument | null, clause: string, tier: Tier): TierVerdict | null {
  return (
    document?.clauses.find(({ id }) => id === clause)?.tiers.find((judged) => judged.tier === tier) ?? null
  );
}
