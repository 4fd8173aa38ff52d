import { densityOfLaw } from '#shared/charts/density.ts';
import { layoutDistributionSketch } from '#shared/charts/distribution-sketch.ts';
import type { Example } from '../example.ts';

export const serviceTimeSketch: Example = {
  title: 'Service time',
  description: 'Lognormal service times with a mean of 42 ms whose 95th percentile is 2.6 times as long.',
  height: 64,
  draw: (size) =>
    layoutDistributionSketch(
      { density: densityOfLaw(42, { kind: 'lognormalP95', p95OverMean: 2.6 }), unit: 'ms' },
      size,
    ),
};
