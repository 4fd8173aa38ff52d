/** A symmetric positive definite matrix A, factored once. */
export interface Factored {
  solve(right: ArrayLike<number>): Float64Array;
  logDeterminant: number;
  /** L⁻ᵀ z: a draw from N(0, A⁻¹) where z is standard normal. */
  spread(standardNormal: ArrayLike<number>): Float64Array;
}

/** Cholesky factor of the row-major `size` × `size` matrix. Throws a RangeError when it is not positive definite. */
export function factor(matrix: Float64Array, size: number): Factored {
  const lower = Float64Array.from(matrix);
  for (let column = 0; column < size; column++) {
    for (let row = column; row < size; row++) {
      let sum = lower[row * size + column]!;
      for (let k = 0; k < column; k++) sum -= lower[row * size + k]! * lower[column * size + k]!;
      if (row === column) {
        if (!(sum > 0)) throw new RangeError('The matrix is not positive definite.');
        lower[row * size + column] = Math.sqrt(sum);
      } else {
        lower[row * size + column] = sum / lower[column * size + column]!;
      }
    }
  }
  let logDeterminant = 0;
  for (let k = 0; k < size; k++) logDeterminant += 2 * Math.log(lower[k * size + k]!);
  return {
    logDeterminant,
    solve: (right) => backward(lower, size, forward(lower, size, right)),
    spread: (standardNormal) => backward(lower, size, Float64Array.from(standardNormal)),
  };
}

function forward(lower: Float64Array, size: number, right: ArrayLike<number>): Float64Array {
  const result = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    let sum = right[row]!;
    for (let k = 0; k < row; k++) sum -= lower[row * size + k]! * result[k]!;
    result[row] = sum / lower[row * size + row]!;
  }
  return result;
}

function backward(lower: Float64Array, size: number, right: Float64Array): Float64Array {
  const result = Float64Array.from(right);
  for (let row = size - 1; row >= 0; row--) {
    let sum = result[row]!;
    for (let k = row + 1; k < size; k++) sum -= lower[k * size + row]! * result[k]!;
    result[row] = sum / lower[row * size + row]!;
  }
  return result;
}
