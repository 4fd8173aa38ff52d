import type { Core } from './core.ts';
import {
  COUNT,
  COUNT_SHIFT,
  FLAG,
  JOB,
  JOB_SHIFT,
  PROBE,
  PROBE_SHIFT,
  STATION_SHIFT,
  STATUS,
  TOTAL,
} from './layout.ts';
import { binnedQuantile, FINE_BINS, type Loss } from './measures.ts';

/** What one repetition measured, as plain numbers; null where there was nothing to measure. */
export interface Repetition {
  streams: StreamNumbers[];
  stations: StationNumbers[];
  /** By probe and station: means over its samples. */
  probes: { number: number; waiting: number; watched: number }[][];
}

export interface StreamNumbers {
  fresh: number;
  retried: number;
  answered: number;
  lost: Record<Loss, number>;
  response: number;
  /** Sum, and requests with any. */
  wait: number;
  waited: number;
  responseQuantiles: (number | null)[];
  waitQuantiles: (number | null)[];
  orbit: number;
  /** Of all requests since the start, and of those of the span: that have not left. */
  all: { fresh: number; answered: number; lost: number; inside: number };
  inside: number;
}

/** Counts, and means over the span. */
export interface StationNumbers {
  offered: number;
  /** Of these not lost to what was down, or to an open circuit breaker. */
  reached: number;
  delayed: number;
  rejected: number;
  failed: number;
  gaveUp: number;
  /** Calls whose service began, and the sum of their waits; of those who gave up. */
  started: number;
  waitOfStarted: number;
  waitOfGivenUp: number;
  busy: number;
  /** Servers' worth of `busy`: a fraction of a server counts as one. */
  used: number;
  waiting: number;
  servers: number;
  instances: number;
  watched: number;
  watchedTimes: number;
  /** Sum of times inside. */
  timeInside: number;
}

export const LOSSES: readonly Loss[] = ['limited', 'shed', 'rejected', 'timedOut', 'failed'];

/** Reads off what the repetition that is over has measured. */
export function readRepetition(core: Core, probabilities: readonly number[]): Repetition {
  const inside = countInside(core);
  return {
    streams: core.streams.map((_source, index) => readStream(core, index, probabilities, inside[index]!)),
    stations: core.network.stations.map((_station, number) => readStation(core, number)),
    probes: readProbes(core),
  };
}

interface Inside {
  all: number;
  span: number;
}

/** Requests that have not left, counted one by one. */
function countInside({ jobs, streams, measures }: Core): Inside[] {
  const found = streams.map(() => ({ all: 0, span: 0 }));
  for (let job = 0; job < jobs.end; job += 1 << JOB_SHIFT) {
    const status = jobs.rows[job + JOB.status];
    if (status === STATUS.free || status === STATUS.thinking || jobs.rows[job + JOB.root] !== job) continue;
    if (jobs.rows[job + JOB.flags]! & FLAG.decided) continue;
    const of = found[jobs.rows[job + JOB.stream]!]!;
    of.all += 1;
    if (jobs.rows[job + JOB.account]! < measures.outside) of.span += 1;
  }
  return found;
}

function readStream(
  core: Core,
  index: number,
  probabilities: readonly number[],
  inside: Inside,
): StreamNumbers {
  const { measures, streams } = core;
  const sums = new Float64Array(1 << COUNT_SHIFT);
  const all = { fresh: 0, answered: 0, lost: 0, inside: inside.all };
  for (let slice = 0; slice <= measures.slices; slice++) {
    const row = (slice * streams.length + index) << COUNT_SHIFT;
    all.fresh += measures.counts[row + COUNT.fresh]!;
    all.answered += measures.counts[row + COUNT.answered]!;
    for (const loss of LOSSES) all.lost += measures.counts[row + COUNT[loss]]!;
    if (slice === measures.slices) continue;
    for (let column = 0; column < sums.length; column++) sums[column]! += measures.counts[row + column]!;
  }
  const { waits, responses } = measures;
  const quantiles = (bins: Int32Array) =>
    probabilities.map((probability) =>
      bins.length === 0 ? null : (binnedQuantile(bins, index * FINE_BINS, FINE_BINS, probability) ?? null),
    );
  return {
    fresh: sums[COUNT.fresh]!,
    retried: sums[COUNT.retried]!,
    answered: sums[COUNT.answered]!,
    lost: Object.fromEntries(LOSSES.map((loss) => [loss, sums[COUNT[loss]]!])) as Record<Loss, number>,
    response: sums[COUNT.response]!,
    wait: sums[COUNT.wait]!,
    waited: sums[COUNT.waited]!,
    responseQuantiles: quantiles(responses),
    waitQuantiles: quantiles(waits),
    orbit: measures.orbits[index]! / (measures.to - measures.from),
    all,
    inside: inside.span,
  };
}

function readStation({ measures, stations }: Core, number: number): StationNumbers {
  const last = measures.slices * stations.totals.length + (number << STATION_SHIFT);
  const first = number << STATION_SHIFT;
  const { edges } = measures;
  const sum = (column: number): number => edges[last + column]! - edges[first + column]!;
  const mean = (column: number): number => sum(column) / (measures.to - measures.from);
  return {
    offered: sum(TOTAL.offered),
    reached: sum(TOTAL.offered) - sum(TOTAL.lostAtOnce),
    delayed: sum(TOTAL.delayed),
    rejected: sum(TOTAL.rejected),
    failed: sum(TOTAL.failed) + sum(TOTAL.lostAtOnce),
    gaveUp: sum(TOTAL.gaveUp),
    started:
      sum(TOTAL.offered) -
      sum(TOTAL.rejected) -
      sum(TOTAL.lostAtOnce) -
      sum(TOTAL.delayed) +
      sum(TOTAL.begun),
    waitOfStarted: sum(TOTAL.waitOfBegun),
    waitOfGivenUp: sum(TOTAL.waitOfGivenUp),
    busy: mean(TOTAL.busy),
    used: mean(TOTAL.busy) - mean(TOTAL.short),
    waiting: mean(TOTAL.waiting),
    servers: mean(TOTAL.servers),
    instances: mean(TOTAL.instances),
    watched: mean(TOTAL.watched),
    watchedTimes: sum(TOTAL.watchedTimes),
    timeInside: sum(TOTAL.timeInside),
  };
}

function readProbes({ measures, network }: Core): Repetition['probes'] {
  const count = network.stations.length;
  return measures.probeTimes.map((_time, probe) =>
    network.stations.map((_station, station) => {
      const at = (probe * count + station) << PROBE_SHIFT;
      const samples = Math.max(1, measures.probes[at + PROBE.samples]!);
      return {
        number: measures.probes[at + PROBE.number]! / samples,
        waiting: measures.probes[at + PROBE.waiting]! / samples,
        watched: measures.probes[at + PROBE.watched]! / samples,
      };
    }),
  );
}
