import { layoutOutcomeAreas, type OutcomeAreasData } from '#shared/charts/outcome-areas.ts';
import { Chart, type PictureProps } from './Chart.tsx';

/** What became of requests, minute by minute: `outcomeMinutes` of shared/charts/replay-charts. */
export function OutcomeAreas({ height = 190, ...props }: PictureProps & { data: OutcomeAreasData }) {
  return <Chart {...props} height={height} layout={layoutOutcomeAreas} />;
}
