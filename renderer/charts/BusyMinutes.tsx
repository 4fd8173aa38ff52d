import { type BusyMinutesData, layoutBusyMinutes } from '#shared/charts/busy-minutes.ts';
import { Chart, type PictureProps } from './Chart.tsx';

/** How busy components are, minute by minute: `busyMinutes` of shared/charts/replay-charts. */
export function BusyMinutes({ height = 190, ...props }: PictureProps & { data: BusyMinutesData }) {
  return <Chart {...props} height={height} layout={layoutBusyMinutes} />;
}
