import { middle } from '../units/quantity.ts';
import { numberText } from '../charts/number-text.ts';
import type { Clause, ClauseOf, TimeWindow } from '../domain/clause.ts';
import type { MaybeBlock } from './document-parts.ts';
import type { ReportContext } from './report-context.ts';
import { amountText, minutesText, shareText } from './words/amount-text.ts';

const SECONDS_A_DAY = 86_400;
const DAYS: Record<string, number> = { week: 7, month: 30, quarter: 91, year: 365 };

/** Promises about shares of requests: those that can be worked through by hand. */
type CountedClause = ClauseOf<'latency' | 'availability' | 'errorRate'>;

/** One promise worked through with the plan's own figures, so that a reader can check it by hand. */
export function breachExample(context: ReportContext): MaybeBlock {
  for (const { clause } of context.promises) {
    const requests = isCounted(clause) ? requestsInWindow(context, clause) : undefined;
    if (!isCounted(clause) || requests === undefined) continue;
    return {
      kind: 'callout',
      heading: `${clause.name}, baseline tier: when is it broken?`,
      paragraphs: exampleSentences(context, clause, requests),
    };
  }
  return null;
}

/** Counts requests, everywhere and always: then the plan's level times the length is their number. */
function isCounted(clause: Clause): clause is CountedClause {
  const countsRequests =
    clause.metric === 'latency' ||
    clause.metric === 'errorRate' ||
    (clause.metric === 'availability' && clause.budgetingMethod === 'occurrences');
  return countsRequests && Object.values(clause.scope).every((narrowed) => narrowed === undefined);
}

function exampleSentences(context: ReportContext, clause: CountedClause, requests: number): string[] {
  const { share, bad, badVerb } = allowedShare(clause);
  const allowed = Math.floor(requests * share);
  const period = periodText(clause.window);
  const journey = context.names.journey(clause.journey);
  const outageMinutes = (share * daysOf(clause.window) * SECONDS_A_DAY) / 60;
  return [
    `At the demand assumed for the start, ${period} brings about ${round(requests)} requests of ${journey}. The promise leaves room for ${shareText(share)} of them, about ${round(allowed)}, to be ${bad}.`,
    `If ${round(allowed * 0.9)} are ${bad}, the promise is kept, with a tenth of the room left. One more than ${round(allowed)}, and it is broken for ${period === 'a month' ? 'that month' : 'that period'}, whatever the reason, unless an exclusion applies.`,
    `The room is used up by ${minutesText(Math.round(outageMinutes))} in which every request ${badVerb} at the mean rate; at a peak it is used up sooner, because more requests fall into the same minutes.`,
  ];
}

/** The share of requests that may be bad in the baseline tier, and what bad means. */
function allowedShare(clause: CountedClause): {
  share: number;
  bad: string;
  badVerb: string;
} {
  const tidy = (share: number) => Number(share.toPrecision(6));
  switch (clause.metric) {
    case 'latency': {
      const { percentile, atMostMs } = clause.tiers.baseline;
      const limit = amountText(atMostMs, 'ms');
      return {
        share: tidy(1 - percentile),
        bad: `slower than ${limit}`,
        badVerb: `takes longer than ${limit}`,
      };
    }
    case 'availability':
      return {
        share: tidy(1 - clause.tiers.baseline.atLeast),
        bad: 'unanswered',
        badVerb: 'goes unanswered',
      };
    case 'errorRate':
      return { share: clause.tiers.baseline.atMost, bad: 'failed or turned away', badVerb: 'fails' };
  }
}

/** Undefined where the level follows a business figure. */
function requestsInWindow({ plan }: ReportContext, clause: CountedClause): number | undefined {
  const demand = plan.demand.journeys.find(({ journey }) => journey === clause.journey);
  if (!demand || demand.driver) return undefined;
  return middle(demand.level) * SECONDS_A_DAY * daysOf(clause.window);
}

const daysOf = (window: TimeWindow): number => (window.kind === 'rolling' ? window.days : DAYS[window.unit]!);
const periodText = (window: TimeWindow): string =>
  window.kind === 'rolling' ? `a span of ${window.days} days` : `a ${window.unit}`;

/** Three significant digits: the example is about sizes. */
const round = (count: number): string => numberText(Number(count.toPrecision(3)), 12);
