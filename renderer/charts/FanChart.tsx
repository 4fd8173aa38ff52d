import { layoutFanChart } from '#shared/charts/fan-chart.ts';
import type { FanChartData } from '#shared/charts/fan-chart-data.ts';
import { Chart, type PictureProps } from './Chart.tsx';

/** History in ink, futures as bands. From a run: `data={demandFan(pictures, plan)}` of shared/charts/run-charts. */
export function FanChart({ height = 220, ...props }: PictureProps & { data: FanChartData }) {
  return <Chart {...props} height={height} layout={layoutFanChart} />;
}
