import { limitOfStates } from './limit-of-states.ts';
import {
  type QueueState,
  type Servers,
  advanceState,
  allBusyOf,
  distance,
  meanQueueOf,
  settledState,
} from './transient-queue.ts';

export interface MomentaryQueue {
  /** Requests waiting, at that moment on average. */
  meanQueue: number;
  /** Probability that all servers are busy. */
  allBusy: number;
}

/**
 * M(t)/M/c through a rectangular surge, settled at the base rate before: the queue `at` seconds
 * after the surge began. The surge may exceed the capacity. Exact to about 1e-13.
 * Source: Kolmogorov's forward equations, by uniformization (`advanceState`).
 */
export function surgeQueue(
  input: Servers & { baseRate: number; surgeRate: number; surgeSeconds: number; at: number },
): MomentaryQueue {
  const { servers, baseRate, surgeRate, surgeSeconds, at } = input;
  requireAmounts({ baseRate, surgeRate, surgeSeconds, at });
  let state = settledState(input, baseRate);
  state = advanceState(state, input, surgeRate, Math.min(at, surgeSeconds));
  state = advanceState(state, input, baseRate, Math.max(0, at - surgeSeconds));
  return { meanQueue: meanQueueOf(state, servers), allBusy: allBusyOf(state, servers) };
}

/** The first steps are a service long, or this share of the period. */
const FIRST_SHARE = 1 / 32;
const HALVINGS = 12;
/** Change of the mean queue from halving the step at which it stands: the error left is an eighth of it or less. */
const SETTLED = 5e-7;
/** Distance between queues begun empty and busy at which the beginning is forgotten. */
const FORGOTTEN = 1e-13;
/** Services to look back at first. */
const FIRST_WINDOW = 32;
/** Change over a period taken as none; cycles between extrapolations, and extrapolations at most. */
const PERIODIC = 1e-13;
const CYCLES = 8;
const MOST_ROUNDS = 200;
/** Distance of the two Gauss–Legendre points from the middle of a step. */
const GAUSS = Math.sqrt(3) / 6;

type Cycle = Servers & { meanRate: number; amplitude: number; period: number; phase: number };

/**
 * M(t)/M/c under a rate of mean × (1 + amplitude · sin 2πt/period) that has gone on for ever: the
 * queue at a phase of the cycle, 0 where the sine begins. To about 1e-7 relative or 1e-12 absolute.
 *
 * Source: Kolmogorov's forward equations; each step by two exponentials at combined rates, order 4
 * however short a service is: Blanes and Moan, Applied Numerical Mathematics 56 (2006). Steps are
 * halved until the result stands. A queue that forgets within a period is followed from where it
 * has forgotten; another one cycle by cycle, with the limit of the cycles extrapolated.
 */
export function cyclicQueue(input: Cycle): MomentaryQueue {
  const { servers, meanService, meanRate, amplitude, period, phase } = input;
  requireAmounts({ meanRate, amplitude, period, phase });
  if (amplitude > 1) throw new RangeError(`Expected an amplitude of at most 1, got ${amplitude}.`);
  if (period === 0) throw new RangeError('Expected a period above 0, got 0.');
  let step = Math.min(meanService, period * FIRST_SHARE);
  const settled = settledState(input, meanRate);
  const memory = memoryOf(input, step);
  const stateWith = (start: QueueState): QueueState =>
    memory === undefined ? periodicState(start, input, step) : advanceThrough(settled, input, memory, step);
  let state = stateWith(settled);
  for (let halving = 0; halving < HALVINGS; halving++) {
    const before = meanQueueOf(state, servers);
    step /= 2;
    state = stateWith(state);
    const meanQueue = meanQueueOf(state, servers);
    if (Math.abs(meanQueue - before) <= SETTLED * meanQueue)
      return { meanQueue, allBusy: allBusyOf(state, servers) };
  }
  throw new RangeError(`The queue changes too fast to follow within a period of ${period}.`);
}

/** How long before the phase asked for the queue may have been in any state; undefined: a period or longer. */
function memoryOf(input: Cycle, step: number): number | undefined {
  const busy = settledState(input, input.meanRate);
  const empty = { first: 0, shares: Float64Array.of(1) };
  for (let window = FIRST_WINDOW * input.meanService; window < input.period / 2; window *= 2) {
    const late = advanceThrough(busy, input, window, step);
    if (distance(late, advanceThrough(empty, input, window, step)) < FORGOTTEN) return window;
  }
  return undefined;
}

/** The state that a period leads back to itself. */
function periodicState(start: QueueState, input: Cycle, step: number): QueueState {
  let state = start;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const states = [state];
    for (let cycle = 0; cycle < CYCLES; cycle++) {
      const next = advanceThrough(state, input, input.period, step);
      const change = distance(state, next);
      state = next;
      if (change < PERIODIC) return state;
      states.push(state);
    }
    state = limitOfStates(states);
  }
  throw new RangeError(`The mean rate ${input.meanRate} is too close to capacity for a periodic state.`);
}

/** From `window` before the phase asked for up to it. */
function advanceThrough(start: QueueState, input: Cycle, window: number, step: number): QueueState {
  const { meanRate, amplitude, period, phase } = input;
  const steps = Math.ceil(window / step - 1e-9);
  const rateAt = (left: number): number =>
    meanRate * (1 + amplitude * Math.sin(2 * Math.PI * (phase - (left / steps) * (window / period))));
  let state = start;
  for (let left = steps; left > 0; left--) {
    const early = rateAt(left - 0.5 + GAUSS);
    const late = rateAt(left - 0.5 - GAUSS);
    const excess = (2 * GAUSS - 0.5) * (early - late);
    for (const rate of [early + excess, late - excess])
      state = advanceState(state, input, Math.max(0, rate), window / steps / 2);
  }
  return state;
}

function requireAmounts(amounts: Record<string, number>): void {
  for (const [name, amount] of Object.entries(amounts)) {
    if (!(amount >= 0 && amount < Infinity))
      throw new RangeError(`Expected ${name} to be a number of at least 0, got ${amount}.`);
  }
}
