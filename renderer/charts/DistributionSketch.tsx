import { type DistributionSketchData, layoutDistributionSketch } from '#shared/charts/distribution-sketch.ts';
import { Chart, type PictureProps } from './Chart.tsx';

/** A density with mean and p95: `densityOfRange` or `densityOfLaw` of shared/charts/density. */
export function DistributionSketch({
  height = 60,
  ...props
}: PictureProps & { data: DistributionSketchData }) {
  return <Chart {...props} height={height} layout={layoutDistributionSketch} />;
}
