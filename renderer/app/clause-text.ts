import type { Clause, Tier } from '#shared/domain/clause.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { TierVerdict } from '#shared/verdicts/verdict-document.ts';
import { describeScope } from '#shared/verdicts/words.ts';
import { formatNumber } from '#renderer/ui/number-text.ts';

/** What is measured, in half a line: `95 % of attempts, Europe`. */
export function describeMeasure(plan: Plan, clause: Clause): string {
  const { regions, devices, hours } = clause.scope;
  const isNarrowed = [regions, devices, hours].some((part) => part && part.length > 0);
  return isNarrowed ? `${measureOf(clause)}, ${describeScope(plan, clause)}` : measureOf(clause);
}

function measureOf(clause: Clause): string {
  const maintenance = `maintenance ${clause.accounting.maintenance}`;
  switch (clause.metric) {
    case 'latency':
      return `${share(clause.tiers.baseline.percentile)} of attempts`;
    case 'availability':
      return `${clause.budgetingMethod === 'timeslices' ? 'by minutes' : 'by requests'}, ${maintenance}`;
    case 'errorRate':
      return 'share of requests that fail';
    case 'throughput':
      return `carried ${share(clause.tiers.baseline.share)} of the time`;
    case 'supportResponse':
      return `${share(clause.tiers.baseline.share)} of tickets, desk hours`;
  }
}

/** The clause as it was judged: its targets may have been edited since. */
export function withJudgedTarget(clause: Clause, tier: Tier, judged: TierVerdict): Clause {
  return { ...clause, tiers: { ...clause.tiers, [tier]: judged.target } } as Clause;
}

const share = (value: number): string => `${formatNumber(value * 100, 6)}\u00a0%`;
