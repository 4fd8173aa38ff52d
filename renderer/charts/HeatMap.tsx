import { type HeatMapData, layoutHeatMap } from '#shared/charts/heat-map.ts';
import { Chart, type PictureProps } from './Chart.tsx';

/** Components by months. From a run: `utilizationHeatMap`; keys are `component/month`. */
export function HeatMap({ height = 190, ...props }: PictureProps & { data: HeatMapData }) {
  return <Chart {...props} height={height} layout={layoutHeatMap} />;
}
