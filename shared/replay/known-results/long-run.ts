import { asPercentile } from '../../queueing/known-results/known-model.ts';
import { type NetworkOptions, type NetworkResult, replayNetwork } from '../network-result.ts';
import type { Network } from '../network.ts';
import type { Estimate } from '../replay-result.ts';
import type { Effort } from './known-replay.ts';

/** A network in its long run. */
export interface LongRun {
  network: Network;
  /** Requests per unit of time. */
  rate: number;
  /** Time after which little is left of how it began; repetitions start empty. */
  memory: number;
  options?: Partial<NetworkOptions>;
}

/** Times the memory of a network that a repetition is warmed up, and measured at least. */
const WARM_UP = 10;
const SPAN = 40;
/** Requests of one network in one go: a second or two; and where even the shortest run is refused. */
const ENOUGH = 5e6;
const TOO_MANY = 1e9;

/** Simulates in repetitions long against the network's memory; requests are followed until they leave. */
export function longRun(
  { network, rate, memory, options }: LongRun,
  { seed, future, requests, repetitions, stretch }: Effort,
  percentiles: readonly string[],
): NetworkResult {
  const least = Math.max(requests / repetitions / rate, SPAN * memory);
  const perUnit = rate * repetitions;
  if (!(least * perUnit < TOO_MANY))
    throw new RangeError(`the network forgets so slowly that ${least * perUnit} requests would be needed`);
  const span = least * bounded(stretch, least * perUnit);
  return replayNetwork(network, {
    seed,
    future,
    repetitions,
    start: -WARM_UP * memory,
    from: 0,
    to: span,
    grace: WARM_UP * memory,
    probabilities: percentiles.map(asPercentile),
    ...options,
  });
}

/** `stretch`, as far as that many `requests` so many times over can be waited for. */
export const bounded = (stretch: number, requests: number): number =>
  Math.min(stretch, Math.max(1, ENOUGH / requests));

/**
 * Relaxation time of a station: a service, and the time its queue takes to forget. Source: the gap
 * cμ(1 − √ρ)² of M/M/c's spectrum, Karlin and McGregor 1958, times the cv²s in heavy traffic; with
 * limited room no less than that of a walk between two walls.
 */
export function memoryOf(station: {
  servers: number;
  arrivalRate: number;
  meanService: number;
  /** Sum of the cv² of arrivals and services. */
  cv2s?: number;
  places?: number;
}): number {
  const { servers, arrivalRate, meanService, cv2s = 2, places = Infinity } = station;
  const utilization = (arrivalRate * meanService) / servers;
  if (utilization >= 1 && places === Infinity)
    throw new RangeError(`at a utilization of ${utilization} an endless queue never settles`);
  const gap = Math.max((1 - Math.sqrt(utilization)) ** 2, (Math.PI / (places + 2)) ** 2);
  return meanService * (1 + Math.max(1, cv2s / 2) / (servers * gap));
}

/** The quantile of the percentile asked for. */
export const quantileAt = (
  quantiles: readonly Estimate[] | undefined,
  percentiles: readonly string[],
  digits: string,
): Estimate | null => quantiles?.[percentiles.indexOf(digits)] ?? null;
