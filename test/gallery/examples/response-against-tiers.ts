import { fromIsoText } from '#shared/charts/civil-date.ts';
import { layoutLineChart } from '#shared/charts/line-chart.ts';
import { bandsOf, monthText } from '#shared/charts/month-lines.ts';
import type { Example } from '../example.ts';
import { madeBand, madeMonths } from './made-data.ts';

const months = madeMonths(2027, 24);
const p95 = months.map((month, index) => (month.endsWith('-11') ? 390 + index * 9 : 250 + index * 4));
const band = madeBand(p95, 0.16, [22]);

export const responseAgainstTiers: Example = {
  title: 'Checkout: response time',
  description:
    'The 95th percentile by month with the bands of the futures, median and 99th percentile as thin lines, three tiers as dashed lines; one month reaches far above the picture.',
  height: 230,
  draw: (size) =>
    layoutLineChart(
      {
        unit: 'ms',
        times: months.map(fromIsoText),
        describeTime: monthText,
        series: [
          { name: 'p50', role: 'ink-3', quiet: true, values: p95.map((value) => value * 0.4) },
          { name: 'p99', role: 'ink-3', quiet: true, values: p95.map((value) => value * 1.7) },
          { name: 'p95', role: 'accent', values: band.p50, bands: bandsOf(band) },
        ],
        targets: [
          { value: 550, name: 'optimistic ≤\u00a0550\u00a0ms', role: 'ink-2' },
          { value: 400, name: 'baseline ≤\u00a0400\u00a0ms', role: 'fails' },
          { value: 300, name: 'stretch ≤\u00a0300\u00a0ms', role: 'ink-2' },
        ],
        ceiling: 900,
      },
      size,
    ),
};
