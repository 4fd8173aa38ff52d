import { advance } from './advance.ts';
import { nextArrival } from './arrivals.ts';
import { startScalers } from './autoscaler.ts';
import { startBookkeeping } from './bookkeeping.ts';
import { think } from './clients.ts';
import { startConditions } from './conditions.ts';
import { createCore, newJob, resetCore, type Core } from './core.ts';
import { startDeferrals } from './deferral.ts';
import { startBacklogs } from './backlogs.ts';
import { schedule } from './event-heap.ts';
import { startFlushes } from './flushes.ts';
import { JOB, TIMER } from './layout.ts';
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
