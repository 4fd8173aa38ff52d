import { layoutFanChart } from '#shared/charts/fan-chart.ts';
import type { Example } from '../example.ts';
import { madeFan } from './made-data.ts';

const before = madeFan('2027-01-01', 365, 1500);

export const fanBeforeAndAfter: Example = {
  title: 'Checkout, requests per second',
  description: 'Futures of one year, the median before the change dashed, a limit far above.',
  height: 180,
  draw: (size) =>
    layoutFanChart(
      {
        unit: 'requests/s',
        fan: madeFan('2027-01-01', 365, 1240),
        before: { dates: before.dates, values: before.p50, name: 'before' },
        thresholds: [{ value: 12_000, name: 'Payment saturates' }],
      },
      size,
    ),
};
