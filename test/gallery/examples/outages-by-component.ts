import { layoutStackedBars } from '#shared/charts/stacked-bars.ts';
import type { Example } from '../example.ts';
import { madeMonths, madePart, sumOfParts } from './made-data.ts';

const windows = madeMonths(2027, 12);
const parts = [
  madePart('web', 'Web', 'category-1', windows, () => 4),
  madePart('cart-store', 'Cart store', 'category-2', windows, (_month, index) => 6 + (index % 4)),
  madePart('payment', 'Payment provider', 'category-3', windows, (_month, index) => 20 - index / 2),
];

export const outagesByComponent: Example = {
  title: 'Outages',
  description: 'Minutes of outages by month and component, before the range of nine futures in ten.',
  height: 200,
  draw: (size) =>
    layoutStackedBars(
      { unit: 'min', windows, parts, total: sumOfParts(parts), range: '90\u00a0% of futures' },
      size,
    ),
};
