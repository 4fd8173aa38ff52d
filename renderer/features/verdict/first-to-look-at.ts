import type { TierVerdict, VerdictDocument } from '#shared/verdicts/verdict-document.ts';
import type { CellKey } from '#renderer/app/cell-key.ts';

/**
 * What the inspector shows before anything is selected: the baseline promise that breaks first, as in
 * the headline; where none breaks, the one least sure.
 */
export function firstToLookAt({ clauses }: VerdictDocument): CellKey | null {
  const baselines = clauses.flatMap(({ id, tiers }) =>
    tiers
      .filter(({ tier }) => tier === 'baseline')
      .map((judged) => ({ id, breaksAt: breaksAt(judged), judged })),
  );
  const breaking = baselines
    .filter((candidate) => candidate.breaksAt < Infinity)
    .toSorted((a, b) => a.breaksAt - b.breaksAt);
  const leastSure = baselines.toSorted((a, b) => a.judged.probability.value - b.judged.probability.value);
  const first = breaking[0] ?? leastSure[0];
  return first ? { clause: first.id, tier: 'baseline' } : null;
}

/** Position of the window in which the promise first falls below the confidence; infinite where none does. */
function breaksAt({ verdict, runway, windows }: TierVerdict): number {
  if (verdict !== 'atRisk' && verdict !== 'unsustainable') return Infinity;
  return windows.findIndex(({ window }) => window === runway) + 1;
}
