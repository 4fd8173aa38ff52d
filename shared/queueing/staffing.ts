import { normalCdf, normalDensity } from '../statistics/normal.ts';
import { erlangC } from './erlang.ts';
import { multiServerQueue } from './multi-server-queue.ts';

/** Fewest servers at which at most this share of requests waits, M/M/c. */
export function serversForWaitProbability(offeredLoad: number, maximumWaitProbability: number): number {
  return fewestServers(offeredLoad, (servers) => erlangC(servers, offeredLoad) <= maximumWaitProbability);
}

/** Fewest servers at which this percentile of the response is within `maximumResponse`, M/M/c; Infinity where service alone is too slow. */
export function serversForResponse(
  arrivalRate: number,
  meanService: number,
  percentile: number,
  maximumResponse: number,
): number {
  if (Math.exp(-maximumResponse / meanService) > 1 - percentile) return Infinity;
  return fewestServers(
    arrivalRate * meanService,
    (servers) =>
      multiServerQueue(servers, arrivalRate, meanService).responseTail(maximumResponse) <= 1 - percentile,
  );
}

/**
 * Limit of the waiting probability as servers and load grow with c = a + β√a: 1 / (1 + βΦ(β)/φ(β)).
 * Source: Halfin and Whitt, Operations Research 29 (1981).
 */
export function halfinWhitt(beta: number): number {
  return 1 / (1 + (beta * normalCdf(beta)) / normalDensity(beta));
}

/** Doubling, then bisection: what is enough stays enough with more servers. */
function fewestServers(offeredLoad: number, isEnough: (servers: number) => boolean): number {
  let low = Math.floor(offeredLoad);
  let high = low + 1;
  while (!isEnough(high)) {
    const step = high - low;
    low = high;
    high += 2 * step;
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
