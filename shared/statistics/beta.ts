import { logGamma } from './gamma.ts';

/**
 * Regularised incomplete beta function I_x(a, b): the cdf at x of a beta law, a, b > 0.
 * Source: NIST DLMF 8.17.22 (continued fraction, Lentz), on the side where it converges fast.
 */
export function betaCdf(x: number, a: number, b: number): number {
  if (!(a > 0) || !(b > 0)) throw new RangeError(`Expected positive shapes, got ${a} and ${b}.`);
  if (!(x >= 0 && x <= 1)) throw new RangeError(`Expected a share, got ${x}.`);
  if (x === 0 || x === 1) return x;
  return x <= (a + 1) / (a + b + 2) ? lowerTail(x, a, b) : 1 - lowerTail(1 - x, b, a);
}

/** x with I_x(a, b) = `probability`, by bisection and Newton's steps kept inside the bracket. */
export function betaQuantile(probability: number, a: number, b: number): number {
  if (!(probability >= 0 && probability <= 1))
    throw new RangeError(`Expected a probability, got ${probability}.`);
  if (probability === 0 || probability === 1) return probability;
  const logConstant = logGamma(a + b) - logGamma(a) - logGamma(b);
  let low = 0;
  let high = 1;
  let x = a / (a + b);
  for (let round = 0; round < 200; round++) {
    const error = betaCdf(x, a, b) - probability;
    if (error > 0) high = x;
    else low = x;
    const density = Math.exp(logConstant + (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x));
    const newton = x - error / density;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-16 * x || high - low <= 1e-17) return next;
    x = next;
  }
  return x;
}

function lowerTail(x: number, a: number, b: number): number {
  const logFront = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  return (Math.exp(logFront) * fraction(x, a, b)) / a;
}

function fraction(x: number, a: number, b: number): number {
  const TINY = 1e-300;
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || TINY);
  let value = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let change = 1;
    for (const numerator of [even, odd]) {
      d = 1 / (1 + numerator * d || TINY);
      c = 1 + numerator / c || TINY;
      change = c * d;
      value *= change;
    }
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return value;
}
