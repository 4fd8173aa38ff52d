/** Counts over bins with the given ascending edges; bin i holds edges[i] ≤ x < edges[i + 1], the last its end too. */
export interface Histogram {
  edges: readonly number[];
  counts: Float64Array;
  below: number;
  above: number;
}

/** An empty histogram. Throws a RangeError unless there are two edges or more, in ascending order. */
export function createHistogram(edges: readonly number[]): Histogram {
  if (edges.length < 2 || edges.some((edge, index) => index > 0 && !(edge > edges[index - 1]!))) {
    throw new RangeError('Expected at least two edges in ascending order.');
  }
  return { edges, counts: new Float64Array(edges.length - 1), below: 0, above: 0 };
}

/** Adds the weight where the value belongs. */
export function countValue(histogram: Histogram, value: number, weight = 1): void {
  const { edges, counts } = histogram;
  const last = edges.length - 1;
  if (value < edges[0]!) histogram.below += weight;
  else if (value > edges[last]!) histogram.above += weight;
  else if (value === edges[last]!) counts[last - 1]! += weight;
  else {
    let low = 0;
    let high = last;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (edges[middle]! <= value) low = middle;
      else high = middle;
    }
    counts[low]! += weight;
  }
}

/** Quantile with the weight spread evenly inside each bin; the outer edges stand for what lies beyond them. */
export function histogramQuantile({ edges, counts, below, above }: Histogram, probability: number): number {
  const total = counts.reduce((sum, count) => sum + count, below + above);
  if (total === 0) throw new RangeError('A quantile needs at least one value.');
  let left = probability * total - below;
  if (left <= 0) return edges[0]!;
  for (const [bin, count] of counts.entries()) {
    if (left <= count && count > 0) return edges[bin]! + (left / count) * (edges[bin + 1]! - edges[bin]!);
    left -= count;
  }
  return edges.at(-1)!;
}
