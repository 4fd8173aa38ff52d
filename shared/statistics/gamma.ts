const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];

/**
 * ln Γ(x) for x > 0, to about 1e-15 of the larger of 1 and the result.
 * Source: Stirling's series above 15, with the recurrence below; NIST DLMF 5.11.1 and 5.5.1.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`Expected a positive number, got ${x}.`);
  let product = 1;
  let shifted = x;
  for (; shifted < 15; shifted++) product *= shifted;
  return (
    (shifted - 0.5) * Math.log(shifted) -
    shifted +
    0.5 * Math.log(2 * Math.PI) +
    stirlingTail(shifted) -
    Math.log(product)
  );
}

/** ln Γ(x) minus the leading part of Stirling's formula, for x ≥ 15. */
function stirlingTail(x: number): number {
  const inverse = 1 / (x * x);
  return STIRLING.reduceRight((sum, coefficient) => sum * inverse + coefficient, 0) / x;
}

/**
 * Regularised lower incomplete gamma function P(a, x): the cdf of a gamma law with shape `a` and
 * scale 1, and for whole `a` the chance that a Poisson count of mean x reaches a.
 * Source: NIST DLMF 8.11.4 (series, below the mean) and 8.9.2 (continued fraction, above).
 */
export function lowerGamma(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0)) throw new RangeError(`Expected a > 0 and x ≥ 0, got a = ${a}, x = ${x}.`);
  if (x === 0) return 0;
  if (x === Infinity) return 1;
  return x < a + 1 ? gammaSeries(a, x) : 1 - gammaFraction(a, x);
}

/** 1 − P(a, x), without loss of digits where it is small. */
export function upperGamma(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0)) throw new RangeError(`Expected a > 0 and x ≥ 0, got a = ${a}, x = ${x}.`);
  if (x === 0) return 1;
  if (x === Infinity) return 0;
  return x < a + 1 ? 1 - gammaSeries(a, x) : gammaFraction(a, x);
}

/** x^a e^(−x) / Γ(a + 1): for whole a the Poisson probability of a at mean x. */
export function poissonProbability(a: number, x: number): number {
  if (x === 0) return a === 0 ? 1 : 0;
  if (a < 15) return Math.exp(a * Math.log(x) - x - logGamma(a + 1));
  // Loader's saddle point form: no difference of two large numbers.
  return Math.exp(-stirlingTail(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
}

/** a ln(a / x) + x − a. */
function deviance(a: number, x: number): number {
  const relative = (a - x) / (a + x);
  if (Math.abs(relative) > 0.1) return a * Math.log(a / x) + x - a;
  let power = 2 * a * relative;
  let sum = (a - x) * relative;
  for (let order = 3; ; order += 2) {
    power *= relative * relative;
    const next = sum + power / order;
    if (next === sum) return sum;
    sum = next;
  }
}

function gammaSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return poissonProbability(a, x) * sum;
}

function gammaFraction(a: number, x: number): number {
  const TINY = 1e-300;
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let product = d;
  for (let n = 1; n < 100_000; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / (numerator * d + b || TINY);
    c = b + numerator / c || TINY;
    product *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return poissonProbability(a, x) * a * product;
}
