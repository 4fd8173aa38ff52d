import { percentText } from '../../charts/number-text.ts';
import { tiers } from '../../domain/clause.ts';
import { startSentence } from '../../verdicts/number-words.ts';
import { listWords } from '../../verdicts/number-words.ts';
import type { TierVerdict } from '../../verdicts/verdict-document.ts';
import {
  causeWords,
  describeScope,
  formatMonthLong,
  formatProbability,
  formatWindow,
  shortTarget,
  tierWords,
} from '../../verdicts/words.ts';
import {
  heading,
  lead,
  list,
  type MaybeBlock,
  type MaybeSection,
  note,
  paragraph,
  paragraphs,
  section,
} from '../document-parts.ts';
import type { RichText } from '../report-document.ts';
import type { ReportContext } from '../report-context.ts';
import { countText, factorText, shareText } from '../words/amount-text.ts';
import { courseText } from '../words/demand-text.ts';
import type { Names } from '../words/names.ts';
import { recurrenceText } from '../words/recurrence-text.ts';
import { markOf } from '../words/verdict-mark.ts';

/** The answer on one page: the headline, the matrix of promises by tiers, what to know before signing. */
export function summarySection(context: ReportContext): MaybeSection {
  const { plan, verdict, promises } = context;
  return section('summary', 'Summary', [
    lead(verdict.headline),
    ...paragraphs(plan.proposal.summary),
    promises.length === 0 && paragraph('This plan makes no promise yet.'),
    verdictMatrix(context),
    promises.length > 0 &&
      note(
        `Each cell: the probability that the promise is kept in every one of its periods from ${formatMonthLong(verdict.from.slice(0, 7))} to ${formatMonthLong(verdict.to.slice(0, 7))}, ` +
          `as a share of ${countText(verdict.replications, 'simulated future')}; the bar shows it with its 95\u00a0% interval. ` +
          `Sustainable means at least ${shareText(plan.confidence)} beyond doubt; “until” names the last period up to which that is so.`,
      ),
    jointParagraph(context),
    verdict.warnings.length > 0 && {
      kind: 'callout',
      heading: 'Before you sign',
      paragraphs: verdict.warnings,
    },
    heading('Where the proposed tier is not safe'),
    list(baselineConcerns(context)),
    heading('What this rests on'),
    list(assumptions(context)),
  ]);
}

function verdictMatrix({ plan, promises }: ReportContext): MaybeBlock {
  return (
    promises.length > 0 && {
      kind: 'verdictMatrix',
      caption: 'What can be promised',
      columns: ['Promise', ...tiers.map((tier) => tierWords[tier])],
      rows: promises.map(({ clause, verdict }) => ({
        name: clause.name,
        note: startSentence(describeScope(plan, clause)),
        cells: verdict.tiers.map((judged) => ({
          mark: markOf(judged),
          target: shortTarget(clause, judged.tier),
          runway: cardRunway(judged),
        })),
      })),
    }
  );
}

/** Read after the verdict's word: `at risk · until Oct 2027`. */
function cardRunway({ holdsThroughout, runway }: TierVerdict): string {
  if (holdsThroughout) return '';
  return runway === null ? 'from the start' : `until ${formatWindow(runway)}`;
}

function jointParagraph({ verdict }: ReportContext): MaybeBlock {
  if (verdict.joint.length === 0 || verdict.clauses.length < 2) return null;
  const parts = verdict.joint.map(
    ({ tier, probability }) => `${tierWords[tier].toLowerCase()} in ${formatProbability(probability)}`,
  );
  return paragraph(
    `All promises of a tier are kept together, in every period: ${parts.join(', ')} of futures.`,
  );
}

/** Why each promise that is not sustainable at the baseline is not, in a line; at length with the promise. */
function baselineConcerns({ promises, names }: ReportContext): RichText[] {
  return promises.flatMap(({ clause, verdict }): RichText[] => {
    const baseline = verdict.tiers.find(({ tier }) => tier === 'baseline');
    if (!baseline || baseline.verdict === 'sustainable') return [];
    return [
      [
        { text: `${clause.name}: `, style: 'strong' },
        { text: concernSentence(baseline, names), style: 'plain' },
      ],
    ];
  });
}

function concernSentence(
  { probability, runway, holdsThroughout, reason }: TierVerdict,
  names: Names,
): string {
  const kept = `kept in ${formatProbability(probability)} of futures`;
  const until = holdsThroughout
    ? ''
    : runway === null
      ? ', at risk from the start'
      : `, safe until ${formatWindow(runway)}`;
  const [main] = reason.causes;
  const owed = main ? `; mainly ${causeWords[main.cause]} (${percentText(main.share)})` : '';
  const bound = main && reason.bottleneck ? ` at ${names.component(reason.bottleneck)}` : '';
  return `${kept}${until}${owed}${bound}.`;
}

/** The assumptions that a reader must share to share the verdict. */
function assumptions({ plan, names, promises }: ReportContext): string[] {
  if (promises.length === 0) return [];
  const { demand, operations } = plan;
  const peaks = demand.events.map(
    (event) => `${event.name}, ${factorText(event.multiplier)} the usual demand`,
  );
  const work = operations.maintenance.map(
    ({ name, window, components }) =>
      `${name} (${listWords(components.map(names.component))}) ${recurrenceText(window)}`,
  );
  return [
    `Overall demand ${courseText(demand)}.`,
    ...(peaks.length > 0 ? [`Foreseen peaks: ${peaks.join('; ')}.`] : []),
    ...(work.length > 0 ? [`Announced maintenance: ${work.join('; ')}.`] : []),
  ];
}
