import { fromIsoText } from '#shared/charts/civil-date.ts';
import { layoutLineChart } from '#shared/charts/line-chart.ts';
import { bandsOf, monthText } from '#shared/charts/month-lines.ts';
import type { Example } from '../example.ts';
import { createMadeNumbers, madeBand, madeMonths } from './made-data.ts';

const random = createMadeNumbers(5);
const months = madeMonths(2027, 24);
const missed = madeBand(
  months.map((month) => (month.endsWith('-11') ? 0.0007 : 0.0003) * (0.8 + 0.4 * random())),
  0.6,
);
const share = (values: readonly number[]) => values.map((value) => 1 - value);
const band = {
  ...missed,
  p2_5: share(missed.p97_5),
  p10: share(missed.p90),
  p25: share(missed.p75),
  p50: share(missed.p50),
  p75: share(missed.p25),
  p90: share(missed.p10),
  p97_5: share(missed.p2_5),
};

export const attainedAvailability: Example = {
  title: 'Checkout availability',
  description:
    'What a promise attains by month with the bands of the futures against its tiers, the loosest of which lies far below.',
  height: 230,
  draw: (size) =>
    layoutLineChart(
      {
        unit: 'share',
        floating: true,
        times: months.map(fromIsoText),
        describeTime: monthText,
        series: [{ name: 'attained', role: 'accent', values: band.p50, bands: bandsOf(band) }],
        targets: [
          { value: 0.99, name: 'optimistic ≥\u00a099\u00a0%', role: 'ink-2' },
          { value: 0.9995, name: 'baseline ≥\u00a099.95\u00a0%', role: 'fails' },
          { value: 0.9999, name: 'stretch ≥\u00a099.99\u00a0%', role: 'ink-2' },
        ],
      },
      size,
    ),
};
