import { tiers } from '#shared/domain/clause.ts';
import type {
  Probability,
  TierVerdict,
  Verdict,
  VerdictDocument,
} from '#shared/verdicts/verdict-document.ts';
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

/** A verdict for people: the matrix, then the reasons of what does not hold. */
export function formatVerdict(runId: string, document: VerdictDocument): string {
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
    ...reasons(document),
    ...document.warnings.flatMap((warning) => ['', wrapText(`! ${warning}`, WIDTH)]),
  ].join('\n');
}

function reasons({ clauses }: VerdictDocument): string[] {
  return clauses.flatMap((clause) => {
    const broken = clause.tiers.filter(({ verdict }) => verdict !== 'sustainable');
    return broken.flatMap((one) => ['', `${clause.name}, ${one.tier}`, ...reason(one)]);
  });
}

function reason({ reason: { text, smallestChange }, replicationsToDecide }: TierVerdict): string[] {
  const sentences = [
    text,
    smallestChange?.text,
    replicationsToDecide && `About ${replicationsToDecide} futures would decide it.`,
  ];
  return sentences
    .filter((sentence) => typeof sentence === 'string')
    .map((sentence) => wrapText(sentence, WIDTH, '  '));
}
