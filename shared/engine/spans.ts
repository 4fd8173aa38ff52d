/** Sums and highest values over steps `from` to `to` − 1. Four sums side by side: additions need not wait for each other. */

export function sumOf(values: Float64Array, from: number, to: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let step = from;
  for (; step + 3 < to; step += 4) {
    a += values[step]!;
    b += values[step + 1]!;
    c += values[step + 2]!;
    d += values[step + 3]!;
  }
  for (; step < to; step++) a += values[step]!;
  return a + b + (c + d);
}

export function sumOfShares(shares: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let step = from; step < to; step++) sum += shares[step]!;
  return sum;
}

export function sumOfProducts(values: Float64Array, weights: Float64Array, from: number, to: number): number {
  let a = 0;
  let b = 0;
  let step = from;
  for (; step + 1 < to; step += 2) {
    a += values[step]! * weights[step]!;
    b += values[step + 1]! * weights[step + 1]!;
  }
  if (step < to) a += values[step]! * weights[step]!;
  return a + b;
}

/** As `sumOfProducts`, of every `stride`-th step from `from` on. */
export function sumEvery(
  values: Float64Array,
  weights: Float64Array,
  from: number,
  to: number,
  stride: number,
): number {
  let sum = 0;
  for (let step = from; step < to; step += stride) sum += values[step]! * weights[step]!;
  return sum;
}

/** As `sumOfProducts`, by the shares of steps that hours cover. */
export function sumInHours(values: Float64Array, hours: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let step = from; step < to; step++) sum += values[step]! * hours[step]!;
  return sum;
}

export function sumOfTriples(
  values: Float64Array,
  weights: Float64Array,
  shares: Float32Array,
  from: number,
  to: number,
): number {
  let sum = 0;
  for (let step = from; step < to; step++) sum += values[step]! * weights[step]! * shares[step]!;
  return sum;
}

export function highestOf(values: Float64Array, from: number, to: number): number {
  let highest = 0;
  for (let step = from; step < to; step++) {
    const value = values[step]!;
    if (value > highest) highest = value;
  }
  return highest;
}

/** Steps that follow each other with one and the same bin. */
export interface Span {
  bin: number;
  from: number;
  to: number;
}

/** Cuts the steps where the bin changes; steps of bin −1 are left out. */
export function spansOf(binOf: ArrayLike<number>): Span[] {
  const spans: Span[] = [];
  for (let from = 0, step = 1; step <= binOf.length; step++) {
    if (step < binOf.length && binOf[step] === binOf[from]) continue;
    if (binOf[from]! >= 0) spans.push({ bin: binOf[from]!, from, to: step });
    from = step;
  }
  return spans;
}

/** Where stretches of steps lie inside spans, both in order of time. */
export function forEachOverlap(
  stretches: readonly { from: number; to: number }[],
  spans: readonly Span[],
  found: (bin: number, from: number, to: number) => void,
): void {
  let next = 0;
  for (const { from, to } of stretches) {
    while (next < spans.length && spans[next]!.to <= from) next++;
    for (let at = next; at < spans.length && spans[at]!.from < to; at++) {
      const span = spans[at]!;
      found(span.bin, Math.max(from, span.from), Math.min(to, span.to));
    }
  }
}
