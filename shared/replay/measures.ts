import type { Network } from './network.ts';
import { COUNT, COUNT_SHIFT, PROBE_SHIFT, STATION_SHIFT } from './layout.ts';

/** What is measured of a replay: requests that arrive from `from` to `to`, stations in that time. */
export interface MeasureOptions {
  /** When the simulation starts; what happens before `from` is warm-up. */
  start: number;
  from: number;
  to: number;
  /** Equal parts of the measured span. Default 1. */
  slices?: number;
  /** How long after `to` requests of the span are followed until all have left. Default 0. */
  grace?: number;
  /** Whether quantiles of waits are asked for. Default false. */
  waits?: boolean;
  /** Moments at which the state of stations is taken down; `every`: and again each so much later. */
  probes?: { times: number[]; every?: number };
}

export interface Measures {
  from: number;
  to: number;
  slices: number;
  grace: number;
  /** First row of `counts` for requests that arrive now, and of those outside the span. */
  row: number;
  outside: number;
  /** Requests of the span that have not left. */
  open: number;
  /** By slice and stream, COUNT; the last slice stands for all time outside the span. */
  counts: Float64Array;
  /** Whether more is asked for of an answered request than its response. */
  isDetailed: boolean;
  /** By stream, FINE_BINS each; of waits empty where nobody asks. */
  responses: Int32Array;
  waits: Int32Array;
  /** By slice and stream, coarse; empty with a single slice. */
  sliceResponses: Int32Array;
  /** Stations' totals at the edges of slices, slices + 1 rows. */
  edges: Float64Array;
  edge: number;
  /** By stream: integral over the span of requests between two attempts. */
  orbits: Float64Array;
  probeTimes: number[];
  probeEvery: number;
  /** By probe and station: samples, number inside, waiting, as many as watched. */
  probes: Float64Array;
  nextProbe: number;
  probeRound: number;
}

/** How a request may be lost: the count it belongs to. */
export type Loss = 'limited' | 'shed' | 'rejected' | 'timedOut' | 'failed';

/**
 * Bins of times: 2^−24 to 2^24 units, each power of two in 1024 equal parts (a tenth of a percent);
 * in slices 64 (1.6 %). The bin is read off the number's own bits.
 */
const POWERS = 48;
export const FINE_BITS = 10;
const COARSE_BITS = 6;
export const FINE_BINS = POWERS << FINE_BITS;
export const COARSE_BINS = POWERS << COARSE_BITS;
/** Exponent field of 2^−24 in a double. */
const LOWEST = 1023 - 24;

const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);
/** Which half holds the exponent. */
const HIGH = ((number[0] = 1), words[1] !== 0) ? 1 : 0;

/** Bin of a time; `bits` of each power of two. 0 holds everything below, 0 itself included. */
export function binOf(time: number, bits: number): number {
  number[0] = time;
  const bin = (words[HIGH]! >>> (20 - bits)) - (LOWEST << bits);
  const last = (POWERS << bits) - 1;
  return bin < 0 ? 0 : bin > last ? last : bin;
}

export function createMeasures(network: Network, options: MeasureOptions): Measures {
  const { from, to, slices = 1, grace = 0, waits = false, probes } = options;
  const streams = network.streams.length;
  const stations = network.stations.length;
  return {
    from,
    to,
    slices,
    grace,
    row: slices * streams,
    outside: (slices * streams) << COUNT_SHIFT,
    open: 0,
    counts: new Float64Array(((slices + 1) * streams) << COUNT_SHIFT),
    isDetailed: waits || slices > 1,
    responses: new Int32Array(streams * FINE_BINS),
    waits: new Int32Array(waits ? streams * FINE_BINS : 0),
    sliceResponses: new Int32Array(slices > 1 ? slices * streams * COARSE_BINS : 0),
    edges: new Float64Array((slices + 1) * (stations << STATION_SHIFT)),
    edge: 0,
    orbits: new Float64Array(streams),
    probeTimes: [...(probes?.times ?? [])].sort((a, b) => a - b),
    probeEvery: probes?.every ?? Infinity,
    probes: new Float64Array(((probes?.times.length ?? 0) * stations) << PROBE_SHIFT),
    nextProbe: 0,
    probeRound: 0,
  };
}

export function clearMeasures(measures: Measures): void {
  measures.row = measures.outside >> COUNT_SHIFT;
  measures.open = 0;
  measures.counts.fill(0);
  measures.responses.fill(0);
  measures.waits.fill(0);
  measures.sliceResponses.fill(0);
  measures.edges.fill(0);
  measures.edge = 0;
  measures.probes.fill(0);
  measures.nextProbe = 0;
  measures.probeRound = 0;
}

/** Enters an answered request in its account. */
export function enterAnswer(
  measures: Measures,
  stream: number,
  account: number,
  response: number,
  wait: number,
): void {
  const { counts } = measures;
  counts[account + answered]! += 1;
  if (account >= measures.outside) return;
  counts[account + total]! += response;
  if (wait > 0) {
    counts[account + COUNT.wait]! += wait;
    counts[account + COUNT.waited]! += 1;
  }
  measures.responses[stream * FINE_BINS + binOf(response, FINE_BITS)]! += 1;
  if (measures.isDetailed) enterDetails(measures, stream, account, response, wait);
}

/** Quantiles of waits, and of responses by slice. */
export function enterDetails(
  { waits, sliceResponses }: Measures,
  stream: number,
  account: number,
  response: number,
  wait: number,
): void {
  if (waits.length > 0) waits[stream * FINE_BINS + binOf(wait, FINE_BITS)]! += 1;
  if (sliceResponses.length > 0)
    sliceResponses[(account >> COUNT_SHIFT) * COARSE_BINS + binOf(response, COARSE_BITS)]! += 1;
}

const { answered, response: total } = COUNT;

/** Quantile of binned times, spread evenly inside their bin; undefined of none. `bits` as they were binned with. */
export function binnedQuantile(
  bins: Int32Array | Float64Array,
  at: number,
  count: number,
  probability: number,
): number | undefined {
  let total = 0;
  for (let bin = 0; bin < count; bin++) total += bins[at + bin]!;
  if (total === 0) return undefined;
  const bits = Math.log2(count / POWERS);
  let left = probability * total;
  for (let bin = 0; bin < count; bin++) {
    const inside = bins[at + bin]!;
    if (inside >= left && inside > 0) {
      if (bin === 0) return 0;
      const low = lowerEnd(bin, bits);
      return low + (left / inside) * (lowerEnd(bin + 1, bits) - low);
    }
    left -= inside;
  }
  return lowerEnd(count, bits);
}

function lowerEnd(bin: number, bits: number): number {
  const parts = 1 << bits;
  return 2 ** (Math.floor(bin / parts) - 24) * (1 + (bin % parts) / parts);
}
