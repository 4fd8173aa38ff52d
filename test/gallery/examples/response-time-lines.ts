import { fromIsoText } from '#shared/charts/civil-date.ts';
import { layoutLineChart } from '#shared/charts/line-chart.ts';
import type { Example } from '../example.ts';
import { madeMonths } from './made-data.ts';

const months = madeMonths(2027, 24);
const before = months.map((month, index) => (month.endsWith('-11') ? 790 : 290 + index * 12));
const now = months.map((month, index) => (month.endsWith('-11') ? 390 + index * 2 : 260 + index * 3));

export const responseTimeLines: Example = {
  title: 'Checkout response time, busiest hour',
  description:
    'Median by month with a band, the values before the change dashed, the promise as a dashed line.',
  height: 160,
  draw: (size) =>
    layoutLineChart(
      {
        unit: 'ms',
        times: months.map(fromIsoText),
        series: [
          { name: 'before', role: 'ink-2', values: before, dashed: true },
          {
            name: 'now, p95',
            role: 'accent',
            values: now,
            bands: [{ low: now.map((v) => v * 0.93), high: now.map((v) => v * 1.09) }],
          },
        ],
        targets: [{ value: 400, name: '≤\u00a0400\u00a0ms' }],
      },
      size,
    ),
};
