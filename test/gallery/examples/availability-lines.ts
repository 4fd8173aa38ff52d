import { fromIsoText } from '#shared/charts/civil-date.ts';
import { layoutLineChart } from '#shared/charts/line-chart.ts';
import type { Example } from '../example.ts';
import { createMadeNumbers, madeMonths } from './made-data.ts';

const random = createMadeNumbers(3);
const months = madeMonths(2027, 12);
const share = months.map((_month, index) => (index === 5 ? null : 0.9992 + 0.0006 * random()));

export const availabilityLines: Example = {
  title: 'Availability by month',
  description: 'Shares close to one on an axis that does not start at zero, one month missing.',
  height: 140,
  draw: (size) =>
    layoutLineChart(
      {
        unit: 'share',
        floating: true,
        times: months.map(fromIsoText),
        series: [{ name: 'measured', role: 'accent', values: share }],
        targets: [{ value: 0.9995, name: '≥\u00a099.95\u00a0%' }],
      },
      size,
    ),
};
