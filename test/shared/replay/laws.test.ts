import { expect, test } from 'vitest';
import { momentsOf } from '#shared/replay/law-moments.ts';

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
