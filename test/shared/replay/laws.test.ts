import { expect, test } from 'vitest';
import { negativeLogarithm, standardNormal, uniformOf } from '#shared/replay/chance.ts';
import { momentsOf } from '#shared/replay/law-moments.ts';
import { normalQuantile } from '#shared/statistics/normal.ts';

test('moments of a mixture are those of its parts, weighted', () => {
  const { mean, cv2 } = momentsOf({
    kind: 'mixture',
    parts: [
      { weight: 3, law: { kind: 'deterministic', mean: 1 } },
      { weight: 1, law: { kind: 'exponential', mean: 5 } },
    ],
  });
  expect(mean).toBe(2); // (3 · 1 + 5) / 4
  expect(cv2).toBeCloseTo((3 * 1 + 50) / 4 / 4 - 1, 12);
});

test('moments of a histogram are those of uniform bins', () => {
  const { cv2 } = momentsOf({ kind: 'histogram', mean: 7, upperBounds: [2], counts: [10] });
  expect(cv2).toBeCloseTo(1 / 3, 12); // uniform on 0 to 2: variance 1/3, mean 1
});

const someBits = (count: number): number[] =>
  Array.from({ length: count }, (_none, index) => Math.imul(index + 1, 0x9e3779b1));

test('the table’s logarithm is the logarithm', () => {
  for (const bits of [0, 1, -1, 2 ** 31 - 1, -(2 ** 31), ...someBits(5000)])
    expect(Math.abs(negativeLogarithm(bits) + Math.log(((bits | 1) >>> 0) / 2 ** 32))).toBeLessThan(1e-13);
});

test('the table’s normal is the normal', () => {
  for (const bits of [0, 1, -1, ...someBits(5000)])
    expect(Math.abs(standardNormal(bits) - normalQuantile(uniformOf(bits)))).toBeLessThan(1e-5);
});
