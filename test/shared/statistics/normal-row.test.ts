import { describe, expect, test } from 'vitest';
import { fillNormals } from '#shared/statistics/normal-row.ts';
import { normalCdf } from '#shared/statistics/normal.ts';
import { randomKey } from '#shared/statistics/random.ts';

const row = (count: number, purpose = 'noise', replication = 0) => {
  const numbers = new Float64Array(count);
  fillNormals(numbers, randomKey(7, replication, purpose));
  return numbers;
};

describe('a row of normal numbers', () => {
  const numbers = row(2_000_000);

  test('is the same for the same key, however long', () => {
    expect(row(1000)).toEqual(numbers.slice(0, 1000));
  });

  test('has the normal law: largest distance to it below the 99.9 % point of Kolmogorov', () => {
    const sorted = numbers.toSorted();
    let largest = 0;
    for (let index = 0; index < sorted.length; index += 97) {
      const distance = Math.abs(normalCdf(sorted[index]!) - (index + 0.5) / sorted.length);
      largest = Math.max(largest, distance);
    }
    expect(largest).toBeLessThan(1.95 / Math.sqrt(sorted.length));
  });

  // Where layers meet, in the base layer and beyond it, in the tail.
  test.each([0.2, 1, 2.5, 3.5, 3.6541528853610088, 4, 4.5])('beyond ±%d as often as it should', (z) => {
    const expected = 2 * normalCdf(-z) * numbers.length;
    const found = numbers.filter((value) => Math.abs(value) > z).length;
    expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt(expected));
  });

  test('has no memory, and rows of other purposes and futures have nothing in common with it', () => {
    const product = (a: Float64Array, b: Float64Array, shift = 0) => {
      let sum = 0;
      for (let index = 0; index + shift < a.length; index++) sum += a[index]! * b[index + shift]!;
      return sum / Math.sqrt(a.length);
    };
    const first = numbers.subarray(0, 400_000);
    expect(Math.abs(product(first, first, 1))).toBeLessThan(4);
    expect(Math.abs(product(first, first, 24))).toBeLessThan(4);
    expect(Math.abs(product(first, row(400_000, 'other')))).toBeLessThan(4);
    expect(Math.abs(product(first, row(400_000, 'noise', 1)))).toBeLessThan(4);
  });
});
