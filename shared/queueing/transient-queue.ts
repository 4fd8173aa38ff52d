import { requireStable } from './erlang.ts';

/** Probabilities of the numbers in an M/M/c system; below `first` and beyond the last they are 0. */
export interface QueueState {
  first: number;
  shares: Float64Array;
}

export interface Servers {
  servers: number;
  /** Seconds; exponential. */
  meanService: number;
}

/** Smaller probabilities are left out at both ends. */
const NEGLIGIBLE = 1e-20;
/** Uniformization steps at a time: e^(−500) still is a number. */
const MOST_STEPS = 500;
/** Steps times numbers of requests that are followed: about ten seconds of computing. */
const MOST_WORK = 2e9;

/** Where M/M/c with this arrival rate settles. Source: Gross et al., section 3.3. */
export function settledState({ servers, meanService }: Servers, arrivalRate: number): QueueState {
  requireStable(servers, arrivalRate * meanService);
  const offeredLoad = arrivalRate * meanService;
  // Weights relative to the most likely number's, outwards from it, so that none is too large.
  const peak = Math.floor(offeredLoad);
  const below: number[] = [];
  for (let number = peak, weight = 1; number > 0 && weight > NEGLIGIBLE; number--)
    below.push((weight *= number / offeredLoad));
  const above: number[] = [];
  for (let number = peak, weight = 1; weight > NEGLIGIBLE; number++)
    above.push((weight *= offeredLoad / Math.min(number + 1, servers)));
  const weights = [...below.reverse(), 1, ...above];
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { first: peak - below.length, shares: Float64Array.from(weights, (weight) => weight / total) };
}

/**
 * The state after `seconds` at this arrival rate, which may be above capacity: a Poisson number of
 * steps, all terms positive; the range of numbers follows the probability.
 * Source: uniformization, Jensen 1953; Gross and Miller, Operations Research 32 (1984). Costs
 * (arrival rate + c/E[S]) · seconds steps over the numbers that are at all likely.
 */
export function advanceState(
  state: QueueState,
  system: Servers,
  arrivalRate: number,
  seconds: number,
): QueueState {
  const steps = (arrivalRate + system.servers / system.meanService) * seconds;
  const pieces = Math.max(1, Math.ceil(steps / MOST_STEPS));
  // A queue over capacity never settles, so what lies ahead is known.
  const isFull = arrivalRate * system.meanService >= system.servers;
  let work = isFull ? steps * state.shares.length : 0;
  let now = state;
  for (let piece = 0; piece < pieces; piece++) {
    if (work > MOST_WORK)
      throw new RangeError(
        `${Math.ceil(steps)} arrivals and departures among ${now.shares.length} likely numbers of requests are too many to follow.`,
      );
    const next = advancePiece(now, system, arrivalRate, steps / pieces);
    if (distance(now, next) < 1e-15) return next; // settled
    now = next;
    if (!isFull) work += (steps / pieces) * now.shares.length;
  }
  return now;
}

function advancePiece(
  { first, shares }: QueueState,
  { servers, meanService }: Servers,
  arrivalRate: number,
  mean: number,
): QueueState {
  const most = Math.ceil(mean + 12 * Math.sqrt(mean) + 30);
  const base = Math.max(0, first - most);
  let low = first - base;
  let high = low + shares.length - 1;
  let from = new Float64Array(high + most + 2);
  let to = new Float64Array(from.length);
  const sums = new Float64Array(from.length);
  from.set(shares, low);
  const up = (arrivalRate * meanService) / (arrivalRate * meanService + servers);
  const down = (1 - up) / servers;
  let poisson = Math.exp(-mean);
  for (let step = 0; step < most; step++) {
    for (let place = low; place <= high; place++) sums[place]! += poisson * from[place]!;
    poisson *= mean / (step + 1);
    if (step > mean && poisson < NEGLIGIBLE) break;
    if (low > 0 && from[low]! > NEGLIGIBLE) low -= 1;
    if (from[high]! > NEGLIGIBLE) high += 1;
    for (let place = low; place <= high; place++) {
      const number = base + place;
      const below = place > 0 ? from[place - 1]! : 0;
      const idle = Math.max(0, servers - number);
      to[place] =
        from[place]! * idle * down + below * up + from[place + 1]! * Math.min(number + 1, servers) * down;
    }
    [from, to] = [to, from];
  }
  while (low < high && sums[low]! < NEGLIGIBLE) low += 1;
  while (high > low && sums[high]! < NEGLIGIBLE) high -= 1;
  return { first: base + low, shares: sums.slice(low, high + 1) };
}

/** Requests waiting. */
export function meanQueueOf({ first, shares }: QueueState, servers: number): number {
  return shares.reduce((sum, share, place) => sum + Math.max(0, first + place - servers) * share, 0);
}

/** Probability that all servers are busy. */
export function allBusyOf({ first, shares }: QueueState, servers: number): number {
  return shares.reduce((sum, share, place) => sum + (first + place >= servers ? share : 0), 0);
}

/** Sum of the differences of two states' probabilities. */
export function distance(a: QueueState, b: QueueState): number {
  const first = Math.min(a.first, b.first);
  const last = Math.max(a.first + a.shares.length, b.first + b.shares.length);
  let sum = 0;
  for (let number = first; number < last; number++)
    sum += Math.abs((a.shares[number - a.first] ?? 0) - (b.shares[number - b.first] ?? 0));
  return sum;
}
