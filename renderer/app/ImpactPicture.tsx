import { useMemo } from 'react';
import { nearestPercentile, responseTimeLines } from '#shared/charts/response-lines.ts';
import { quantityText } from '#shared/charts/number-text.ts';
import { LineChart } from '#renderer/charts/LineChart.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { useJudged } from '#renderer/state/use-run.ts';

/**
 * Beside the live promises: the response time of the first latency promise (or of the journey that is
 * being looked at) before and after the edits since the last full run.
 */
export function ImpactPicture({ journey }: { journey?: string | undefined }) {
  const { clauses, journeys } = usePlan();
  const judged = useJudged();
  const latencies = clauses.filter((clause) => clause.metric === 'latency');
  const clause = latencies.find((candidate) => candidate.journey === journey) ?? latencies[0];
  const now = judged.now?.pictures;
  const before = judged.before?.pictures;
  const data = useMemo(() => {
    if (!now || !clause) return null;
    const percentile = nearestPercentile(clause.tiers.baseline.percentile);
    const lines = responseTimeLines(now, clause.journey, { percentile, clause, before });
    const { atMostMs } = clause.tiers.baseline;
    return { ...lines, targets: [{ value: atMostMs, name: `≤\u00a0${quantityText(atMostMs, 'ms')}` }] };
  }, [now, before, clause]);
  if (!data || !clause) return null;
  const name = journeys.find(({ id }) => id === clause.journey)?.name ?? clause.journey;
  return (
    <LineChart
      title={`${name} response time`}
      subtitle={before ? 'by month, before and after' : 'by month; 50, 80, 95\u00a0% of futures'}
      height={116}
      data={data}
    />
  );
}
