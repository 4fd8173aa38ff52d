import { lowerGamma, upperGamma } from './gamma.ts';

/** P(Z ≤ z) of the standard normal law, with full relative accuracy in the lower tail. */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) throw new RangeError('Expected a number, got NaN.');
  if (z === 0) return 0.5;
  const half = (z * z) / 2;
  return z < 0 ? 0.5 * upperGamma(0.5, half) : 0.5 * (1 + lowerGamma(0.5, half));
}

/** Density of the standard normal law. */
export const normalDensity = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

const CENTRAL_TOP = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
];
const CENTRAL_BOTTOM = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1,
  1,
];
const TAIL_TOP = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const TAIL_BOTTOM = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1];

/**
 * z with P(Z ≤ z) = `probability`; −Infinity at 0, Infinity at 1.
 * Source: Acklam's rational approximation (relative error 1.15e-9) and two Halley steps on
 * `normalCdf`, which bring it to rounding.
 */
export function normalQuantile(probability: number): number {
  if (!(probability >= 0 && probability <= 1))
    throw new RangeError(`Expected a probability, got ${probability}.`);
  if (probability === 0) return -Infinity;
  if (probability === 1) return Infinity;
  if (probability > 0.5) return -lowerQuantile(1 - probability);
  return lowerQuantile(probability);
}

function lowerQuantile(probability: number): number {
  let z = acklam(probability);
  for (let step = 0; step < 2; step++) {
    const error = (normalCdf(z) - probability) / normalDensity(z);
    z -= error / (1 + (z * error) / 2);
  }
  return z;
}

function acklam(probability: number): number {
  if (probability < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(probability));
    return polynomial(TAIL_TOP, q) / polynomial(TAIL_BOTTOM, q);
  }
  const q = probability - 0.5;
  return (q * polynomial(CENTRAL_TOP, q * q)) / polynomial(CENTRAL_BOTTOM, q * q);
}

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((value, coefficient) => value * x + coefficient, 0);
