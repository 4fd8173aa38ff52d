import { erlangC, requireStable } from './erlang.ts';
import { tailQuantile } from './tail-quantile.ts';

export interface MultiServerQueue {
  waitProbability: number;
  /** In the unit of the inputs, as all times here. */
  meanWait: number;
  meanResponse: number;
  /** P(wait > t) and P(response > t). */
  waitTail(time: number): number;
  responseTail(time: number): number;
  waitQuantile(probability: number): number;
  responseQuantile(probability: number): number;
}

/**
 * M/M/c, first come first served, unlimited queue; with one server M/M/1.
 * Throws a RangeError unless utilization is below 1.
 *
 * Source: Gross et al., Fundamentals of Queueing Theory, 5th ed., section 3.3: those who wait do so
 * for an exponential time with rate cμ − λ, and serve for an independent one with rate μ.
 */
export function multiServerQueue(
  servers: number,
  arrivalRate: number,
  meanService: number,
): MultiServerQueue {
  const offeredLoad = arrivalRate * meanService;
  requireStable(servers, offeredLoad);
  const waitProbability = erlangC(servers, offeredLoad);
  const spareRate = (servers - offeredLoad) / meanService;
  const waitTail = (time: number): number => (time < 0 ? 1 : waitProbability * Math.exp(-spareRate * time));
  const responseTail = (time: number): number => {
    if (time <= 0) return 1;
    // e^(−μt) + C μ ∫ e^(−μ(t − x)) e^(−(cμ − λ)x) dx over the wait x, which has a limit where both rates agree.
    const gap = (servers - 1 - offeredLoad) / meanService;
    const overlap = Math.abs(gap * time) < 1e-12 ? time : -Math.expm1(-gap * time) / gap;
    return Math.exp(-time / meanService) * (1 + (waitProbability * overlap) / meanService);
  };
  return {
    waitProbability,
    meanWait: waitProbability / spareRate,
    meanResponse: waitProbability / spareRate + meanService,
    waitTail,
    responseTail,
    waitQuantile: (probability) => Math.max(0, Math.log(waitProbability / (1 - probability)) / spareRate),
    responseQuantile: (probability) => tailQuantile(responseTail, probability, meanService),
  };
}
