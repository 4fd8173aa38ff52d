import { lowerRoot, solveLower } from '../../statistics/cholesky.ts';

/** A symmetric positive definite matrix A, factored once. */
export interface Factored {
  solve(right: ArrayLike<number>): Float64Array;
  logDeterminant: number;
  /** L⁻ᵀ z: a draw from N(0, A⁻¹) where z is standard normal. */
  spread(standardNormal: ArrayLike<number>): Float64Array;
}

/** Cholesky factor of the row-major `size` × `size` matrix. Throws a RangeError when it is not positive definite. */
export function factor(matrix: Float64Array, size: number): Factored {
  const lower = lowerRoot(matrix, size);
  if (!lower) throw new RangeError('The matrix is not positive definite.');
  let logDeterminant = 0;
  for (let k = 0; k < size; k++) logDeterminant += 2 * Math.log(lower[k * size + k]!);
  return {
    logDeterminant,
    solve: (right) => backward(lower, size, solveLower(lower, size, right)),
    spread: (standardNormal) => backward(lower, size, Float64Array.from(standardNormal)),
  };
}

/**
 * `factor`, with the diagonal raised by as little as it takes where rounding left the matrix just short
 * of positive definite. Throws a RangeError for entries that are not finite.
 */
export function factorRidged(matrix: Float64Array, size: number): Factored {
  let largest = 0;
  for (let k = 0; k < size; k++) largest = Math.max(largest, Math.abs(matrix[k * size + k]!));
  for (const share of RIDGES) {
    const raised = Float64Array.from(matrix);
    for (let k = 0; k < size; k++) raised[k * size + k]! += share * largest;
    try {
      return factor(raised, size);
    } catch (error) {
      if (!(error instanceof RangeError) || share === RIDGES.at(-1)) throw error;
    }
  }
  throw new RangeError('The matrix is not positive definite.');
}

/** Shares of the largest diagonal entry; double precision holds 2e-16. */
const RIDGES = [0, 1e-14, 1e-12, 1e-10, 1e-8, 1e-6, 1e-3];

function backward(lower: Float64Array, size: number, right: Float64Array): Float64Array {
  const result = Float64Array.from(right);
  for (let row = size - 1; row >= 0; row--) {
    let sum = result[row]!;
    for (let k = row + 1; k < size; k++) sum -= lower[k * size + row]! * result[k]!;
    result[row] = sum / lower[row * size + row]!;
  }
  return result;
}
