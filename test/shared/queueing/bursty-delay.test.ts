import { describe, expect, test } from 'vitest';
import { renewalBucketDelay } from '#shared/queueing/bursty-delay.ts';
import { tokenBucketDelay } from '#shared/queueing/token-bucket.ts';
import { createStream, randomKey } from '#shared/statistics/random.ts';

/** Share delayed and mean delay of those, GI/D/1 by Lindley's recursion; hyperexponential gaps with balanced means. */
function simulated(burst: number, arrivalRate: number, arrivalCv2: number, requests: number) {
  const stream = createStream(randomKey(1, 0, `bucket/${burst}/${arrivalRate}/${arrivalCv2}`));
  const share = (1 + Math.sqrt((arrivalCv2 - 1) / (arrivalCv2 + 1))) / 2;
  let work = 0;
  let delayed = 0;
  let all = 0;
  for (let request = 0; request < requests; request++) {
    const delay = Math.max(0, work - (burst - 1));
    if (delay > 0) delayed += 1;
    all += delay;
    const pace = stream() < share ? 2 * share : 2 * (1 - share);
    work = Math.max(0, work + 1 + Math.log(1 - stream()) / (pace * arrivalRate));
  }
  return { share: delayed / requests, mean: all / delayed };
}

describe('a delaying bucket under bursty arrivals', () => {
  test.each([1, 8, 64])('with a burst of %i and Poisson arrivals is M/D/1 with free tokens', (burst) => {
    const input = { rate: 50, burst, arrivalRate: 47 };
    const exact = tokenBucketDelay(input);
    const { delayProbability, meanDelay } = renewalBucketDelay({ ...input, arrivalCv2: 1 });
    expect(delayProbability).toBe(exact.delayProbability);
    expect(meanDelay).toBeCloseTo(exact.meanDelay / exact.delayProbability, 12);
  });

  test('goes on without a jump where the exact sum ends', () => {
    const at = (burst: number) =>
      renewalBucketDelay({ rate: 1, burst, arrivalRate: 0.97, arrivalCv2: 1 }).delayProbability;
    expect(at(65) / at(64) / (at(64) / at(63))).toBeCloseTo(1, 1);
  });

  test.each([
    [1, 0.8, 4],
    [5, 0.8, 4],
    [20, 0.9, 2],
    [20, 0.8, 16],
  ])(
    'with a burst of %i at utilization %f and cv² %f is within 10 % of GI/D/1',
    (burst, load, arrivalCv2) => {
      const law = renewalBucketDelay({ rate: 1, burst, arrivalRate: load, arrivalCv2 });
      const { share, mean } = simulated(burst, load, arrivalCv2, 3_000_000);
      expect(Math.abs(law.delayProbability / share - 1)).toBeLessThan(0.1);
      expect(Math.abs(law.meanDelay / mean - 1)).toBeLessThan(0.1);
    },
  );

  test('refuses more requests than tokens', () => {
    expect(() => renewalBucketDelay({ rate: 1, burst: 5, arrivalRate: 1, arrivalCv2: 2 })).toThrow(
      RangeError,
    );
  });
});
