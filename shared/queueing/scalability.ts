/**
 * What `instances` copies can do together, in units of one alone: N / (1 + α(N − 1) + βN(N − 1)).
 * `contention` α is the share of work only one can do at a time, `coherency` β the share spent
 * agreeing with each other, per pair.
 *
 * Source: universal scalability law; Gunther, Guerrilla Capacity Planning (2007), chapters 4 to 6.
 * An empirical law: trust it between the loads it was fitted on.
 */
export function usableCapacity(instances: number, contention: number, coherency: number): number {
  if (!(instances >= 0))
    throw new RangeError(`Expected a number of instances of at least 0, got ${instances}.`);
  if (instances === 0) return 0;
  return instances / (1 + contention * (instances - 1) + coherency * instances * (instances - 1));
}

/**
 * The number of instances beyond which more of them do less, √((1 − α) / β), as a real number and
 * as the whole number that does most. Without coherency there is none: both are Infinity.
 */
export function scalabilityPeak(contention: number, coherency: number): { exact: number; whole: number } {
  if (coherency === 0) return { exact: Infinity, whole: Infinity };
  const exact = Math.sqrt(Math.max(0, 1 - contention) / coherency);
  const below = Math.max(1, Math.floor(exact));
  const aboveIsBetter =
    usableCapacity(below + 1, contention, coherency) > usableCapacity(below, contention, coherency);
  return { exact, whole: aboveIsBetter ? below + 1 : below };
}
