import { densityOfRange } from '#shared/charts/density.ts';
import { layoutDistributionSketch } from '#shared/charts/distribution-sketch.ts';
import type { Example } from '../example.ts';

export const rangeSketch: Example = {
  title: 'Growth per year',
  description: 'A range from 30 to 60 percent a year, as the futures draw it.',
  height: 64,
  draw: (size) =>
    layoutDistributionSketch(
      { density: densityOfRange({ low: 0.3, high: 0.6 }), unit: '%', scale: 100 },
      size,
    ),
};
