import type { Core } from './core.ts';
import { COUNT, COUNT_SHIFT, STATION_SHIFT, TOTAL } from './layout.ts';
import { binnedQuantile, COARSE_BINS } from './measures.ts';
import { LOSSES } from './repetition.ts';
import type { LossKind, ReplaySlice, SliceOfJourney, SliceOfStation } from './replay-result.ts';

/** Slices of a span over the repetitions so far. */
export interface SpanSlices {
  /** Takes in a repetition that is over. */
  add(core: Core): void;
  /** A slice as known from the repetitions taken in and, where it is past there, the one under way. */
  read(slice: number, running?: Core): ReplaySlice;
}

interface Sums {
  counts: Float64Array;
  responses: Float64Array;
  /** Stations' totals within the slice. */
  stations: Float64Array;
  repetitions: number;
}

export interface SliceGrid {
  from: number;
  minutes: number;
  slices: number;
  journeys: number;
  /** By station: whether it has instances. */
  hasInstances: boolean[];
}

export function createSpanSlices(grid: SliceGrid): SpanSlices {
  const sums = Array.from({ length: grid.slices }, () => emptySums(grid));
  return {
    add: (core) => sums.forEach((each, slice) => addSlice(each, core, slice, grid)),
    read: (slice, running) => {
      const known = copyOf(sums[slice]!);
      if (running && running.measures.edge > slice + 1) addSlice(known, running, slice, grid);
      return sliceOf(known, slice, grid);
    },
  };
}

const emptySums = ({ journeys, hasInstances }: SliceGrid): Sums => ({
  counts: new Float64Array(journeys << COUNT_SHIFT),
  responses: new Float64Array(journeys * COARSE_BINS),
  stations: new Float64Array(hasInstances.length << STATION_SHIFT),
  repetitions: 0,
});

const copyOf = ({ counts, responses, stations, repetitions }: Sums): Sums => ({
  counts: counts.slice(),
  responses: responses.slice(),
  stations: stations.slice(),
  repetitions,
});

function addSlice(sums: Sums, { measures, stations }: Core, slice: number, { journeys }: SliceGrid): void {
  const firstCount = (slice * journeys) << COUNT_SHIFT;
  const firstBin = slice * journeys * COARSE_BINS;
  const edge = slice * stations.totals.length;
  for (let at = 0; at < sums.counts.length; at++) sums.counts[at]! += measures.counts[firstCount + at]!;
  for (let at = 0; at < sums.responses.length; at++)
    sums.responses[at]! += measures.sliceResponses[firstBin + at]!;
  for (let at = 0; at < sums.stations.length; at++)
    sums.stations[at]! += measures.edges[edge + stations.totals.length + at]! - measures.edges[edge + at]!;
  sums.repetitions += 1;
}

function sliceOf(sums: Sums, slice: number, grid: SliceGrid): ReplaySlice {
  const minutes = grid.minutes / grid.slices;
  const seconds = minutes * 60 * Math.max(1, sums.repetitions);
  return {
    from: grid.from + slice * minutes,
    minutes,
    journeys: Array.from({ length: grid.journeys }, (_none, index) => journeyOf(sums, index, seconds)),
    stations: grid.hasInstances.map((has, index) => stationOf(sums, index, seconds, has)),
  };
}

function journeyOf({ counts, responses }: Sums, index: number, seconds: number): SliceOfJourney {
  const row = index << COUNT_SHIFT;
  const percentile = (probability: number): number | null => {
    const time = binnedQuantile(responses, index * COARSE_BINS, COARSE_BINS, probability);
    return time === undefined ? null : time * 1000;
  };
  return {
    arrivalsPerSecond: counts[row + COUNT.fresh]! / seconds,
    throughputPerSecond: counts[row + COUNT.answered]! / seconds,
    p50: percentile(0.5),
    p95: percentile(0.95),
    p99: percentile(0.99),
    losses: Object.fromEntries(LOSSES.map((loss) => [loss, counts[row + COUNT[loss]]! / seconds])) as Record<
      LossKind,
      number
    >,
  };
}

function stationOf(
  { stations }: Sums,
  index: number,
  seconds: number,
  hasInstances: boolean,
): SliceOfStation {
  const row = index << STATION_SHIFT;
  const servers = stations[row + TOTAL.servers]!;
  const isEndless = stations[row + TOTAL.endless]! > 0;
  return {
    utilization: servers > 0 ? (stations[row + TOTAL.busy]! - stations[row + TOTAL.short]!) / servers : 0,
    waiting: stations[row + TOTAL.waiting]! / seconds,
    servers: isEndless ? null : servers / seconds,
    instances: hasInstances ? stations[row + TOTAL.instances]! / seconds : null,
  };
}
