import { describe, expect, it } from 'vitest';
import { factor, factorRidged } from '#shared/history/fit/cholesky.ts';

describe('a positive definite matrix', () => {
  // [[4, 2], [2, 3]]: determinant 8, inverse [[3, −2], [−2, 4]] / 8
  const factored = factor(Float64Array.from([4, 2, 2, 3]), 2);

  it('is solved', () => {
    const [x, y] = factored.solve([2, 5]);
    expect(x).toBeCloseTo((3 * 2 - 2 * 5) / 8, 12);
    expect(y).toBeCloseTo((-2 * 2 + 4 * 5) / 8, 12);
  });

  it('has its determinant', () => {
    expect(factored.logDeterminant).toBeCloseTo(Math.log(8), 12);
  });

  it('spreads unit normals with the inverse as covariance', () => {
    const first = factored.spread([1, 0]);
    const second = factored.spread([0, 1]);
    expect(first[0]! ** 2 + second[0]! ** 2).toBeCloseTo(3 / 8, 12);
    expect(first[0]! * first[1]! + second[0]! * second[1]!).toBeCloseTo(-2 / 8, 12);
  });

  it('is told from one that is not', () => {
    expect(() => factor(Float64Array.from([1, 2, 2, 1]), 2)).toThrow(RangeError);
  });
});

describe('a matrix that rounding left just short of positive definite', () => {
  it('is raised by little, and solved', () => {
    // Rank 1 up to rounding: x + y is all that the equations tell.
    const factored = factorRidged(Float64Array.from([1e18, 1e18, 1e18, 1e18]), 2);
    const [x, y] = factored.solve([2e18, 2e18]);
    expect(x! + y!).toBeCloseTo(2, 6);
  });

  it('is refused where its entries are no numbers', () => {
    expect(() => factorRidged(Float64Array.from([Number.NaN, 0, 0, 1]), 2)).toThrow(RangeError);
  });
});
