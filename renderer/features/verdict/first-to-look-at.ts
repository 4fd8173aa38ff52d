import type { VerdictDocument } from '#shared/verdicts/verdict-document.ts';
import type { CellKey } from '#renderer/app/cell-key.ts';

/** What the inspector shows before anything is selected: the baseline promise most in danger. */
export function firstToLookAt({ clauses }: VerdictDocument): CellKey | null {
  const cells = clauses.flatMap(({ id, tiers }) =>
    tiers.filter(({ tier }) => tier === 'baseline').map((judged) => ({ clause: id, tier: judged.tier, probability: judged.probability.value })),
  );
  const [worst] = cells.toSorted((a, b) => a.probability - b.probability);
  return worst ? { clause: worst.clause, tier: worst.tier } : null;
}
