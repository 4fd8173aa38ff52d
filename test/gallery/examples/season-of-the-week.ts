import { layoutSeasonProfile } from '#shared/charts/season-profile.ts';
import type { Example } from '../example.ts';
import { madeWeek } from './made-data.ts';

export const seasonOfTheWeek: Example = {
  title: 'The week',
  description: 'Load by hour of the week relative to its mean.',
  height: 140,
  draw: (size) => layoutSeasonProfile({ factors: madeWeek(), of: 'week' }, size),
};
