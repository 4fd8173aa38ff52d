import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivalCounts } from '#shared/queueing/arrival-counts.ts';
import { burstyBucketDrop, renewalBucketDrop } from '#shared/queueing/bursty-bucket.ts';
import {
  arrivalRateOf,
  dispersedArrivals,
  type MarkovArrivals,
  modulatedArrivals,
  renewalArrivals,
} from '#shared/queueing/markov-arrivals.ts';
import { rowSums, stationaryShares } from '#shared/queueing/matrix.ts';
import { tokenBucketDrop } from '#shared/queueing/token-bucket.ts';
import { createStream, randomKey } from '#shared/statistics/random.ts';

describe('S2 a dropping bucket under bursty arrivals is MAP/D/1/B', () => {
  it.each([
    [1, 0.5],
    [10, 0.9],
    [500, 1],
    [100, 5],
    [3, 600],
  ])('is M/D/1/B for Poisson arrivals: depth %i at %f per token', (burst, arrivalRate) => {
    const exact = tokenBucketDrop({ rate: 1, burst, arrivalRate });
    expect(renewalBucketDrop({ rate: 1, burst, arrivalRate, arrivalCv2: 1 }) / exact).toBeCloseTo(1, 11);
    // Two equal rates are one, however fast they change.
    const arrivals = modulatedArrivals([arrivalRate, arrivalRate], [0.3, 20]);
    expect(burstyBucketDrop({ rate: 1, burst, arrivals }) / exact).toBeCloseTo(1, 11);
  });

  it.each([1, 2, 7, 40])(
    'drops the same of interrupted Poisson and of hyperexponential arrivals, depth %i',
    (burst) => {
      // Kuczura 1973: on at rate λ, off after ω⁻¹, on again after γ⁻¹, has hyperexponential gaps with
      // the rates r₁ > r₂ that solve r² − (λ + ω + γ) r + λγ = 0. Backwards from balanced means, cv² = 4:
      const share = (1 + Math.sqrt(3 / 5)) / 2;
      const [fast, slow] = [2 * share * 0.9, 2 * (1 - share) * 0.9];
      const on = share * fast + (1 - share) * slow;
      const waking = (fast * slow) / on;
      const interrupted = modulatedArrivals([on, 0], [fast + slow - on - waking, waking]);
      const hyperexponential = renewalBucketDrop({ rate: 1, burst, arrivalRate: 0.9, arrivalCv2: 4 });
      expect(burstyBucketDrop({ rate: 1, burst, arrivals: interrupted }) / hyperexponential).toBeCloseTo(
        1,
        12,
      );
    },
  );

  it('drops M / (1 + M) with one token, M the mean number of renewals in a token’s time', () => {
    // Hyperexponential gaps with balanced means: M(t) = λt + (cv² − 1)/2 · (1 − e^(−gt)), g = share·slow + (1 − share)·fast.
    const [rate, cv2] = [0.7, 5];
    const share = (1 + Math.sqrt((cv2 - 1) / (cv2 + 1))) / 2;
    const forgetting = 2 * rate * (share * (1 - share) + (1 - share) * share);
    const renewals = rate + ((cv2 - 1) / 2) * -Math.expm1(-forgetting);
    expect(renewalBucketDrop({ rate: 1, burst: 1, arrivalRate: rate, arrivalCv2: cv2 })).toBeCloseTo(
      renewals / (1 + renewals),
      14,
    );
  });

  it('is what a simulated bucket does', () => {
    const [rates, switches] = [[0.4, 2.6] as const, [0.05, 0.15] as const];
    const exact = burstyBucketDrop({ rate: 1, burst: 8, arrivals: modulatedArrivals(rates, switches) });
    const runs = Array.from({ length: 20 }, (_none, run) => simulatedDrop(rates, switches, 8, run));
    const mean = runs.reduce((sum, drop) => sum + drop) / runs.length;
    const deviation = Math.sqrt(runs.reduce((sum, drop) => sum + (drop - mean) ** 2, 0) / 19);
    expect(Math.abs(mean - exact)).toBeLessThan((2.86 * deviation) / Math.sqrt(20)); // t, 99 %
    expect(deviation / Math.sqrt(20) / exact).toBeLessThan(0.01);
  });

  it('keeps the digits of the smallest shares and of the largest depths', () => {
    expect(renewalBucketDrop({ rate: 1, burst: 20, arrivalRate: 0.1, arrivalCv2: 1 })).toBeCloseTo(
      4.42e-31,
      33,
    );
    expect(renewalBucketDrop({ rate: 1, burst: 1e9, arrivalRate: 0.5, arrivalCv2: 9 })).toBe(0);
    expect(renewalBucketDrop({ rate: 1, burst: 1e9, arrivalRate: 4, arrivalCv2: 9 })).toBeCloseTo(0.75, 14);
  });

  it('lets through no more than its rate, at any overload', () => {
    for (const arrivalRate of [1.5, 30, 900, 1900, 2100, 1e6]) {
      for (const arrivalCv2 of [0.3, 1, 1.5, 20])
        expect(
          arrivalRate * (1 - renewalBucketDrop({ rate: 1, burst: 300, arrivalRate, arrivalCv2 })),
        ).toBeCloseTo(1, 3);
    }
  });

  it('goes over to its limit at two thousand arrivals per token without a step', () => {
    for (const [burst, arrivalCv2] of [
      [1, 0.5],
      [1, 8],
      [2, 8],
    ] as const) {
      const at = (arrivalRate: number): number =>
        arrivalRate * (1 - renewalBucketDrop({ rate: 1, burst, arrivalRate, arrivalCv2 }));
      const pace = arrivalCv2 > 1 ? 1 + Math.sqrt((arrivalCv2 - 1) / (arrivalCv2 + 1)) : 2;
      expect(at(2001 / pace)).toBeCloseTo(at(1999 / pace), 4);
    }
  });

  it('drops more with more load and burstier arrivals, less with a deeper bucket', () => {
    const input = fc.record({
      rate: fc.constant(1),
      burst: fc.integer({ min: 1, max: 60 }),
      arrivalRate: fc.double({ min: 0.05, max: 6, noNaN: true }),
      arrivalCv2: fc.double({ min: 0.1, max: 30, noNaN: true }),
    });
    fc.assert(
      fc.property(input, (bucket) => {
        const drop = renewalBucketDrop(bucket) * (1 - 1e-9);
        expect(drop).toBeGreaterThanOrEqual(Math.max(0, 1 - 1 / bucket.arrivalRate) * (1 - 1e-6));
        expect(
          renewalBucketDrop({ ...bucket, arrivalRate: 1.1 * bucket.arrivalRate }),
        ).toBeGreaterThanOrEqual(drop);
        expect(renewalBucketDrop({ ...bucket, burst: bucket.burst + 1 })).toBeLessThanOrEqual(
          drop * (1 + 2e-9),
        );
        expect(renewalBucketDrop({ ...bucket, arrivalCv2: 1.5 * bucket.arrivalCv2 })).toBeGreaterThanOrEqual(
          drop,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('refuses what is no bucket and no stream of arrivals', () => {
    const arrivals = modulatedArrivals([1, 2], [1, 1]);
    expect(() => burstyBucketDrop({ rate: 1, burst: 0.5, arrivals })).toThrow(RangeError);
    expect(() => burstyBucketDrop({ rate: 0, burst: 1, arrivals })).toThrow(RangeError);
    expect(() => burstyBucketDrop({ rate: 1e-4, burst: 1, arrivals })).toThrow(
      /arrivals or changes of phase per token/,
    );
    expect(() => modulatedArrivals([-1, 2], [1, 1])).toThrow(RangeError);
    expect(() => modulatedArrivals([1, 2], [1, 0])).toThrow(RangeError);
    expect(() => dispersedArrivals(1, 1, 1)).toThrow(RangeError);
    expect(() => renewalArrivals(1, -1)).toThrow(RangeError);
  });
});

describe('arrivals steered by a Markov chain', () => {
  it('have the rate, dispersion and memory they were asked for', () => {
    for (const [dispersion, seconds] of [
      [3, 40],
      [60, 2],
      [1.2, 0.1],
    ] as const) {
      const arrivals = dispersedArrivals(5, dispersion, seconds);
      expect(arrivalRateOf(arrivals)).toBeCloseTo(5, 12);
      // Variance by mean of counts over T: 1 + (I − 1)(1 − (1 − e^(−T/τ)) τ/T).
      const span = 1.5 * seconds;
      const expected = 1 + (dispersion - 1) * (1 + Math.expm1(-1.5) / 1.5);
      expect(dispersionOf(arrivals, span)).toBeCloseTo(expected, 8);
    }
  });

  it('have the cv² of the gaps they were asked for', () => {
    for (const cv2 of [1 / 16, 0.23, 0.5, 0.77, 1, 3, 50]) {
      // For renewals the dispersion of counts tends to cv²; after the time T it is short of it by O(1/T).
      const arrivals = renewalArrivals(2, cv2);
      const span = Math.min(200, 20 * Math.max(1, cv2));
      const [early, late] = [dispersionOf(arrivals, span), dispersionOf(arrivals, 2 * span)];
      expect(arrivalRateOf(arrivals)).toBeCloseTo(2, 12);
      expect(2 * late - early).toBeCloseTo(cv2, 6);
    }
  });
});

/** Variance of the counts in (0, `seconds`) by their mean, of the process in its long run. */
function dispersionOf(arrivals: MarkovArrivals, seconds: number): number {
  const shares = stationaryShares(arrivals.silent.map((rate, place) => rate + arrivals.arriving[place]!));
  let [mean, square] = [0, 0];
  arrivalCounts(arrivals, seconds).forEach((chances, count) => {
    const chance = rowSums(chances).reduce((sum, value, phase) => sum + value * shares[phase]!, 0);
    mean += count * chance;
    square += count * count * chance;
  });
  return (square - mean * mean) / mean;
}

function simulatedDrop(
  rates: readonly [number, number],
  switches: readonly [number, number],
  depth: number,
  run: number,
): number {
  const random = createStream(randomKey(1, run, 'bucket'));
  let [phase, now, tokens, filled, arrivals, dropped] = [0, 0, depth, 0, 0, 0];
  while (arrivals < 100_000) {
    const pace = rates[phase]! + switches[phase]!;
    now -= Math.log(random()) / pace;
    if (random() * pace > rates[phase]!) {
      phase = 1 - phase;
      continue;
    }
    tokens = Math.min(depth, tokens + now - filled);
    filled = now;
    arrivals += 1;
    if (tokens >= 1) tokens -= 1;
    else dropped += 1;
  }
  return dropped / arrivals;
}
