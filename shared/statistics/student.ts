import { betaQuantile } from './beta.ts';

/**
 * Quantile of Student's t distribution for a probability above one half: with X of ν degrees of
 * freedom, ν / (ν + X²) has a beta(ν/2, 1/2) distribution.
 * Source: NIST DLMF 8.17; Abramowitz and Stegun 26.7.1 with 26.5.27.
 */
export function studentQuantile(probability: number, degrees: number): number {
  if (!(probability >= 0.5 && probability < 1))
    throw new RangeError(`Expected a probability from 0.5 to below 1, got ${probability}.`);
  if (!(degrees >= 1)) throw new RangeError(`Expected at least one degree of freedom, got ${degrees}.`);
  if (probability === 0.5) return 0;
  const share = betaQuantile(2 * (1 - probability), degrees / 2, 1 / 2);
  return Math.sqrt(degrees * (1 / share - 1));
}
