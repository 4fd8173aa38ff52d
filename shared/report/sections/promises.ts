import type { Clause } from '../../domain/clause.ts';
import { startSentence } from '../../verdicts/number-words.ts';
import type { TierVerdict } from '../../verdicts/verdict-document.ts';
import { badEvents, describeScope, describeTarget, describeWindow, tierWords } from '../../verdicts/words.ts';
import {
  facts,
  heading,
  lead,
  type MaybeBlock,
  type MaybeSection,
  paragraph,
  section,
  table,
} from '../document-parts.ts';
import { causesPicture, monthStrips } from '../pictures.ts';
import type { JudgedClause, ReportContext } from '../report-context.ts';
import { markOf, runwayText } from '../words/verdict-mark.ts';

/** Every promise in the words of an agreement, with its judgement. */
export function promiseSection(context: ReportContext): MaybeSection {
  return section(
    'promises',
    'What we promise',
    context.promises.flatMap((promise) => clauseBlocks(context, promise)),
  );
}

function clauseBlocks(context: ReportContext, promise: JudgedClause): MaybeBlock[] {
  const { clause, verdict } = promise;
  return [
    heading(clause.name),
    lead(
      `${startSentence(describeTarget(clause, 'baseline', context.plan))}, in ${describeWindow(clause.window)}; ${describeScope(context.plan, clause)}.`,
    ),
    table(`${clause.name}, three tiers`, verdict.tiers, [
      {
        heading: 'Tier',
        width: 'auto',
        cell: ({ tier }) => ({ strong: tierWords[tier], note: tier === 'baseline' ? 'proposed' : '' }),
      },
      {
        heading: 'Promise',
        width: 2.2,
        cell: ({ tier }) => startSentence(describeTarget(clause, tier, context.plan)),
      },
      { heading: 'Verdict', width: 1.5, cell: (judged) => ({ verdict: markOf(judged) }) },
      { heading: 'Safe until', align: 'end', width: 'auto', cell: runwayText },
    ]),
    facts([
      { term: 'Journey’s outcome', text: outcomeText(context, clause) },
      { term: 'Counts', text: startSentence(describeScope(context.plan, clause)) },
      { term: 'Measured over', text: startSentence(describeWindow(clause.window)) },
      { term: 'Measured how', text: clause.measurementMethod },
      { term: 'Broken when', text: clause.breachDefinition ?? breachText(clause) },
    ]),
    monthStrips(context, promise),
    ...verdict.tiers.map(reasonParagraph),
    causesPicture(promise),
  ];
}

/** What counts as a breach, for clauses that do not define it themselves. */
function breachText(clause: Clause): string {
  return `The figure of ${describeWindow(clause.window)}, measured and counted as described here, misses the target of the tier agreed. Single ${badEvents(clause)} are no breach as long as the figure is met.`;
}

function reasonParagraph({ tier, reason }: TierVerdict): MaybeBlock {
  const text = [reason.text, reason.smallestChange?.text].filter(Boolean).join(' ');
  return (
    text !== '' &&
    paragraph([
      { text: `${tierWords[tier]}. `, style: 'strong' },
      { text, style: 'plain' },
    ])
  );
}

function outcomeText({ plan }: ReportContext, clause: Clause): string | undefined {
  const outcome =
    'journey' in clause ? plan.journeys.find(({ id }) => id === clause.journey)?.outcome : undefined;
  return outcome && startSentence(outcome);
}
