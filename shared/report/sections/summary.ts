import { countText } from '../words/amount-text.ts';
import { type MaybeBlock, type MaybeSection, lead, note, paragraph, section } from '../document-parts.ts';
import type { ReportContext } from '../report-context.ts';
import { describeScope, formatMonth, formatProbability, markOf, shortTarget, tierName } from '../words/verdict-words.ts';
import { tiers } from '../../domain/clause.ts';

/** The answer on one page: the headline, the matrix of promises by tiers, what to know before signing. */
export function summarySection(context: ReportContext): MaybeSection {
  const { plan, verdict } = context;
  return section('summary', 'Summary', [
    lead(verdict.headline),
    plan.proposal.summary !== '' && paragraph(plan.proposal.summary),
    verdictMatrix(context),
    note(
      `Each cell: the probability that the promise is kept in every period from ${formatMonth(verdict.from.slice(0, 7))} to ${formatMonth(verdict.to.slice(0, 7))}, ` +
        `as a share of ${countText(verdict.replications, 'simulated future')}; the bar shows it with its 95 % interval. ` +
        `Sustainable means at least ${formatProbability(plan.confidence)}. “Until” names the last period that is kept with that probability.`,
    ),
    jointParagraph(context),
    verdict.warnings.length > 0 && {
      kind: 'callout', heading: 'Before you sign', paragraphs: verdict.warnings,
    },
    context.promises.length === 0 && paragraph('This plan makes no promise yet.'),
  ]);
}

function verdictMatrix({ plan, promises }: ReportContext): MaybeBlock {
  return (
    promises.length > 0 && {
      kind: 'verdictMatrix',
      caption: 'What can be promised',
      columns: ['Promise', ...tiers.map(tierName)],
      rows: promises.map(({ clause, verdict }) => ({
        name: clause.name,
        note: describeScope(plan, clause),
        cells: verdict.tiers.map((judged) => ({
          mark: markOf(judged),
          target: shortTarget(clause, judged.tier),
          runway: judged.holdsThroughout ? '' : judged.runway === null ? 'from the start' : `until ${formatMonth(judged.runway)}`,
        })),
      })),
    }
  );
}

function jointParagraph({ verdict }: ReportContext): MaybeBlock {
  if (verdict.joint.length === 0 || verdict.clauses.length < 2) return null;
  const parts = verdict.joint.map(({ tier, probability }) => `${tierName(tier).toLowerCase()} ${formatProbability(probability.value)}`);
  return paragraph(`All promises of a tier kept together, in every period: ${parts.join(', ')}.`);
}
