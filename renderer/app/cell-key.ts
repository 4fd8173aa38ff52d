import { tiers, type Tier } from '#shared/domain/clause.ts';

/** A promise in one tier, as the verdict's selection names it: `checkout-p95/baseline`. */
export interface CellKey {
  clause: string;
  tier: Tier;
}

export const toCellKey = ({ clause, tier }: CellKey): string => `${clause}/${tier}`;

export function parseCellKey(text: string | undefined): CellKey | null {
  const [clause, tier] = text?.split('/') ?? [];
  return clause && tiers.includes(tier as Tier) ? { clause, tier: tier as Tier } : null;
}
