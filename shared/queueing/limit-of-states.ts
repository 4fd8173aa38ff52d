import { solveLinear } from './linear-system.ts';
import type { QueueState } from './transient-queue.ts';

/**
 * Where a series of states is going, each made from the one before by the same chain: the weighted
 * mean of them that the chain would change least. Source: reduced rank extrapolation, Eddy 1979;
 * Sidi, Vector Extrapolation Methods with Applications (2017), chapter 1.
 */
export function limitOfStates(states: readonly QueueState[]): QueueState {
  const first = Math.min(...states.map((state) => state.first));
  const length = Math.max(...states.map((state) => state.first + state.shares.length)) - first;
  const columns = states.map((state) => {
    const column = new Float64Array(length);
    column.set(state.shares, state.first - first);
    return column;
  });
  const changes = columns
    .slice(1)
    .map((column, index) => column.map((share, place) => share - columns[index]![place]!));
  const weights = leastWeights(changes);
  const limit = new Float64Array(length);
  weights.forEach((weight, index) => {
    columns[index]!.forEach((share, place) => (limit[place]! += weight * share));
  });
  for (let place = 0; place < length; place++) limit[place] = Math.max(0, limit[place]!);
  const total = limit.reduce((sum, share) => sum + share, 0);
  return { first, shares: limit.map((share) => share / total) };
}

/** Weights of sum 1 for which the weighted sum of the vectors is shortest, found by normal equations. */
function leastWeights(vectors: readonly Float64Array[]): number[] {
  const products = vectors.map((left) =>
    vectors.map((right) => left.reduce((sum, value, place) => sum + value * right[place]!, 0)),
  );
  // A little on the diagonal: the last changes are nearly parallel.
  const rows = products.map((row, index) => [
    ...row.map((value, place) => (place === index ? value * (1 + 1e-14) : value)),
    1,
  ]);
  const raw = solveLinear(rows);
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  return raw.map((weight) => weight / total);
}
