import { logGamma } from '../statistics/gamma.ts';

/*
 * What two moments of a service law leave open is settled as for arrivals: gamma below cv² 1,
 * hyperexponential with balanced means above.
 */

/**
 * Mean of the shorter of two services, in means of one: 1 − Gini's coefficient. It tells how far the
 * servers pass on the burstiness of arrivals: the number busy of endless servers has the variance
 * 1 + (ca² − 1) · this, by its mean.
 *
 * Source: peakedness, Eckberg 1983; Whitt, Heavy-traffic approximations for service systems with
 * blocking, AT&T Bell Laboratories Technical Journal 63 (1984); Gini of the gamma law, McDonald and
 * Jensen, Journal of the American Statistical Association 74 (1979).
 */
export function shorterOfTwo(cv2: number): number {
  if (cv2 >= 1) return (1 + 2 / (cv2 + 1)) / 4;
  if (cv2 < 1e-9) return 1;
  const shape = 1 / cv2;
  return 1 - Math.exp(logGamma(shape + 0.5) - logGamma(shape + 1)) / Math.sqrt(Math.PI);
}

/**
 * cv² of the wait of those who wait, less 1, at a utilization near 0; it shrinks with what is idle.
 * From E[W²] = 2E[W]² + λE[S³] / (3(1 − ρ)) of M/G/1, with E[S³] of the law. Source: Takács 1962;
 * Kleinrock, Queueing Systems 1, section 5.7.
 */
export function waitSpread(cv2: number): number {
  const hyperexponential = (2 * (cv2 - 1)) / (cv2 + 1);
  return cv2 >= 1 ? hyperexponential : hyperexponential / 3;
}
