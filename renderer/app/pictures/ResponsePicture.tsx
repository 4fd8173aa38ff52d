import { useMemo, useState } from 'react';
import {
  nearestPercentile,
  responsePercentiles,
  responseTimeLines,
  type ResponsePercentile,
} from '#shared/charts/response-lines.ts';
import type { RunPictures } from '#shared/engine/run-pictures.ts';
import { LineChart } from '#renderer/charts/LineChart.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { SegmentedControl } from '#renderer/ui/SegmentedControl.tsx';

export interface ResponsePictureProps {
  pictures: RunPictures;
  before?: RunPictures | undefined;
  journey: string;
  /** The promise to hold it against; the journey's first of response times unless given. */
  clause?: string | undefined;
  height: number;
}

const choices = responsePercentiles.map((percentile) => ({
  id: String(percentile),
  label: `p${percentile}`,
}));

/** Response times of a journey by month against the tiers of its promise. */
export function ResponsePicture({ pictures, before, journey, clause: id, height }: ResponsePictureProps) {
  const { journeys, clauses } = usePlan();
  const own = clauses
    .filter((candidate) => candidate.metric === 'latency')
    .filter((candidate) => candidate.journey === journey);
  const clause = own.find((candidate) => candidate.id === id) ?? own[0];
  const [chosen, choose] = useState<ResponsePercentile>();
  const percentile = chosen ?? (clause ? nearestPercentile(clause.tiers.baseline.percentile) : 95);
  const data = useMemo(
    () => responseTimeLines(pictures, journey, { percentile, clause, before, showsOthers: !before }),
    [pictures, before, journey, clause, percentile],
  );
  const name = journeys.find((candidate) => candidate.id === journey)?.name ?? journey;
  const isScoped = clause && Object.values(clause.scope).some((part) => part && part.length > 0);
  return (
    <LineChart
      title={`${name}: response time`}
      subtitle={`by month, all requests${isScoped ? ' (the promise counts fewer)' : ''}; 50, 80, 95\u00a0% of futures`}
      actions={
        <SegmentedControl
          label="Percentile"
          value={String(percentile)}
          onChange={(value) => choose(Number(value) as ResponsePercentile)}
          choices={choices}
        />
      }
      data={data}
      height={height}
    />
  );
}
