import { useMemo } from 'react';
import { responseTimeLines } from '#shared/charts/run-charts.ts';
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
    const percentile =
      clause.tiers.baseline.percentile >= 0.985 ? 99 : clause.tiers.baseline.percentile >= 0.9 ? 95 : 50;
    return responseTimeLines(now, clause.journey, {
      percentile,
      targetMs: clause.tiers.baseline.atMostMs,
      ...(before && { before }),
    });
  }, [now, before, clause]);
  if (!data || !clause) return null;
  const name = journeys.find(({ id }) => id === clause.journey)?.name ?? clause.journey;
  return (
    <LineChart
      title={`${name} response time`}
      subtitle={before ? 'by month, before and after' : 'by month, middle and 90\u00a0% of futures'}
      height={116}
      data={data}
    />
  );
}
