import { tiers, type Clause } from '#shared/domain/clause.ts';
import type { VerdictDocument } from '#shared/verdicts/verdict-document.ts';
import { findTier } from './promise-rows.ts';

/** Differences of chance below it are not worth another picture. */
const FELT = 0.03;
/** Another promise must move by this much more to take the place of the one that is shown. */
const CLEARLY = 0.1;

/**
 * The promise whose chance an edit changes most in any tier, by id. The one that is shown stays while it is
 * nearly that, and while nothing moves; null where there is nothing to compare with.
 */
export function findMostMoved(
  clauses: readonly Pick<Clause, 'id'>[],
  now: VerdictDocument | null,
  before: VerdictDocument | null,
  shown: string | null,
): string | null {
  if (!now || !before) return null;
  const moves = clauses.map(({ id }) => ({ id, by: moveOf(id, now, before) }));
  const most = moves.toSorted((a, b) => b.by - a.by)[0];
  const present = moves.find(({ id }) => id === shown);
  if (!most || most.by < FELT) return present?.id ?? null;
  return present && most.by < present.by + CLEARLY ? present.id : most.id;
}

const moveOf = (clause: string, now: VerdictDocument, before: VerdictDocument): number =>
  Math.max(
    ...tiers.map((tier) => {
      const [a, b] = [findTier(now, clause, tier), findTier(before, clause, tier)];
      return a && b ? Math.abs(a.probability.value - b.probability.value) : 0;
    }),
  );
