import { useMemo, useState } from 'react';
import { attainedFloor } from '#shared/charts/availability-lines.ts';
import { quantityText } from '#shared/charts/number-text.ts';
import { nearestPercentile, responseTimeLines } from '#shared/charts/response-lines.ts';
import type { Clause } from '#shared/domain/clause.ts';
import type { RunPictures } from '#shared/engine/run-pictures.ts';
import { LineChart } from '#renderer/charts/LineChart.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { useJudged } from '#renderer/state/use-run.ts';
import { findMostMoved } from './most-moved.ts';

const HEIGHT = 116;

/**
 * Beside the live promises: before and after the edits, of the promise they move most; while none moves, of
 * the first about response times (of the journey that is being looked at).
 */
export function ImpactPicture({ journey }: { journey?: string | undefined }) {
  const { clauses, journeys } = usePlan();
  const { now, before } = useJudged();
  const [moved, setMoved] = useState<string | null>(null);
  const found = findMostMoved(clauses, now?.verdict ?? null, before?.verdict ?? null, moved);
  if (found !== moved) setMoved(found);
  const latencies = clauses.filter((candidate) => candidate.metric === 'latency');
  const clause =
    clauses.find(({ id }) => id === found) ??
    latencies.find((candidate) => candidate.journey === journey) ??
    latencies[0];
  const data = useMemo(
    () => (now && clause ? linesOf(clause, now.pictures, before?.pictures) : null),
    [now, before, clause],
  );
  if (!data || !clause) return null;
  return clause.metric === 'latency' ? (
    <LineChart
      title={`${journeys.find(({ id }) => id === clause.journey)?.name ?? clause.journey} response time`}
      subtitle={before ? 'by month, before and after' : 'by month; 50, 80, 95\u00a0% of futures'}
      height={HEIGHT}
      data={data}
    />
  ) : (
    <LineChart
      title={clause.name}
      subtitle={`in 95\u00a0% of futures${before ? ', before and after' : ''}`}
      height={HEIGHT}
      data={data}
    />
  );
}

function linesOf(clause: Clause, now: RunPictures, before: RunPictures | undefined) {
  if (clause.metric !== 'latency') return attainedFloor(now, clause, before);
  const percentile = nearestPercentile(clause.tiers.baseline.percentile);
  const lines = responseTimeLines(now, clause.journey, { percentile, clause, before });
  const { atMostMs } = clause.tiers.baseline;
  return { ...lines, targets: [{ value: atMostMs, name: `≤\u00a0${quantityText(atMostMs, 'ms')}` }] };
}
