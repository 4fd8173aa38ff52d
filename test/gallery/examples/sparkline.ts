import { layoutSparkline } from '#shared/charts/sparkline.ts';
import type { Example } from '../example.ts';
import { madeHistory } from './made-data.ts';

export const sparkline: Example = {
  title: 'Requests in the last 90 days',
  description: 'A line as small as a word.',
  height: 24,
  draw: (size) =>
    layoutSparkline(
      { values: madeHistory('2026-09-01', 90, 300).values, unit: 'requests/s' },
      { ...size, width: Math.min(size.width, 160) },
    ),
};
