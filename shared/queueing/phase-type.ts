import { solveLinear } from './linear-system.ts';
import { tailQuantile } from './tail-quantile.ts';

/**
 * A law as the time until a small Markov chain is left: it starts in phase i with probability
 * `start[i]` (the rest is 0 at once) and moves by `rates[i][j]`; `rates[i][i]` is minus the total
 * rate out of i, leaving included.
 * Source: Neuts, Matrix-Geometric Solutions in Stochastic Models (1981), chapter 2.
 */
export interface PhaseType {
  start: readonly number[];
  rates: readonly (readonly number[])[];
}

export const exponentialPhases = (mean: number): PhaseType => ({ start: [1], rates: [[-1 / mean]] });

/** Sum of `stages` exponentials. */
export function erlangPhases(stages: number, mean: number): PhaseType {
  const rate = stages / mean;
  const start = Array.from({ length: stages }, (_none, stage) => (stage === 0 ? 1 : 0));
  const rates = start.map((_none, from) =>
    start.map((_also, to) => (to === from ? -rate : to === from + 1 ? rate : 0)),
  );
  return { start, rates };
}

/** Two exponentials with balanced means, cv² ≥ 1. */
export function hyperexponentialPhases(mean: number, cv2: number): PhaseType {
  const share = (1 + Math.sqrt((cv2 - 1) / (cv2 + 1))) / 2;
  return {
    start: [share, 1 - share],
    rates: [
      [(-2 * share) / mean, 0],
      [0, (-2 * (1 - share)) / mean],
    ],
  };
}

/**
 * A law with this mean and cv²: two exponentials with balanced means above 1, a mixture of two
 * Erlang laws that differ by a stage below. Source: Tijms, A First Course in Stochastic Models
 * (2003), appendix B.
 */
export function twoMomentPhases(mean: number, cv2: number): PhaseType {
  if (cv2 >= 1) return hyperexponentialPhases(mean, cv2);
  const stages = Math.ceil(1 / cv2 - 1e-9);
  const shorter = shareOfFewerStages(stages, cv2);
  const { start, rates } = erlangPhases(stages, (mean * stages) / (stages - shorter));
  return {
    start: start.map((_none, stage) => (stage === 0 ? 1 - shorter : stage === 1 ? shorter : 0)),
    rates,
  };
}

/** Share of times with `stages` − 1 stages, the others with `stages`, for 1/stages ≤ cv² ≤ 1/(stages − 1). */
export const shareOfFewerStages = (stages: number, cv2: number): number =>
  (stages * cv2 - Math.sqrt(Math.max(0, stages * (1 + cv2) - stages * stages * cv2))) / (1 + cv2);

/** The sum of two independent laws. */
export function sumOfPhases(first: PhaseType, second: PhaseType): PhaseType {
  const atOnce = 1 - first.start.reduce((sum, share) => sum + share, 0);
  const exits = exitRates(first);
  return {
    start: [...first.start, ...second.start.map((share) => share * atOnce)],
    rates: [
      ...first.rates.map((row, from) => [...row, ...second.start.map((share) => share * exits[from]!)]),
      ...second.rates.map((row) => [...first.start.map(() => 0), ...row]),
    ],
  };
}

/**
 * Wait in M/PH/1: a geometric number of residual services, itself of phase type with start ρβₑ and
 * rates T + ρ t βₑ, where βₑ is the phase a service in progress is met in.
 * Source: Neuts 1981, section 3.2; Asmussen, Applied Probability and Queues, section III.5.
 */
export function waitPhases(arrivalRate: number, service: PhaseType): PhaseType {
  const times = phaseTimes(service);
  const mean = times.reduce((sum, time) => sum + time, 0);
  const utilization = arrivalRate * mean;
  if (!(utilization < 1)) throw new RangeError(`Expected a utilization below 1, got ${utilization}.`);
  const met = times.map((time) => (utilization * time) / mean);
  const exits = exitRates(service);
  return {
    start: met,
    rates: service.rates.map((row, from) => row.map((rate, to) => rate + exits[from]! * met[to]!)),
  };
}

/**
 * P(T > t), by uniformization: a Poisson number of steps, positive terms only; long times in pieces
 * short enough for e^(−mean) to stay a number.
 */
export function phaseTail({ start, rates }: PhaseType, time: number): number {
  const pace = Math.max(...rates.map((row, phase) => -row[phase]!));
  const pieces = Math.max(1, Math.ceil((pace * time) / 500));
  let shares = [...start];
  for (let piece = 0; piece < pieces; piece++) shares = advance(shares, rates, pace, time / pieces);
  return shares.reduce((sum, share) => sum + share, 0);
}

/** t with P(T ≤ t) = probability. */
export function phaseQuantile(law: PhaseType, probability: number): number {
  const mean = phaseTimes(law).reduce((sum, time) => sum + time, 0);
  return tailQuantile((time) => phaseTail(law, time), probability, mean);
}

/** Mean time spent in each phase, by solving x (−T) = start. */
export function phaseTimes({ start, rates }: PhaseType): number[] {
  const rows = start.map((share, phase) => [...rates.map((row) => -row[phase]!), share]);
  return solveLinear(rows);
}

function exitRates({ rates }: PhaseType): number[] {
  return rates.map((row) => Math.max(0, -row.reduce((sum, rate) => sum + rate, 0)));
}

function step(shares: number[], rates: PhaseType['rates'], pace: number): number[] {
  return shares.map((share, to) =>
    shares.reduce((sum, from, index) => sum + (from * rates[index]![to]!) / pace, share),
  );
}

/** Shares of the phases after `time`. */
function advance(start: number[], rates: PhaseType['rates'], pace: number, time: number): number[] {
  const mean = pace * time;
  let shares = start;
  let poisson = Math.exp(-mean);
  const sums = start.map(() => 0);
  for (let steps = 0; steps <= mean || poisson > 1e-20; steps++) {
    shares.forEach((share, phase) => (sums[phase]! += poisson * share));
    poisson *= mean / (steps + 1);
    shares = step(shares, rates, pace);
  }
  return sums;
}
