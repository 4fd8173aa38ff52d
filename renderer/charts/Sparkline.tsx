import { type SparklineData, layoutSparkline } from '#shared/charts/sparkline.ts';
import { Chart, type PictureProps } from './Chart.tsx';

/** A line as small as a word. */
export function Sparkline({ height = 24, ...props }: PictureProps & { data: SparklineData }) {
  return <Chart {...props} height={height} layout={layoutSparkline} />;
}
