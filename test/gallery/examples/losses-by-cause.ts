import { layoutStackedBars } from '#shared/charts/stacked-bars.ts';
import type { Example } from '../example.ts';
import { madeMonths, madePart, sumOfParts } from './made-data.ts';

const windows = madeMonths(2027, 24);
const parts = [
  madePart('load', 'Load', 'category-1', windows, (month, index) =>
    month.endsWith('-11') ? 0.0006 + index * 0.00008 : 0,
  ),
  madePart('failure', 'Failures', 'category-2', windows, () => 0.0003),
  madePart('deployment', 'Deployments', 'category-3', windows, () => 0.0002),
  madePart('dependency', 'Dependencies', 'category-4', windows, (_month, index) => 0.0001 + index * 4e-6),
];

export const lossesByCause: Example = {
  title: 'Checkout: requests lost',
  description: 'Share of fresh requests by month, stacked by cause, before the range of nine futures in ten.',
  height: 200,
  draw: (size) =>
    layoutStackedBars(
      { unit: 'share', windows, parts, total: sumOfParts(parts), range: '90\u00a0% of futures' },
      size,
    ),
};
