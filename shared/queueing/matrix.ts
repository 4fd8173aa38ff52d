/** A small square matrix, row after row. */
export type Matrix = Float64Array;

export const orderOf = (matrix: Matrix): number => Math.round(Math.sqrt(matrix.length));

export const toMatrix = (rows: readonly (readonly number[])[]): Matrix => Float64Array.from(rows.flat());

export function identity(order: number): Matrix {
  const result = new Float64Array(order * order);
  for (let place = 0; place < order; place++) result[place * order + place] = 1;
  return result;
}

/** `sum` += `left` · `right`. */
export function addProduct(sum: Matrix, left: Matrix, right: Matrix): void {
  const order = orderOf(sum);
  for (let row = 0; row < order; row++) {
    for (let inner = 0; inner < order; inner++) {
      const factor = left[row * order + inner]!;
      if (factor === 0) continue;
      for (let column = 0; column < order; column++)
        sum[row * order + column]! += factor * right[inner * order + column]!;
    }
  }
}

export function product(left: Matrix, right: Matrix): Matrix {
  const result = new Float64Array(left.length);
  addProduct(result, left, right);
  return result;
}

/** `sum` += `matrix` · `column`. */
export function addTimesColumn(sum: Float64Array, matrix: Matrix, column: Float64Array): void {
  const order = column.length;
  for (let row = 0; row < order; row++) {
    for (let inner = 0; inner < order; inner++) sum[row]! += matrix[row * order + inner]! * column[inner]!;
  }
}

/** `matrix` · `column`. */
export function timesColumn(matrix: Matrix, column: Float64Array): Float64Array {
  const result = new Float64Array(column.length);
  addTimesColumn(result, matrix, column);
  return result;
}

export const rowSums = (matrix: Matrix): Float64Array =>
  timesColumn(matrix, new Float64Array(orderOf(matrix)).fill(1));

/**
 * (I − `inner`)⁻¹ of a matrix without negative entries whose powers vanish: the expected visits to
 * each phase. `leaving` are the row sums missing to 1. Eliminated without a single subtraction, so
 * that every digit is right. Source: Grassmann, Taksar and Heyman, Operations Research 33 (1985).
 */
export function expectedVisits(inner: Matrix, leaving: Float64Array): Matrix {
  const order = leaving.length;
  const work = Float64Array.from(inner);
  const exits = Float64Array.from(leaving);
  const pivots = new Float64Array(order);
  const result = identity(order);
  for (let phase = 0; phase < order; phase++) {
    let stay = exits[phase]!;
    for (let other = phase + 1; other < order; other++) stay += work[phase * order + other]!;
    pivots[phase] = stay;
    for (let from = phase + 1; from < order; from++) {
      const factor = work[from * order + phase]! / stay;
      if (factor === 0) continue;
      for (let to = phase + 1; to < order; to++)
        work[from * order + to]! += factor * work[phase * order + to]!;
      exits[from]! += factor * exits[phase]!;
      for (let column = 0; column < order; column++)
        result[from * order + column]! += factor * result[phase * order + column]!;
    }
  }
  for (let phase = order - 1; phase >= 0; phase--) {
    for (let column = 0; column < order; column++) {
      let sum = result[phase * order + column]!;
      for (let other = phase + 1; other < order; other++)
        sum += work[phase * order + other]! * result[other * order + column]!;
      result[phase * order + column] = sum / pivots[phase]!;
    }
  }
  return result;
}

/** Long-run shares of the phases of a chain that reaches each from each; `moves` may leave out staying. */
export function stationaryShares(moves: Matrix): Float64Array {
  const order = orderOf(moves);
  const work = Float64Array.from(moves);
  const outs = new Float64Array(order);
  for (let phase = order - 1; phase > 0; phase--) {
    for (let to = 0; to < phase; to++) outs[phase]! += work[phase * order + to]!;
    for (let from = 0; from < phase; from++) {
      const factor = work[from * order + phase]! / outs[phase]!;
      for (let to = 0; to < phase; to++) work[from * order + to]! += factor * work[phase * order + to]!;
    }
  }
  const shares = new Float64Array(order);
  shares[0] = 1;
  for (let phase = 1; phase < order; phase++) {
    for (let from = 0; from < phase; from++)
      shares[phase]! += (shares[from]! * work[from * order + phase]!) / outs[phase]!;
  }
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}
