import { expect, it } from 'vitest';
import { outlineOf } from '#renderer/ui/distribution-outline.ts';

/** Share of the outline's area between the two values. */
function shareBetween(outline: ReturnType<typeof outlineOf>, low: number, high: number): number {
  const { from, to, heights } = outline;
  const at = heights.map((_height, index) => from + ((to - from) * index) / (heights.length - 1));
  const total = heights.reduce((sum, height) => sum + height, 0);
  return (
    heights.reduce(
      (sum, height, index) => (at[index]! >= low && at[index]! <= high ? sum + height : sum),
      0,
    ) / total
  );
}

it('puts nine tenths of a normal range between its ends', () => {
  // The picture ends half a width beyond both ends: 0.9 / 0.9990 = 0.9009.
  expect(shareBetween(outlineOf({ low: -10, high: 10, shape: 'normal' }, 2001), -10, 10)).toBeCloseTo(
    0.9009,
    2,
  );
});

it('is highest below the middle for a lognormal range', () => {
  const { from, to, heights } = outlineOf({ low: 100, high: 400 }, 401);
  const mode = from + ((to - from) * heights.indexOf(1)) / 400;
  // exp(µ − σ²) with µ = ln 200 and σ = ln 4 / (2 × 1.645) = 0.4214.
  expect(mode).toBeCloseTo(200 * Math.exp(-(0.4214 ** 2)), -1);
});

it('never begins below zero for a positive quantity', () => {
  expect(outlineOf({ low: 1, high: 100 }).from).toBe(0);
});
