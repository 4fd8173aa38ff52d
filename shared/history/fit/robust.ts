/** Quantile of numbers already in ascending order, linear between neighbours; NaN when empty. */
export function quantileSorted(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (place - below);
}

/** Finite values only, ascending. */
export function sortFinite(values: ArrayLike<number>): Float64Array {
  const finite = new Float64Array(values.length);
  let count = 0;
  for (let index = 0; index < values.length; index++)
    if (Number.isFinite(values[index]!)) finite[count++] = values[index]!;
  return finite.subarray(0, count).sort();
}

export const median = (values: ArrayLike<number>): number => quantileSorted(sortFinite(values), 0.5);

/** Consistent with the standard deviation for normal values: 1.4826 × median absolute deviation. */
export const robustScale = (values: ArrayLike<number>): number => scaleSorted(sortFinite(values));

/** `robustScale` of finite values in ascending order. */
export function scaleSorted(sorted: Float64Array): number {
  const centre = quantileSorted(sorted, 0.5);
  return 1.4826 * quantileSorted(sorted.map((value) => Math.abs(value - centre)).sort(), 0.5);
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  let count = 0;
  for (let index = 0; index < values.length; index++) {
    if (!Number.isFinite(values[index]!)) continue;
    sum += values[index]!;
    count += 1;
  }
  return sum / count;
}

/** Huber's weight for a residual in units of its scale; 1.345 keeps 95 % efficiency at the normal. */
export const huberWeight = (standardised: number, bend = 1.345): number =>
  Math.abs(standardised) <= bend ? 1 : bend / Math.abs(standardised);

export const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), high);
