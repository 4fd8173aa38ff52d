import { settleOrbit } from './clients.ts';
import type { Core } from './core.ts';
import { schedule } from './event-heap.ts';
import {
  JOB,
  JOB_SHIFT,
  PLACE,
  PROBE,
  PROBE_SHIFT,
  STATION,
  STATION_SHIFT,
  STATUS,
  TIME,
  TIMER,
  TOTAL,
} from './layout.ts';
import type { Measures } from './measures.ts';
import { settle, settleServers } from './stations.ts';

export function startBookkeeping(core: Core): void {
  schedule(core.heap, core.timers.first[TIMER.bookkeeping]!, core.measures.from);
  scheduleProbe(core);
}

/** An edge of the measured span's slices: takes down what stations have counted; after the last, waits for those on their way. */
export function bookkeep(core: Core): void {
  const { measures } = core;
  const { from, to, slices } = measures;
  if (measures.edge > slices) {
    core.isOver = true;
    return;
  }
  takeDown(core, measures);
  if (measures.edge === 0 || measures.edge === slices)
    core.streams.forEach((source, index) => {
      settleOrbit(source, core.clock[0]!);
      if (measures.edge === 0) measures.orbits[index] = -source.orbitTime;
      else measures.orbits[index]! += source.orbitTime;
    });
  measures.row = measures.edge * core.streams.length;
  measures.edge += 1;
  const next = measures.edge <= slices ? from + ((to - from) * measures.edge) / slices : to + measures.grace;
  if (measures.edge > slices && (measures.grace === 0 || measures.open === 0)) core.isOver = true;
  else schedule(core.heap, core.timers.first[TIMER.bookkeeping]!, next);
}

/** A row of totals, with the time that those now inside have spent there so far. */
function takeDown(core: Core, measures: Measures): void {
  const { stations, jobs, places, network } = core;
  const now = core.clock[0]!;
  const { rows } = jobs;
  for (let station = 0; station < network.stations.length << STATION_SHIFT; station += 1 << STATION_SHIFT) {
    settle(stations, station, now);
    settleServers(stations, station, now);
  }
  const row = measures.edge * stations.totals.length;
  measures.edges.set(stations.totals, row);
  for (let job = 0; job < jobs.end; job += 1 << JOB_SHIFT) {
    const status = rows[job + JOB.status];
    if (status !== STATUS.waiting && status !== STATUS.serving) continue;
    const station = places.rows[rows[job + JOB.place]! + PLACE.station]!;
    measures.edges[row + station + TOTAL.timeInside]! += now - jobs.times[(job >> 1) + TIME.enter]!;
  }
}

function scheduleProbe({ heap, timers, measures, start }: Core): void {
  if (measures.nextProbe === measures.probeTimes.length) {
    if (!(measures.probeEvery < Infinity)) return;
    measures.nextProbe = 0;
    measures.probeRound += 1;
  }
  const { probeTimes, nextProbe, probeEvery, probeRound } = measures;
  if (probeTimes.length === 0) return;
  const time = probeTimes[nextProbe]! + (probeRound > 0 ? probeRound * probeEvery : 0);
  schedule(heap, timers.first[TIMER.probe]!, Math.max(start, time));
}

/** Looks at every station at a moment asked for. */
export function probe(core: Core): void {
  const { measures, stations, network } = core;
  const count = network.stations.length;
  for (let station = 0; station < count; station++) {
    const at = (measures.nextProbe * count + station) << PROBE_SHIFT;
    const row = station << STATION_SHIFT;
    const waiting = stations.rows[row + STATION.waiting]!;
    const number = stations.rows[row + STATION.busy]! + waiting;
    const watch = stations.rows[row + STATION.watch]!;
    measures.probes[at + PROBE.samples]! += 1;
    measures.probes[at + PROBE.number]! += number;
    measures.probes[at + PROBE.waiting]! += waiting;
    if (watch > 0 && number >= watch) measures.probes[at + PROBE.watched]! += 1;
  }
  measures.nextProbe += 1;
  scheduleProbe(core);
}
