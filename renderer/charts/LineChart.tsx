import { type LineChartData, layoutLineChart } from '#shared/charts/line-chart.ts';
import { Chart, type PictureProps } from './Chart.tsx';

/** Lines over time with bands, targets and before/after. From a run: `responseTimeLines`, `attainedLines`, `upLines`. */
export function LineChart({ height = 160, ...props }: PictureProps & { data: LineChartData }) {
  return <Chart {...props} height={height} layout={layoutLineChart} />;
}
