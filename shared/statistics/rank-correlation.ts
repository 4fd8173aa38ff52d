import { lowerRoot, solveLower } from './cholesky.ts';
import { normalQuantile } from './normal.ts';

/**
 * Puts columns of ranks (each a permutation of 0 … n − 1) into an order in which their normal scores
 * have the correlation whose lower triangular root is given. The first column stays as it is; every
 * column keeps its values, so that marginals do not change.
 *
 * Source: Iman and Conover, A distribution-free approach to inducing rank correlation among input
 * variables, Communications in Statistics B 11 (1982), with van der Waerden scores. Fewer columns
 * than ranks, and not each other's sums.
 */
export function correlateRanks(columns: readonly Uint8Array[], root: Float64Array): Uint8Array[] {
  const size = columns.length;
  const length = columns[0]!.length;
  const score = Float64Array.from({ length }, (_none, rank) => normalQuantile((rank + 1) / (length + 1)));
  const scores = columns.map((ranks) => Float64Array.from(ranks, (rank) => score[rank]!));
  const present = lowerRoot(correlationMatrix(scores), size);
  if (!present) throw new RangeError('Expected columns none of which follows from the others.');
  const mixed = columns.map(() => new Float64Array(length));
  for (let row = 0; row < length; row++) {
    const free = solveLower(
      present,
      size,
      scores.map((column) => column[row]!),
    );
    for (let column = 0; column < size; column++)
      for (let k = 0; k <= column; k++) mixed[column]![row]! += root[column * size + k]! * free[k]!;
  }
  return mixed.map(ranksOf);
}

/** Correlation of bivariate normal scores whose ranks correlate by `rank`: 2 sin(π ρ / 6). Source: Pearson 1907. */
export const scoreCorrelation = (rank: number): number => 2 * Math.sin((Math.PI * rank) / 6);

/** Row by row, of columns that hold the same values in different orders around 0. */
function correlationMatrix(columns: readonly Float64Array[]): Float64Array {
  const product = (a: Float64Array, b: Float64Array) =>
    a.reduce((sum, value, row) => sum + value * b[row]!, 0);
  const square = product(columns[0]!, columns[0]!);
  return Float64Array.from(columns.flatMap((a) => columns.map((b) => product(a, b) / square)));
}

/** Rank of each value, 0 the smallest; of equal ones the first. */
function ranksOf(values: Float64Array): Uint8Array {
  const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);
  const ranks = new Uint8Array(values.length);
  order.forEach((row, rank) => (ranks[row] = rank));
  return ranks;
}
