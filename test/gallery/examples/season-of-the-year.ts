import { layoutSeasonProfile } from '#shared/charts/season-profile.ts';
import type { Example } from '../example.ts';

export const seasonOfTheYear: Example = {
  title: 'The year',
  description: 'Load by month relative to its mean.',
  height: 120,
  draw: (size) =>
    layoutSeasonProfile(
      { factors: [0.93, 0.9, 0.95, 0.99, 0.97, 0.94, 0.9, 0.92, 1, 1.05, 1.25, 1.2], of: 'year' },
      size,
    ),
};
