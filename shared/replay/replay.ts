import { advance } from './advance.ts';
import { nextArrival } from './arrivals.ts';
import { startScalers } from './autoscaler.ts';
import { startBookkeeping } from './bookkeeping.ts';
import { think } from './clients.ts';
import { startConditions } from './conditions.ts';
import { createCore, newJob, resetCore, slotOf, type Core } from './core.ts';
import { startDeferrals } from './deferral.ts';
import { begin } from './door.ts';
import { schedule } from './event-heap.ts';
import { startFlushes } from './flushes.ts';
import { JOB, PLACE_SHIFT, STATUS, TIME, TIMER } from './layout.ts';
import type { MeasureOptions } from './measures.ts';
import type { Network } from './network.ts';
import { startShedding } from './shedding.ts';

/** Simulates a network request by request (P1). Made once, used for as many repetitions as wanted. */
export interface Replay {
  readonly core: Core;
  /** Starts anew, with the chance of one repetition of one future. */
  start(seed: number, future: number, repetition: number): void;
  /** Handles up to so many events; true when nothing is left to measure. Pieces of any size give the same bytes. */
  advance(events: number): boolean;
}

export function createReplay(network: Network, options: MeasureOptions): Replay {
  const core = createCore(network, options);
  return {
    core,
    start(seed, future, repetition) {
      resetCore(core, seed, future, repetition);
      startBookkeeping(core);
      startConditions(core);
      startScalers(core);
      startShedding(core);
      startDeferrals(core);
      startFlushes(core, seed, future, repetition);
      startStreams(core);
      startBacklogs(core);
    },
    advance: (events) => advance(core, events),
  };
}

function startStreams(core: Core): void {
  core.streams.forEach((source, index) => {
    if (source.kind === 'population') {
      for (let customer = 0; customer < source.size; customer++) {
        const job = newJob(core);
        core.jobs.rows[job + JOB.stream] = index;
        core.jobs.rows[job + JOB.serial] = -1 - customer;
        think(core, job);
      }
      return;
    }
    const first = nextArrival(source, core.laws, core.start);
    source.serial = 1;
    if (first < Infinity) schedule(core.heap, core.timers.first[TIMER.arrival]! + index, first);
  });
}

/** Calls that wait from before the start come in at once, those of different streams mixed evenly. */
function startBacklogs(core: Core): void {
  core.network.stations.forEach(({ backlog = [] }) => {
    const calls = backlog.flatMap(({ stream, step, calls: count }) =>
      Array.from({ length: count }, (_none, place) => ({ stream, step, at: (place + 0.5) / count })),
    );
    calls.sort((a, b) => a.at - b.at || a.stream - b.stream);
    for (const { stream, step } of calls) {
      const job = newJob(core);
      const { rows, times } = core.jobs;
      rows[job + JOB.stream] = stream;
      begin(core, job);
      rows[job + JOB.status] = STATUS.moving;
      rows[job + JOB.place] = core.streams[stream]!.firstPlace + (step << PLACE_SHIFT);
      times[(job >> 1) + TIME.start] = core.start;
      schedule(core.heap, slotOf(core, job), core.start);
    }
  });
}
