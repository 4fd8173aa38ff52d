/**
 * t ≥ 0 with `tail(t)` = 1 − `probability`, for a tail P(T > t) that falls to 0; 0 where less than
 * that is above 0 at all. `scale` is a time of the right order. To about 1e-14 relative.
 */
export function tailQuantile(tail: (time: number) => number, probability: number, scale: number): number {
  if (!(probability > 0 && probability < 1))
    throw new RangeError(`Expected a probability between 0 and 1, got ${probability}.`);
  const above = 1 - probability;
  if (tail(0) <= above) return 0;
  let high = scale;
  while (tail(high) > above) high *= 2;
  let low = 0;
  while (high - low > 1e-15 * high) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (tail(middle) > above) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
