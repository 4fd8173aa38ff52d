import { type MonthStripData, layoutMonthStrip } from '#shared/charts/month-strip.ts';
import { Chart, type PictureProps } from './Chart.tsx';

/** Probability per window. From a verdict: `data={tierMonthStrip(tier, confidence)}`; keys are windows. */
export function MonthStrip({ height = 84, ...props }: PictureProps & { data: MonthStripData }) {
  return <Chart {...props} height={height} layout={layoutMonthStrip} />;
}
