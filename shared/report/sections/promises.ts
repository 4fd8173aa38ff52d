import type { Clause } from '../../domain/clause.ts';
import type { TierVerdict } from '../../verdicts/verdict-document.ts';
import { facts, heading, type MaybeBlock, type MaybeSection, paragraph, section, table } from '../document-parts.ts';
import { causesPicture, monthStrips } from '../pictures.ts';
import type { ReportContext } from '../report-context.ts';
import { breachText } from '../words/breach-text.ts';
import { describeScope, describeTarget, describeWindow, formatMonth, markOf, tierName } from '../words/verdict-words.ts';

type Promise = ReportContext['promises'][number];

/** Every promise in the words of an agreement, with its judgement. */
export function promiseSection(context: ReportContext): MaybeSection {
  return section('promises', 'What we promise', context.promises.flatMap((promise) => clauseBlocks(context, promise)));
}

function clauseBlocks(context: ReportContext, { clause, verdict }: Promise): MaybeBlock[] {
  return [
    heading(clause.name),
    table(`${clause.name}: three tiers`, verdict.tiers, [
      { heading: 'Tier', width: 'auto', cell: ({ tier }) => ({ strong: tierName(tier), note: '' }) },
      { heading: 'Promise', width: 2.6, cell: ({ tier }) => describeTarget(clause, tier) },
      { heading: 'Verdict', width: 1.4, cell: (judged) => ({ verdict: markOf(judged) }) },
      { heading: 'Kept until', align: 'end', width: 'auto', cell: (judged) => runwayText(judged) },
    ]),
    facts([
      { term: 'Counts for', text: describeScope(context.plan, clause) },
      { term: 'Period', text: describeWindow(clause) },
      { term: 'How it is measured', text: clause.measurementMethod },
      { term: 'What is a breach', text: clause.breachDefinition ?? breachText(clause) },
      { term: 'Goal of the journey', text: outcomeText(context, clause) },
    ]),
    monthStrips(context, { clause, verdict }),
    ...reasonBlocks(verdict.tiers),
    causesPicture(context, { clause, verdict }),
  ];
}

function reasonBlocks(judged: readonly TierVerdict[]): MaybeBlock[] {
  return judged
    .filter(({ verdict, reason }) => verdict !== 'sustainable' && reason.text !== '')
    .map(({ tier, reason }) =>
      paragraph([
        { text: `${tierName(tier)}. `, style: 'strong' },
        { text: [reason.text, reason.smallestChange?.text].filter(Boolean).join(' '), style: 'plain' },
      ]),
    );
}

function runwayText({ holdsThroughout, runway }: TierVerdict): string {
  if (holdsThroughout) return 'the end';
  return runway === null ? 'not from the start' : formatMonth(runway);
}

function outcomeText({ plan }: ReportContext, clause: Clause): string | undefined {
  if (!('journey' in clause)) return undefined;
  return plan.journeys.find(({ id }) => id === clause.journey)?.outcome;
}
