import type { Law, Network, Rate, Retries, Stream } from './network.ts';
import { momentsOf } from './law-moments.ts';
import type { Places } from './places.ts';
import { visitsOf } from './visits.ts';

/** One stream's arrivals, clients and counts. */
export interface StreamState {
  kind: 'renewal' | 'mmpp' | 'population';
  /** Of the time between arrivals in means; of the think time of a population. */
  law: number;
  arrivalHigh: number;
  arrivalLow: number;
  /** Requests so far: the number of the next. */
  serial: number;
  rate: RateState;
  mmpp: {
    rates: [number, number];
    switching: [number, number];
    state: number;
    until: number;
    switches: number;
  };
  size: number;
  class: number;
  firstPlace: number;
  timeout: number;
  retries: Retries | null;
  dropExpired: boolean;
  rateLimits: readonly number[];
  deferral: number;
  /** Poisson at a constant rate, straight on to its route. */
  isPlain: boolean;
  /** Whether clients or rules at the door have a say. */
  hasRules: boolean;
  origins: { shares: readonly number[]; laws: number[] }[];
  /** Key of what clients and the door draw. */
  clientHigh: number;
  clientLow: number;
  /** Erlangs one request brings, by station. */
  erlangs: Float64Array;
  /** Chance to be shed now; attempts at that door since the last look, and their smoothed rate. */
  shed: number;
  attemptsSeen: number;
  attemptRate: number;
  /** Retries that the budget still allows, and fresh requests of the recent past. */
  allowance: number;
  recent: number;
  recentAt: number;
  /** Requests between two attempts, and their integral over time up to `orbitUntil`. */
  orbit: number;
  orbitTime: number;
  orbitUntil: number;
  /** Mean time between arrivals where they are Poisson at a constant rate; 0 elsewhere. */
  gap: number;
}

export interface RateState {
  starts: Float64Array;
  rates: Float64Array;
  /** Where the last arrival was. */
  piece: number;
  /** Of a sinusoid; amplitude 0 elsewhere. */
  amplitude: number;
  pace: number;
}

export function createStreams(network: Network, add: (law: Law) => number, places: Places): StreamState[] {
  return network.streams.map((stream, index) => ({
    ...arrivalsOf(stream, add),
    arrivalHigh: 0,
    arrivalLow: 0,
    serial: 0,
    class: stream.class ?? 0,
    firstPlace: places.first[index]!,
    timeout: stream.timeout ?? Infinity,
    retries: stream.retries ?? null,
    dropExpired: stream.retries?.dropExpired ?? false,
    rateLimits: stream.rateLimits ?? [],
    deferral: (network.deferrals ?? []).findIndex(({ streams }) => streams.includes(index)),
    isPlain: isPlain(network, index),
    hasRules: hasRules(network, index),
    origins: (stream.origins ?? []).map(({ share, outside }) => ({ shares: share, laws: outside.map(add) })),
    clientHigh: 0,
    clientLow: 0,
    erlangs: erlangsOf(stream, network.stations.length),
    shed: 0,
    attemptsSeen: 0,
    attemptRate: 0,
    allowance: 0,
    recent: 0,
    recentAt: 0,
    orbit: 0,
    orbitTime: 0,
    orbitUntil: 0,
    gap: gapOf(stream),
  }));
}

function arrivalsOf({ arrivals }: Stream, add: (law: Law) => number) {
  const constant = rateState(0);
  const mmpp: StreamState['mmpp'] = { rates: [0, 0], switching: [0, 0], state: 0, until: 0, switches: 0 };
  switch (arrivals.kind) {
    case 'renewal':
      return { kind: arrivals.kind, law: add(arrivals.law), rate: rateState(arrivals.rate), mmpp, size: 0 };
    case 'mmpp':
      return {
        kind: arrivals.kind,
        law: add({ kind: 'exponential', mean: 1 }),
        rate: constant,
        mmpp: { ...mmpp, rates: arrivals.rates, switching: arrivals.switching },
        size: 0,
      };
    case 'population':
      return { kind: arrivals.kind, law: add(arrivals.think), rate: constant, mmpp, size: arrivals.size };
  }
}

function hasRules({ streams, shedding }: Network, index: number): boolean {
  const { timeout, origins, rateLimits } = streams[index]!;
  const shed = shedding !== undefined && shedding.length > 0;
  return shed || timeout !== undefined || Boolean(origins?.length) || Boolean(rateLimits?.length);
}

function isPlain(network: Network, index: number): boolean {
  const stream = network.streams[index]!;
  const isDeferred = (network.deferrals ?? []).some(({ streams }) => streams.includes(index));
  return gapOf(stream) > 0 && !isDeferred && !stream.retries?.budget && !hasRules(network, index);
}

function gapOf({ arrivals }: Stream): number {
  if (arrivals.kind !== 'renewal' || arrivals.law.kind !== 'exponential') return 0;
  return typeof arrivals.rate === 'number' && arrivals.rate > 0 ? 1 / arrivals.rate : 0;
}

function rateState(rate: Rate): RateState {
  if (typeof rate === 'number')
    return { starts: new Float64Array(1), rates: Float64Array.of(rate), piece: 0, amplitude: 0, pace: 0 };
  if (rate.kind === 'pieces')
    return {
      starts: Float64Array.from(rate.starts),
      rates: Float64Array.from(rate.rates),
      piece: 0,
      amplitude: 0,
      pace: 0,
    };
  return {
    starts: new Float64Array(1),
    rates: Float64Array.of(rate.mean),
    piece: 0,
    amplitude: rate.amplitude,
    pace: (2 * Math.PI) / rate.period,
  };
}

function erlangsOf({ route }: Stream, stations: number): Float64Array {
  const erlangs = new Float64Array(stations);
  for (const visit of visitsOf(route))
    erlangs[visit.station]! += (visit.calls ?? 1) * (1 - (visit.hit ?? 0)) * momentsOf(visit.service).mean;
  return erlangs;
}

export function clearStream(stream: StreamState, start: number): void {
  stream.serial = 0;
  stream.rate.piece = 0;
  stream.mmpp.state = 0;
  stream.mmpp.until = start;
  stream.mmpp.switches = 0;
  stream.shed = 0;
  stream.attemptsSeen = 0;
  stream.attemptRate = -1;
  stream.allowance = 1;
  stream.recent = 0;
  stream.recentAt = start;
  stream.orbit = 0;
  stream.orbitTime = 0;
  stream.orbitUntil = start;
}
