import { tiers, type Tier } from '#shared/domain/clause.ts';
import type { Probability, Verdict, VerdictDocument } from '#shared/verdicts/verdict-document.ts';
import { formatShare } from './fit-text.ts';
import { formatTable, wrapText } from './table.ts';

/** Shape and word say it; colour is left to the terminal's owner. */
const MARKS: Record<Verdict, string> = {
  sustainable: '● sustainable',
  atRisk: '◐ at risk',
  unsustainable: '○ unsustainable',
  unknown: '? unknown',
};
const TITLES = { optimistic: 'Optimistic', baseline: 'Baseline', stretch: 'Stretch' } as const;
const WIDTH = 96;

/** A verdict for people: the matrix, then why promises of the tier do not hold. */
export function formatVerdict(runId: string, document: VerdictDocument, tier: Tier): string {
  const { planName, scenarioName, from, to, replications, seed, clauses, joint } = document;
  const cell = (verdict: Verdict, probability: Probability) =>
    `${MARKS[verdict]} ${formatShare(probability.value)}`;
  const rows = clauses.map((clause) => [
    clause.name,
    ...tiers.map((tier) => {
      const found = clause.tiers.find((one) => one.tier === tier);
      return found ? cell(found.verdict, found.probability) : '–';
    }),
  ]);
  const together = tiers.map((tier) => {
    const probability = joint.find((one) => one.tier === tier)?.probability;
    return probability ? formatShare(probability.value) : '–';
  });
  return [
    `${planName} · ${scenarioName} · ${from} to ${to}`,
    `${replications} futures, seed ${seed}, run ${runId}`,
    '',
    wrapText(document.headline, WIDTH),
    '',
    formatTable(
      [{ title: 'Promise' }, ...tiers.map((tier) => ({ title: TITLES[tier] }))],
      [...rows, ['All of them together', ...together]],
    ),
    ...reasons(document, tier),
    ...document.warnings.flatMap((warning) => ['', wrapText(`! ${warning}`, WIDTH)]),
  ].join('\n');
}

/** Why the promises of the tier do not hold; the other tiers have theirs behind `--tier`. */
function reasons({ clauses }: VerdictDocument, tier: Tier): string[] {
  return clauses.flatMap((clause) => {
    const found = clause.tiers.find((one) => one.tier === tier);
    if (!found || found.verdict === 'sustainable') return [];
    const { text, smallestChange } = found.reason;
    const sentences = smallestChange ? [text, smallestChange.text] : [text];
    return ['', `${clause.name}, ${tier}`, ...sentences.map((sentence) => wrapText(sentence, WIDTH, '  '))];
  });
}
