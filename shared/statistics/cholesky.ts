/**
 * Lower triangular L with L Lᵀ = the symmetric row-major `size` × `size` matrix, its upper part not
 * meant; undefined where the matrix is not positive definite.
 */
export function lowerRoot(matrix: Float64Array, size: number): Float64Array | undefined {
  const lower = Float64Array.from(matrix);
  for (let column = 0; column < size; column++) {
    for (let row = column; row < size; row++) {
      let sum = lower[row * size + column]!;
      for (let k = 0; k < column; k++) sum -= lower[row * size + k]! * lower[column * size + k]!;
      if (row > column) lower[row * size + column] = sum / lower[column * size + column]!;
      else if (sum > 0) lower[row * size + column] = Math.sqrt(sum);
      else return undefined;
    }
  }
  return lower;
}

/** x of L x = right, for a lower triangular L. */
export function solveLower(lower: Float64Array, size: number, right: ArrayLike<number>): Float64Array {
  const solution = Float64Array.from(right);
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < row; k++) solution[row]! -= lower[row * size + k]! * solution[k]!;
    solution[row]! /= lower[row * size + row]!;
  }
  return solution;
}
