import { layoutHeatMap } from '#shared/charts/heat-map.ts';
import type { Example } from '../example.ts';
import { madeMonths } from './made-data.ts';

const columns = madeMonths(2027, 24);
const names = ['Edge', 'Web', 'Catalogue', 'Cart store', 'Payment', 'Support desk'];
const rowOf = (name: string, row: number) => {
  const high = columns.map(
    (month, index) => (0.25 + row * 0.09 + index * 0.016) * (month.endsWith('-11') ? 1.5 : 1),
  );
  const times = (factor: number) => high.map((value) => value * factor);
  return {
    id: name.toLowerCase().replace(' ', '-'),
    name,
    values: high,
    spread: { low: times(0.6), middle: times(0.8), high },
    notes: columns.map((month) => ({ name: 'busiest hour, mostly', text: `a Friday of ${month}` })),
  };
};

export const utilizationHeatMap: Example = {
  title: 'Utilization by component',
  description:
    'Six components over 24 months, 95th percentile of futures; colour from 80 percent on, a dot above 100 percent.',
  height: 200,
  draw: (size) =>
    layoutHeatMap({ columns, threshold: 0.8, measure: 'utilization', rows: names.map(rowOf) }, size),
};
