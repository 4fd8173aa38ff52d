import { poissonProbability } from '../statistics/gamma.ts';
import { erlangB } from './erlang.ts';

export interface LossQueueInput {
  servers: number;
  /** Waiting places beside the servers: K − c. */
  places: number;
  /** Arrivals per second. */
  arrivalRate: number;
  /** Seconds; exponential. */
  meanService: number;
}

export interface LossQueue {
  /** Share of requests that find every server and place taken, and are rejected. */
  blocking: number;
  /** Served per second. */
  throughput: number;
  /** Of the admitted: share that waits, and mean wait in seconds over all of them. */
  waitProbability: number;
  meanWait: number;
}

/**
 * M/M/c/K: waiting room of limited size, any load, above full utilization as well.
 *
 * Source: Gross et al., Fundamentals of Queueing Theory, 5th ed., section 3.4. The states below c
 * enter through Erlang B and the weights above are kept relative to the largest, so that thousands
 * of servers and any overload stay within a double.
 */
export function lossQueue(input: LossQueueInput): LossQueue {
  const { arrivalRate, meanService } = input;
  if (arrivalRate === 0 || meanService === 0) {
    return { blocking: 0, throughput: arrivalRate, waitProbability: 0, meanWait: 0 };
  }
  const { notFull, full, waiting, queued } = summarize(input);
  const admitted = (notFull + waiting) / (notFull + waiting + full);
  return {
    blocking: full / (notFull + waiting + full),
    throughput: arrivalRate * admitted,
    waitProbability: waiting / (notFull + waiting),
    meanWait: queued / (notFull + waiting + full) / (arrivalRate * admitted),
  };
}

/**
 * Share of admitted requests that wait longer than `seconds`: found behind j waiting, a request
 * waits for j + 1 departures at the full rate. Costs one term per waiting place.
 */
export function lossQueueWaitTail(input: LossQueueInput, seconds: number): number {
  const { servers, places, arrivalRate, meanService } = input;
  if (arrivalRate === 0 || meanService === 0 || places === 0) return 0;
  const { utilization, top } = scaling(input);
  const departures = (seconds * servers) / meanService;
  let atMostBehind = 0;
  let tail = 0;
  for (let behind = 0; behind < places; behind++) {
    atMostBehind += poissonProbability(behind, departures);
    tail += utilization ** (behind - top) * Math.min(1, atMostBehind);
  }
  const { notFull, waiting } = summarize(input);
  return tail / (notFull + waiting);
}

/**
 * Weights of the states, relative to the state with all servers and `top` places taken: with a free
 * server, with a free place, full; and the waiting requests, weighted.
 */
function summarize(input: LossQueueInput): {
  notFull: number;
  waiting: number;
  full: number;
  queued: number;
} {
  const { servers, places, arrivalRate, meanService } = input;
  const { utilization, top } = scaling(input);
  const atServers = utilization ** -top;
  const blocking = erlangB(servers, arrivalRate * meanService);
  const notFull = blocking === 0 ? Infinity : atServers * (1 / blocking - 1);
  if (notFull === Infinity) return { notFull: 1, waiting: 0, full: 0, queued: 0 };
  const full = utilization ** (places - top);
  let waiting = 0;
  let queued = places * full;
  for (let taken = 0; taken < places; taken++) {
    const weight = utilization ** (taken - top);
    waiting += weight;
    queued += taken * weight;
    if (utilization < 1 && weight * (taken + 1) < 1e-20 * (notFull + waiting) * (1 - utilization)) break;
  }
  return { notFull, waiting, full, queued };
}

function scaling({ servers, places, arrivalRate, meanService }: LossQueueInput): {
  utilization: number;
  top: number;
} {
  if (!Number.isInteger(places) || places < 0) {
    throw new RangeError(`Expected a whole number of waiting places, got ${places}.`);
  }
  if (!Number.isInteger(servers) || servers < 1) {
    throw new RangeError(`Expected at least one server, got ${servers}.`);
  }
  const utilization = (arrivalRate * meanService) / servers;
  return { utilization, top: utilization > 1 ? places : 0 };
}
