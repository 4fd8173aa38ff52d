import {
  type Matrix,
  expectedVisits,
  orderOf,
  product,
  rowSums,
  stationaryShares,
  toMatrix,
} from './matrix.ts';
import { shareOfFewerStages } from './phase-type.ts';

/**
 * Arrivals steered by a small Markov chain (MAP): per second the phase moves by `silent` without an
 * arrival and by `arriving` with one; `silent` has minus the total rate out of a phase on its diagonal.
 * Source: Neuts 1979; Lucantoni, New results on the single server queue with a batch Markovian
 * arrival process, Stochastic Models 7 (1991).
 */
export interface MarkovArrivals {
  silent: Matrix;
  arriving: Matrix;
}

/**
 * Poisson arrivals whose rate jumps between two values (MMPP(2)): `rates` per second, and
 * `switchRates` per second out of each. Source: Fischer and Meier-Hellstern, The Markov-modulated
 * Poisson process cookbook, Performance Evaluation 18 (1993).
 */
export function modulatedArrivals(
  rates: readonly [number, number],
  switchRates: readonly [number, number],
): MarkovArrivals {
  for (const rate of rates)
    if (!(rate >= 0 && rate < Infinity))
      throw new RangeError(`Expected arrival rates of at least 0, got ${rate}.`);
  for (const rate of switchRates)
    if (!(rate > 0 && rate < Infinity)) throw new RangeError(`Expected positive switch rates, got ${rate}.`);
  return {
    silent: toMatrix([
      [-rates[0] - switchRates[0], switchRates[0]],
      [switchRates[1], -rates[1] - switchRates[1]],
    ]),
    arriving: toMatrix([
      [rates[0], 0],
      [0, rates[1]],
    ]),
  };
}

/**
 * Two rates by what a series of counts shows: the mean `rate` per second, the index of dispersion
 * `dispersion` (variance of counts over long times, by their mean; above 1), and `seconds`, the
 * time after which the excess has forgotten 63 %. Half the time in each rate where that leaves
 * both positive, else bursts between silences.
 * Source: index of dispersion 1 + 2vτ/λ with v the variance of the rate; Fischer and Meier-Hellstern, section 2.
 */
export function dispersedArrivals(rate: number, dispersion: number, seconds: number): MarkovArrivals {
  if (!(rate > 0 && rate < Infinity)) throw new RangeError(`Expected a positive arrival rate, got ${rate}.`);
  if (!(dispersion > 1 && dispersion < Infinity))
    throw new RangeError(`Expected an index of dispersion above 1, got ${dispersion}.`);
  if (!(seconds > 0 && seconds < Infinity))
    throw new RangeError(`Expected a correlation time above 0 seconds, got ${seconds}.`);
  const cv2OfRate = (dispersion - 1) / (2 * seconds * rate);
  const high = cv2OfRate <= 1 ? 0.5 : 1 / (1 + cv2OfRate); // share of time at the higher rate
  const above = Math.sqrt((cv2OfRate * (1 - high)) / high);
  const below = Math.sqrt((cv2OfRate * high) / (1 - high));
  return modulatedArrivals(
    [rate * Math.max(0, 1 - below), rate * (1 + above)],
    [high / seconds, (1 - high) / seconds],
  );
}

/** Below this cv² arrivals are taken as Erlang arrivals of 16 stages: more stages cost more than they change. */
const MOST_STAGES = 16;

/**
 * Independent times between arrivals with this rate and cv²: above 1 hyperexponential with balanced
 * means, below a mixture of two Erlang laws that differ by a stage (of 16 at most, cv² = 1/16).
 * Source: Tijms, A First Course in Stochastic Models (2003), appendix B; for the first, Kuczura, The
 * interrupted Poisson process as an overflow process, Bell System Technical Journal 52 (1973).
 */
export function renewalArrivals(rate: number, cv2: number): MarkovArrivals {
  if (!(rate > 0 && rate < Infinity)) throw new RangeError(`Expected a positive arrival rate, got ${rate}.`);
  if (!(cv2 >= 0 && cv2 < Infinity))
    throw new RangeError(`Expected a squared coefficient of variation of at least 0, got ${cv2}.`);
  if (cv2 === 1) return { silent: toMatrix([[-rate]]), arriving: toMatrix([[rate]]) };
  return cv2 > 1 ? hyperexponentialArrivals(rate, cv2) : erlangArrivals(rate, Math.max(cv2, 1 / MOST_STAGES));
}

function hyperexponentialArrivals(rate: number, cv2: number): MarkovArrivals {
  const share = (1 + Math.sqrt((cv2 - 1) / (cv2 + 1))) / 2;
  const fast = 2 * share * rate;
  const slow = 2 * (1 - share) * rate;
  return {
    silent: toMatrix([
      [-fast, 0],
      [0, -slow],
    ]),
    arriving: toMatrix([
      [fast * share, fast * (1 - share)],
      [slow * share, slow * (1 - share)],
    ]),
  };
}

function erlangArrivals(rate: number, cv2: number): MarkovArrivals {
  const stages = Math.ceil(1 / cv2 - 1e-9);
  const shorter = shareOfFewerStages(stages, cv2);
  const pace = (stages - shorter) * rate;
  const silent = new Float64Array(stages * stages);
  const arriving = new Float64Array(stages * stages);
  for (let stage = 0; stage < stages; stage++) {
    silent[stage * stages + stage] = -pace;
    if (stage + 1 < stages) silent[stage * stages + stage + 1] = pace;
  }
  const last = (stages - 1) * stages;
  arriving[last] = pace * (1 - shorter);
  arriving[last + 1] = pace * shorter; // a gap of one stage less
  return { silent, arriving };
}

/** Arrivals per second in the long run. */
export function arrivalRateOf({ silent, arriving }: MarkovArrivals): number {
  const shares = stationaryShares(silent.map((rate, place) => rate + arriving[place]!));
  return rowSums(arriving).reduce((sum, rate, phase) => sum + rate * shares[phase]!, 0);
}

/** Phase at the next arrival, by the phase now. */
export function phaseAtArrival({ silent, arriving }: MarkovArrivals): Matrix {
  const order = orderOf(silent);
  const rates = outRates(silent);
  const perMove = (rate: number, place: number): number => rate / rates[Math.floor(place / order)]!;
  const arrivals = arriving.map(perMove);
  const moves = silent.map((rate, place) => (place % (order + 1) === 0 ? 0 : perMove(rate, place)));
  return product(expectedVisits(moves, rowSums(arrivals)), arrivals);
}

/** Total rate out of each phase, arrivals included, per second. */
export function outRates(silent: Matrix): Float64Array {
  const order = orderOf(silent);
  return Float64Array.from({ length: order }, (_none, phase) => -silent[phase * order + phase]!);
}
