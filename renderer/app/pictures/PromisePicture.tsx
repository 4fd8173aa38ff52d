import { useMemo } from 'react';
import { attainedLines } from '#shared/charts/availability-lines.ts';
import type { RunPictures } from '#shared/engine/run-pictures.ts';
import { describeTarget, tierWords } from '#shared/verdicts/words.ts';
import type { CellKey } from '#renderer/app/cell-key.ts';
import { LineChart } from '#renderer/charts/LineChart.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';

export interface PromisePictureProps {
  pictures: RunPictures;
  cell: CellKey;
  height: number;
}

/** What one promise attains in each window, with the bands of the futures, against its target. */
export function PromisePicture({ pictures, cell: { clause: id, tier }, height }: PromisePictureProps) {
  const plan = usePlan();
  const clause = plan.clauses.find((candidate) => candidate.id === id);
  const data = useMemo(
    () => (clause ? attainedLines(pictures, clause, tier) : null),
    [pictures, clause, tier],
  );
  if (!clause || !data) return null;
  return (
    <LineChart
      title={clause.name}
      subtitle={`${tierWords[tier].toLowerCase()}: ${describeTarget(clause, tier, plan)}; 50, 80, 95\u00a0% of futures`}
      data={data}
      height={height}
    />
  );
}
