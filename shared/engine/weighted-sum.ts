/** Fills `into` with Σ weight × values: four series at a time, since every pass reads and writes memory anew. */
export function fillWeightedSum(
  into: Float64Array,
  series: readonly Float64Array[],
  weights: readonly number[],
): void {
  if (series.length === 0) into.fill(0);
  for (let at = 0; at < series.length; at += 4) {
    const first = series[at]!;
    if (at + 1 === series.length) {
      if (at === 0) setOne(into, first, weights[at]!);
      else addOne(into, first, weights[at]!);
    } else {
      // A place that stays empty weighs nothing.
      const [b, c, d] = [series[at + 1]!, series[at + 2] ?? first, series[at + 3] ?? first];
      const four = at === 0 ? setFour : addFour;
      four(into, first, b, c, d, weights[at]!, weights[at + 1]!, weights[at + 2] ?? 0, weights[at + 3] ?? 0);
    }
  }
}

function setOne(into: Float64Array, values: Float64Array, weight: number): void {
  const steps = into.length;
  for (let step = 0; step < steps; step++) into[step] = values[step]! * weight;
}

function addOne(into: Float64Array, values: Float64Array, weight: number): void {
  const steps = into.length;
  for (let step = 0; step < steps; step++) into[step]! += values[step]! * weight;
}

function setFour(
  into: Float64Array,
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  d: Float64Array,
  ofA: number,
  ofB: number,
  ofC: number,
  ofD: number,
): void {
  const steps = into.length;
  for (let step = 0; step < steps; step++)
    into[step] = a[step]! * ofA + b[step]! * ofB + c[step]! * ofC + d[step]! * ofD;
}

function addFour(
  into: Float64Array,
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  d: Float64Array,
  ofA: number,
  ofB: number,
  ofC: number,
  ofD: number,
): void {
  const steps = into.length;
  for (let step = 0; step < steps; step++)
    into[step]! += a[step]! * ofA + b[step]! * ofB + c[step]! * ofC + d[step]! * ofD;
}
