import { describe, expect, it } from 'vitest';
import { densityOfLaw, densityOfRange, type Density } from '#shared/charts/density.ts';
import type { ServiceLaw } from '#shared/domain/service-time.ts';

/** Share of the mass below `value`, by the midpoint rule. */
function massBelow({ at }: Density, value: number, to: number): number {
  const steps = 200_000;
  let below = 0;
  let all = 0;
  for (let index = 0; index < steps; index += 1) {
    const x = ((index + 0.5) * to) / steps;
    const height = at(x);
    all += height;
    if (x < value) below += height;
  }
  return below / all;
}

describe('the density of a service law', () => {
  const laws: ServiceLaw[] = [
    { kind: 'exponential' },
    { kind: 'erlang', stages: 3 },
    { kind: 'hyperexponential', cv2: 4 },
    { kind: 'lognormal', cv2: 1.5 },
    { kind: 'lognormalP95', p95OverMean: 2.6 },
  ];

  it.each(laws)('has its 95th percentile where 95 % of its mass lies below: $kind', (law) => {
    const density = densityOfLaw(42, law);
    expect(massBelow(density, density.p95, 42 * 60)).toBeCloseTo(0.95, 2);
  });

  it('gives the 95th percentile its known closed form', () => {
    // −ln 0.05 means for the exponential law; 2.6 means where that was asked for.
    expect(densityOfLaw(42, { kind: 'exponential' }).p95 / (42 * -Math.log(0.05))).toBeCloseTo(1, 2);
    expect(densityOfLaw(42, { kind: 'lognormalP95', p95OverMean: 2.6 }).p95).toBeCloseTo(42 * 2.6, 6);
  });

  it('scales a measured histogram to the mean that is given', () => {
    const density = densityOfLaw(30, { kind: 'histogram', upperBoundsMs: [10, 20, 40], counts: [5, 5, 0] });
    // Measured mean: (5 × 5 + 5 × 15) / 10 = 10, so every bound is three times as far.
    expect(density.at(29)).toBeGreaterThan(0);
    expect(density.at(61)).toBe(0);
  });

  it('has a single value and no curve when the time is always the same', () => {
    expect(densityOfLaw(8, { kind: 'deterministic' })).toMatchObject({ single: true, mean: 8, p95: 8 });
  });
});

describe('the density of a range', () => {
  it('encloses 90 % of the futures between its ends', () => {
    const density = densityOfRange({ low: 200, high: 300 });
    expect(massBelow(density, 300, 800) - massBelow(density, 200, 800)).toBeCloseTo(0.9, 2);
  });

  it('is flat between the ends of a uniform range', () => {
    const density = densityOfRange({ low: 2, high: 4, shape: 'uniform' });
    expect([density.at(1.9), density.at(2.1), density.at(3.9), density.at(4.1)]).toEqual([0, 1, 1, 0]);
    expect(density.p95).toBeCloseTo(2 + 0.95 * 2, 9);
  });

  it('reaches past zero when an end is negative', () => {
    const { mean, from } = densityOfRange({ low: -0.1, high: 0.3 });
    expect(mean).toBeCloseTo((-0.1 + 0.3) / 2, 12);
    expect(from).toBeLessThan(-0.1);
  });
});
