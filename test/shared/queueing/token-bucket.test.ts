import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deterministicQueue } from '#shared/queueing/deterministic-queue.ts';
import { tokenBucketDelay, tokenBucketDrop } from '#shared/queueing/token-bucket.ts';

describe('S2 a dropping bucket is M/D/1/B', () => {
  it('drops a third at half the rate with a burst of one', () => {
    expect(tokenBucketDrop({ rate: 100, burst: 1, arrivalRate: 50 })).toBeCloseTo(0.5 / 1.5, 14);
  });

  it('drops 1.7 % at 90 % with a burst of ten', () => {
    expect(tokenBucketDrop({ rate: 100, burst: 10, arrivalRate: 90 })).toBeCloseTo(0.017, 3);
  });

  it('agrees with the chain of M/D/1/2 solved by hand', () => {
    // Left behind by a departure: π₀ = e^(−ρ). Blocking = 1 − 1 / (π₀ + ρ).
    expect(tokenBucketDrop({ rate: 1, burst: 2, arrivalRate: 0.8 })).toBeCloseTo(
      1 - 1 / (Math.exp(-0.8) + 0.8),
      14,
    );
  });

  it('lets through no more than its rate, at any overload', () => {
    for (const arrivalRate of [110, 500, 1e4, 1e5, 1e6]) {
      expect(arrivalRate * (1 - tokenBucketDrop({ rate: 100, burst: 200, arrivalRate }))).toBeCloseTo(100, 6);
    }
  });

  it('drops more with more load and less with a deeper bucket', () => {
    const load = fc.double({ min: 0, max: 20, noNaN: true });
    fc.assert(
      fc.property(load, fc.integer({ min: 1, max: 400 }), (arrivalRate, burst) => {
        const drop = tokenBucketDrop({ rate: 1, burst, arrivalRate });
        expect(drop).toBeGreaterThanOrEqual(0);
        expect(drop).toBeGreaterThanOrEqual(1 - 1 / Math.max(1, arrivalRate) - 1e-12);
        expect(tokenBucketDrop({ rate: 1, burst, arrivalRate: arrivalRate * 1.05 })).toBeGreaterThanOrEqual(
          drop - 1e-12,
        );
        expect(tokenBucketDrop({ rate: 1, burst: burst + 1, arrivalRate })).toBeLessThanOrEqual(drop + 1e-12);
      }),
    );
  });

  it('refuses a fraction of a token', () => {
    expect(() => tokenBucketDrop({ rate: 1, burst: 0.5, arrivalRate: 1 })).toThrow(RangeError);
  });
});

describe('S2 a delaying bucket is M/D/1 with free waiting', () => {
  it('with a burst of one delays as M/D/1 waits', () => {
    const bucket = tokenBucketDelay({ rate: 100, burst: 1, arrivalRate: 80 });
    expect(bucket.delayProbability).toBeCloseTo(0.8, 14);
    expect(bucket.meanDelay).toBeCloseTo(0.8 / (2 * 0.2) / 100, 14); // Pollaczek–Khinchine
  });

  it('has a mean delay that is the area under its tail', () => {
    const bucket = tokenBucketDelay({ rate: 10, burst: 6, arrivalRate: 9 });
    let area = 0;
    for (let step = 0; step < 60_000; step++) area += bucket.tail((step + 0.5) * 0.0005) * 0.0005;
    expect(area).toBeCloseTo(bucket.meanDelay, 6);
  });

  it('holds nothing back without arrivals and refuses a flood', () => {
    expect(tokenBucketDelay({ rate: 10, burst: 6, arrivalRate: 0 }).meanDelay).toBe(0);
    expect(() => tokenBucketDelay({ rate: 10, burst: 6, arrivalRate: 10 })).toThrow(RangeError);
  });
});

describe('deterministicQueue', () => {
  it('follows Crommelin’s alternating sum where that still has digits', () => {
    const rate = 0.7;
    const tail = (time: number): number => {
      let within = 0;
      for (let k = 0, factorial = 1; k <= time; k++, factorial *= k)
        within += ((rate * (k - time)) ** k / factorial) * Math.exp(-rate * (k - time));
      return 1 - (1 - rate) * within;
    };
    for (const time of [0, 0.5, 1, 2.3, 5, 9.9])
      expect(deterministicQueue(rate, 1).waitTail(time)).toBeCloseTo(tail(time), 10);
  });
});
