import { layoutMinuteLines, type MinuteLinesData } from '#shared/charts/minute-lines.ts';
import { Chart, type PictureProps } from './Chart.tsx';

/** Lines over the minutes of a span: `responseMinutes`, `waitingMinutes` of shared/charts/replay-charts. */
export function MinuteLines({ height = 190, ...props }: PictureProps & { data: MinuteLinesData }) {
  return <Chart {...props} height={height} layout={layoutMinuteLines} />;
}
