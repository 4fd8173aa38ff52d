import { type StackedBarsData, layoutStackedBars } from '#shared/charts/stacked-bars.ts';
import { Chart, type PictureProps } from './Chart.tsx';

/** Totals of windows by what they are made of, before their range. From a run: `lossBars`, `outageBars`; keys are windows. */
export function StackedBars({ height = 190, ...props }: PictureProps & { data: StackedBarsData }) {
  return <Chart {...props} height={height} layout={layoutStackedBars} />;
}
