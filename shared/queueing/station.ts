import { fitArrivalLaw } from './arrival-law.ts';
import { erlangC, requireStable } from './erlang.ts';
import { renewalQueue, takacsRoot } from './renewal-queue.ts';

export interface StationInput {
  servers: number;
  /** Arrivals per second. */
  arrivalRate: number;
  /** Seconds. */
  meanService: number;
  /** Squared coefficients of variation of service times and of times between arrivals. */
  serviceCv2: number;
  arrivalCv2: number;
}

export interface StationWait {
  /** Share of requests that wait at all. */
  waitProbability: number;
  /** 1 / mean wait of those who wait, per second; their wait is taken as exponential. */
  conditionalWaitRate: number;
}

/** Above this many servers the exact sum for bursty arrivals gives way to Hayward's scaling. */
const EXACT_SERVERS = 4096;

/**
 * Waiting at a GI/G/c station, first come first served, unlimited queue: the exact waiting
 * probability of GI/M/c, and for those who wait a mean of
 * (1/(cμ)) · [1/(1 − σ) + (cs² − 1) / (2(1 − ρ))].
 *
 * Exact for M/M/c and GI/M/c with the fitted arrival law; exact in the mean for M/G/1. Otherwise an
 * approximation: its measured errors are in docs/methods/queueing.md. Throws a RangeError unless
 * utilization is below 1.
 */
export function stationWait(input: StationInput): StationWait {
  const { servers, arrivalRate, meanService, serviceCv2, arrivalCv2 } = input;
  requireStable(servers, arrivalRate * meanService);
  if (!(serviceCv2 >= 0)) throw new RangeError(`Expected a service cv² of at least 0, got ${serviceCv2}.`);
  const fullRate = servers / meanService;
  if (arrivalRate === 0 || meanService === 0) return { waitProbability: 0, conditionalWaitRate: fullRate };
  const spare = 1 - arrivalRate / fullRate;
  const idle = arrivalCv2 === 1 ? spare : takacsRoot(fitArrivalLaw(arrivalRate, arrivalCv2), fullRate);
  const meanInServices = 1 / idle + (serviceCv2 - 1) / (2 * spare);
  return { waitProbability: waitProbability(input), conditionalWaitRate: fullRate / meanInServices };
}

function waitProbability(input: StationInput): number {
  const { servers, arrivalRate, meanService, arrivalCv2 } = input;
  const offeredLoad = arrivalRate * meanService;
  if (arrivalCv2 === 1) return erlangC(servers, offeredLoad);
  return servers <= EXACT_SERVERS
    ? renewalQueue(input).waitProbability
    : scaledErlangC(servers, offeredLoad, arrivalCv2);
}

/**
 * Hayward's scaling by the peakedness z = (1 + ca²) / 2 of the arrivals: C(c, a) ≈ C(c/z, a/z),
 * with the utilization kept while c/z is rounded. Source: Fredericks, Bell System Technical Journal
 * 59 (1980); Whitt, Heavy-traffic approximations for service systems with blocking (1984).
 */
function scaledErlangC(servers: number, offeredLoad: number, arrivalCv2: number): number {
  const scaled = Math.max(1, Math.round((2 * servers) / (1 + arrivalCv2)));
  return erlangC(scaled, (offeredLoad / servers) * scaled);
}
