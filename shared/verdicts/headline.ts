import { type Tier } from '../domain/clause.ts';
import { countWord, midSentence, startSentence } from './number-words.ts';
import type { ClauseVerdict } from './verdict-document.ts';
import { formatWindowLong, monthsOfWindow } from './window-label.ts';

/** The tier people sign comes first when one break is to be named. */
const TIER_ORDER: readonly Tier[] = ['baseline', 'optimistic', 'stretch'];

/**
 * The sentence that opens the verdict: how many promises hold, and which breaks first.
 * "Seven of fifteen promises hold. The first to break is checkout p95, in November 2027."
 */
export function headline(clauses: readonly ClauseVerdict[]): string {
  if (clauses.length === 0) return 'There is no promise to judge yet.';
  const verdicts = clauses.flatMap(({ tiers }) => tiers.map(({ verdict }) => verdict));
  const holding = verdicts.filter((verdict) => verdict === 'sustainable').length;
  const open = verdicts.filter((verdict) => verdict === 'unknown').length;
  const first = firstBreak(clauses);
  return `${countSentence(holding, open, verdicts.length)}${first ? ` ${breakSentence(first)}` : ''}`;
}

function countSentence(holding: number, open: number, all: number): string {
  const undecided = open === 0 ? '' : `; ${countWord(open)} ${open === 1 ? 'is' : 'are'} too close to call`;
  if (holding === all) return `All ${countWord(all)} promises hold.`;
  const held = `${startSentence(countWord(holding))} of ${countWord(all)} promises ${holding === 1 ? 'holds' : 'hold'}`;
  return `${held}${undecided}.`;
}

interface Break {
  clause: string;
  tier: Tier;
  window: string;
}

/** The earliest window in which a promise falls below the confidence, in the first tier that has one. */
function firstBreak(clauses: readonly ClauseVerdict[]): Break | undefined {
  for (const tier of TIER_ORDER) {
    const breaks = clauses.flatMap((clause) => breakOf(clause, tier));
    if (breaks.length > 0)
      return breaks.reduce((first, next) => (startOf(next) < startOf(first) ? next : first));
  }
  return undefined;
}

function breakOf({ name, tiers }: ClauseVerdict, tier: Tier): Break[] {
  const verdict = tiers.find((candidate) => candidate.tier === tier);
  if (!verdict || (verdict.verdict !== 'atRisk' && verdict.verdict !== 'unsustainable')) return [];
  const after = verdict.windows.findIndex(({ window }) => window === verdict.runway) + 1;
  const broken = verdict.windows[after];
  return broken ? [{ clause: name, tier, window: broken.window }] : [];
}

function breakSentence({ clause, tier, window }: Break): string {
  const which = tier === 'baseline' ? midSentence(clause) : `${midSentence(clause)} (${tier})`;
  return `The first to break is ${which}, in ${formatWindowLong(window)}.`;
}

const startOf = ({ window }: Break): number => monthsOfWindow(window).first;
