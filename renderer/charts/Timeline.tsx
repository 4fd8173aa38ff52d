import { type TimelineData, layoutTimeline } from '#shared/charts/timeline.ts';
import { Chart, type PictureProps } from './Chart.tsx';

/** Maintenance, deployments and faults in lanes; keys are the lanes. */
export function Timeline({ height = 120, ...props }: PictureProps & { data: TimelineData }) {
  return <Chart {...props} height={height} layout={layoutTimeline} />;
}
