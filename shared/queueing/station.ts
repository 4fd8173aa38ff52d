import { fitArrivalLaw } from './arrival-law.ts';
import { erlangC, requireStable } from './erlang.ts';
import { renewalQueue, takacsRoot } from './renewal-queue.ts';
import { shorterOfTwo, waitSpread } from './service-spread.ts';

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
  /** 1 / mean wait of those who wait, per second. */
  conditionalWaitRate: number;
  /** Squared coefficient of variation of the wait of those who wait; 1: exponential. */
  conditionalWaitCv2: number;
}

/** Above this many servers the exact sum for bursty arrivals gives way to Hayward's scaling. */
const EXACT_SERVERS = 4096;

/**
 * Waiting at a GI/G/c station, first come first served, unlimited queue.
 *
 * Exact for M/M/c and for GI/M/c with the fitted arrival law; exact in the first two moments of the
 * wait for M/G/1. Otherwise an approximation: its parts are below, its measured errors in
 * docs/methods/queueing.md. Throws a RangeError unless utilization is below 1.
 */
export function stationWait(input: StationInput): StationWait {
  const { servers, arrivalRate, meanService, serviceCv2, arrivalCv2 } = input;
  requireStable(servers, arrivalRate * meanService);
  for (const cv2 of [serviceCv2, arrivalCv2])
    if (!(cv2 >= 0))
      throw new RangeError(`Expected a squared coefficient of variation of at least 0, got ${cv2}.`);
  const fullRate = servers / meanService;
  if (arrivalRate === 0 || meanService === 0)
    return { waitProbability: 0, conditionalWaitRate: fullRate, conditionalWaitCv2: 1 };
  const spare = 1 - arrivalRate / fullRate;
  return {
    waitProbability: waitProbability(input),
    conditionalWaitRate: fullRate / meanInServices(input, fullRate, spare),
    conditionalWaitCv2: 1 + spare * waitSpread(serviceCv2),
  };
}

/**
 * Mean wait of those who wait, in services of the full station: 1/(1 − σ) of GI/M/c, with what the
 * service law adds or takes away.
 *
 * In heavy traffic (ca² + cs²) / (2(1 − ρ)), which is Kingman's; for Poisson arrivals Kimura's
 * interpolation. For regular arrivals the service law counts as a factor, for bursty ones as a term;
 * both agree at ca² = 1.
 */
function meanInServices(input: StationInput, fullRate: number, spare: number): number {
  const { arrivalRate, serviceCv2, arrivalCv2 } = input;
  if (arrivalCv2 === 1) return (1 + felt(input, spare) / 2) / spare;
  const exponential = 1 / takacsRoot(fitArrivalLaw(arrivalRate, arrivalCv2), fullRate);
  if (serviceCv2 === 1) return exponential;
  if (arrivalCv2 > 1) return exponential + felt(input, spare) / (2 * spare);
  return exponential * Math.max(SHORTEST, 1 + felt(input, spare) / (1 + arrivalCv2));
}

/** Where neither arrivals nor services vary nobody waits; a mean of 0 would be no rate. */
const SHORTEST = 1e-6;

/**
 * cs² − 1 as far as waits feel it: all of it with one server or in heavy traffic, none of it where
 * many servers are seldom all busy, since then the wait is the shortest of many services under way.
 *
 * Source: Kimura, Approximations for multi-server queues: system interpolations, Queueing Systems 17
 * (1994): the mean of M/G/c between those of M/M/c and M/D/c; the latter after Cosmetatos, INFOR 13
 * (1975).
 */
function felt({ servers, serviceCv2 }: StationInput, spare: number): number {
  const crowd = ((servers - 1) * (Math.sqrt(4 + 5 * servers) - 2)) / (16 * servers);
  // Mean wait of M/M/c by that of M/D/c, 2 to 1.
  const fold = Math.max(1, 2 / (1 + (spare / (1 - spare)) * crowd));
  return ((serviceCv2 - 1) * 2 * (fold - 1)) / (serviceCv2 * (2 - fold) + fold);
}

/**
 * That of GI/M/c for arrivals as bursty as the servers feel them: with the cv² at which the variance
 * of the number busy of endless servers is the same. Steadier than any arrivals of GI/M/c, it is
 * that of more servers at the same utilization (Hayward).
 */
function waitProbability({
  servers,
  arrivalRate,
  meanService,
  serviceCv2,
  arrivalCv2,
}: StationInput): number {
  const offeredLoad = arrivalRate * meanService;
  if (arrivalCv2 === 1) return erlangC(servers, offeredLoad);
  const peakedness = 1 + (arrivalCv2 - 1) * shorterOfTwo(serviceCv2);
  if (peakedness >= 0.5 && servers <= EXACT_SERVERS)
    return renewalQueue({ servers, arrivalRate, meanService, arrivalCv2: Math.max(0, 2 * peakedness - 1) })
      .waitProbability;
  const scaled = servers * (0.5 / peakedness);
  if (peakedness >= 0.5 || scaled > EXACT_SERVERS) return scaledErlangC(servers, offeredLoad, peakedness);
  return betweenWhole(
    scaled,
    (whole) =>
      renewalQueue({
        servers: whole,
        arrivalRate: (arrivalRate / servers) * whole,
        meanService,
        arrivalCv2: 0,
      }).waitProbability,
  );
}

/** Straight between whole numbers of servers, in logarithms. */
function betweenWhole(servers: number, chanceAt: (whole: number) => number): number {
  const below = Math.floor(servers);
  const chance = chanceAt(below);
  if (servers === below) return chance;
  return chance * (chanceAt(below + 1) / chance) ** (servers - below) || 0;
}

/**
 * Hayward's scaling by the peakedness z of the arrivals: C(c, a) ≈ C(c/z, a/z), with the utilization
 * kept while c/z is rounded. Source: Fredericks, Bell System Technical Journal 59 (1980); Whitt 1984.
 */
function scaledErlangC(servers: number, offeredLoad: number, peakedness: number): number {
  if (peakedness < 1e-9) return 0;
  const scaled = Math.min(1e9, Math.max(1, Math.round(servers / peakedness)));
  return erlangC(scaled, (offeredLoad / servers) * scaled);
}
