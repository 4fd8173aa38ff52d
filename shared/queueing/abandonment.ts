import { erlangB, erlangC } from './erlang.ts';

export interface AbandonmentInput {
  /** At least 1. */
  servers: number;
  /** Arrivals per second (or per minute: all times in the same unit). */
  arrivalRate: number;
  meanService: number;
  /** Mean time until a waiting customer gives up, exponential; Infinity: nobody does. */
  meanPatience: number;
}

export interface AbandonmentQueue {
  /** Share that does not find a free server at once. */
  waitProbability: number;
  /** Share that gives up before being served. */
  abandonProbability: number;
  /** Mean time in the queue, over all, those who give up included. */
  meanWait: number;
  /** Share whose offered wait, the wait of somebody endlessly patient, is longer than `time`. */
  offeredWaitTail(time: number): number;
  /** Share of all customers that is being served `time` after arrival or earlier. */
  servedWithin(time: number): number;
}

/**
 * Erlang A, M/M/c+M: a queue whose customers give up, at any load.
 *
 * Source: Garnett, Mandelbaum and Reiman, Designing a call center with impatient customers (2002);
 * the integrals J(t) of Mandelbaum and Zeltyn, Staffing many-server queues with impatient
 * customers, Operations Research 57 (2009), section 3, with the exponential case summed as a
 * series of positive terms. Throws a RangeError for endless patience at or above full utilization.
 */
export function abandonmentQueue(input: AbandonmentInput): AbandonmentQueue {
  const { servers, arrivalRate, meanService, meanPatience } = input;
  if (!Number.isInteger(servers) || servers < 1)
    throw new RangeError(`Expected at least one server, got ${servers}.`);
  if (!(meanPatience > 0)) throw new RangeError(`Expected a positive mean patience, got ${meanPatience}.`);
  if (meanPatience === Infinity) return patientQueue(input);
  const blockedBelow = erlangB(servers - 1, arrivalRate * meanService);
  if (arrivalRate === 0 || meanService === 0 || blockedBelow === 0) return emptyQueue();
  return impatientQueue(input, blockedBelow);
}

function impatientQueue(input: AbandonmentInput, blockedBelow: number): AbandonmentQueue {
  const { servers, arrivalRate, meanService, meanPatience } = input;
  const fullRate = servers / meanService;
  const logWaits = Math.log(arrivalRate) + logIntegral(input, 0);
  const logIdle = -Math.log(blockedBelow);
  const logAll = Math.max(logWaits, logIdle) + Math.log1p(Math.exp(-Math.abs(logWaits - logIdle)));
  const served = Math.exp(-logAll);
  const waits = Math.exp(logWaits - logAll);
  const offeredWaitTail = (time: number): number =>
    Math.exp(Math.log(arrivalRate) + logIntegral(input, Math.max(0, time)) - logAll);
  const abandonProbability = share(served + (1 - fullRate / arrivalRate) * waits);
  return {
    waitProbability: waits,
    abandonProbability,
    meanWait: abandonProbability * meanPatience,
    offeredWaitTail,
    servedWithin(time) {
      if (time < 0) return 0;
      const atOnce = Math.exp(logIdle - logAll);
      const passed = Math.exp(logExponent(input, time) - logAll) - served;
      return share(atOnce + passed + (fullRate / arrivalRate) * (waits - offeredWaitTail(time)));
    },
  };
}

/** λH(t) − cμt, where H(t) is the mean of the shorter of patience and t. */
function logExponent(
  { servers, arrivalRate, meanService, meanPatience }: AbandonmentInput,
  time: number,
): number {
  return -arrivalRate * meanPatience * Math.expm1(-time / meanPatience) - (servers / meanService) * time;
}

/** Logarithm of J(t) = ∫ from t of e^(λH(x) − cμx) dx = e^(λH(t) − cμt) Σ (λe^(−θt))^j / Π (cμ + iθ). */
function logIntegral(input: AbandonmentInput, time: number): number {
  const { servers, arrivalRate, meanService, meanPatience } = input;
  const fullRate = servers / meanService;
  const remaining = arrivalRate * Math.exp(-time / meanPatience);
  let term = 1;
  let sum = 1;
  let logScale = -Math.log(fullRate);
  for (let waiting = 1; term > 1e-18 * sum; waiting++) {
    term *= remaining / (fullRate + waiting / meanPatience);
    sum += term;
    if (sum > 1e200) {
      logScale += Math.log(sum);
      term /= sum;
      sum = 1;
    }
  }
  return logExponent(input, time) + logScale + Math.log(sum);
}

function patientQueue({ servers, arrivalRate, meanService }: AbandonmentInput): AbandonmentQueue {
  const waitProbability = erlangC(servers, arrivalRate * meanService);
  const spareRate = servers / meanService - arrivalRate;
  const offeredWaitTail = (time: number): number =>
    waitProbability * Math.exp(-spareRate * Math.max(0, time));
  return {
    waitProbability,
    abandonProbability: 0,
    meanWait: waitProbability / spareRate,
    offeredWaitTail,
    servedWithin: (time) => (time < 0 ? 0 : 1 - offeredWaitTail(time)),
  };
}

const emptyQueue = (): AbandonmentQueue => ({
  waitProbability: 0,
  abandonProbability: 0,
  meanWait: 0,
  offeredWaitTail: () => 0,
  servedWithin: (time) => (time < 0 ? 0 : 1),
});

const share = (value: number): number => Math.min(1, Math.max(0, value));
