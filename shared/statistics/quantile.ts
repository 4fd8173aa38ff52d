/**
 * Sample quantile by linear interpolation between order statistics, type 7 of Hyndman and Fan,
 * Sample quantiles in statistical packages, The American Statistician 50 (1996).
 * Throws a RangeError for an empty sample.
 */
export function quantile(values: ArrayLike<number>, probability: number): number {
  return sortedQuantile(Float64Array.from(values).sort(), probability);
}

/** The same of values already in ascending order, without copying them. */
export function sortedQuantile(sorted: ArrayLike<number>, probability: number): number {
  if (sorted.length === 0) throw new RangeError('A quantile needs at least one value.');
  if (!(probability >= 0 && probability <= 1))
    throw new RangeError(`Expected a probability, got ${probability}.`);
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const low = sorted[below]!;
  if (position === below) return low;
  return low + (position - below) * (sorted[below + 1]! - low);
}

/**
 * The smallest value at or below which at least `probability` of the weight lies. Weights are not
 * negative and not all zero.
 */
export function weightedQuantile(
  values: readonly number[],
  weights: readonly number[],
  probability: number,
): number {
  if (values.length === 0 || values.length !== weights.length) {
    throw new RangeError(`Expected as many weights as values, got ${weights.length} for ${values.length}.`);
  }
  const order = values.map((_value, index) => index).sort((a, b) => values[a]! - values[b]!);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) throw new RangeError('Expected weights that are not all zero.');
  let passed = 0;
  for (const index of order) {
    passed += weights[index]!;
    if (weights[index]! > 0 && passed >= probability * total * (1 - 1e-12)) return values[index]!;
  }
  return values[order.at(-1)!]!;
}
