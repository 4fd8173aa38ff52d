import { type CausesBarData, layoutCausesBar } from '#shared/charts/causes-bar.ts';
import { Chart, type PictureProps } from './Chart.tsx';

/** Shares of the breaches. From a verdict: `data={tierCauses(tier)}`; keys are causes. */
export function CausesBar({ height = 60, ...props }: PictureProps & { data: CausesBarData }) {
  return <Chart {...props} height={height} layout={layoutCausesBar} />;
}
