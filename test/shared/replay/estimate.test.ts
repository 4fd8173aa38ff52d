import { expect, test } from 'vitest';
import { estimateOf } from '#shared/replay/estimate.ts';
import { studentQuantile } from '#shared/statistics/student.ts';

test("Student's quantiles are those of printed tables", () => {
  // Abramowitz and Stegun, table 26.10, 99.5 % one-sided.
  expect(studentQuantile(0.995, 1)).toBeCloseTo(63.657, 3);
  expect(studentQuantile(0.995, 4)).toBeCloseTo(4.604, 3);
  expect(studentQuantile(0.995, 9)).toBeCloseTo(3.25, 3);
  expect(studentQuantile(0.995, 29)).toBeCloseTo(2.756, 3);
  expect(studentQuantile(0.975, 1e6)).toBeCloseTo(1.96, 4);
  expect(studentQuantile(0.75, 1)).toBeCloseTo(1, 12); // Cauchy: tan(π/4)
});

test('P3: an estimate is the mean over repetitions with its 99 % interval', () => {
  const { value, low, high } = estimateOf([1, 2, 3, 4, 5]);
  expect(value).toBe(3);
  const half = (4.604095 * Math.sqrt(2.5)) / Math.sqrt(5);
  expect(high - value).toBeCloseTo(half, 5);
  expect(value - low).toBeCloseTo(half, 5);
});

test('P3: one repetition tells no spread', () => {
  const { low, high } = estimateOf([7]);
  expect([low, high]).toEqual([-Number.MAX_VALUE, Number.MAX_VALUE]);
});
