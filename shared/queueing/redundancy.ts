export interface RedundancyInput {
  /** Units in all, and how many must be up for the whole to be up (k of n). */
  units: number;
  required: number;
  /** Of one unit, in hours; both exponential. */
  mtbfHours: number;
  mttrHours: number;
  /** Repair crews; absent: one for every unit. */
  crews?: number;
  /** Share of a unit's failures that take down all units at once (beta factor). */
  commonCause?: number;
  /** Hot spares fail like working units; cold ones cannot fail until they are needed. */
  spares?: 'hot' | 'cold';
}

export interface Redundancy {
  /** Long-run share of time with fewer than `required` units up. */
  unavailability: number;
  meanUnitsUp: number;
  outagesPerYear: number;
}

const HOURS_PER_YEAR = 8760;

/**
 * Steady state of k of n repairable units: a birth-death chain on the units up, with a shock that
 * fails them all.
 *
 * Source: machine repairman, Gross et al. section 3.6, and Trivedi, Probability and Statistics with
 * Reliability, 2nd ed., section 8.2.3; beta factor, Fleming 1974, and Rausand and Høyland, System
 * Reliability Theory, 2nd ed., section 6.5. Solved by cuts between i and i − 1 units up, all terms
 * positive. Mean values: how they spread over a calendar window is in `windowAvailability`.
 */
export function redundancy(input: RedundancyInput): Redundancy {
  const { units, required, mtbfHours, mttrHours, crews = units, commonCause = 0, spares = 'hot' } = input;
  requireUnits(input);
  const shock = commonCause / mtbfHours;
  const failing = (up: number): number =>
    ((spares === 'hot' ? up : Math.min(up, required)) * (1 - commonCause)) / mtbfHours;
  const sums = { all: 1, short: 0, unitsUp: units, failures: units === required ? failing(units) : 0 };
  let weight = 1;
  for (let up = units - 1; up >= 0; up--) {
    weight = (weight * failing(up + 1) + sums.all * shock) / (Math.min(units - up, crews) / mttrHours);
    sums.all += weight;
    sums.unitsUp += weight * up;
    if (up < required) sums.short += weight;
    if (up === required) sums.failures = weight * failing(required);
    if (sums.all > 1e200) {
      // Only ratios matter: with many units and few crews the weights pass the largest double.
      weight /= 1e200;
      for (const key of Object.keys(sums) as (keyof typeof sums)[]) sums[key] /= 1e200;
    }
  }
  return {
    unavailability: sums.short / sums.all,
    meanUnitsUp: sums.unitsUp / sums.all,
    outagesPerYear: (HOURS_PER_YEAR * (sums.failures + (sums.all - sums.short) * shock)) / sums.all,
  };
}

function requireUnits({ units, required }: RedundancyInput): void {
  if (!Number.isInteger(units) || !Number.isInteger(required) || required < 1 || required > units) {
    throw new RangeError(`Expected whole numbers with 1 ≤ required ≤ units, got ${required} of ${units}.`);
  }
}
