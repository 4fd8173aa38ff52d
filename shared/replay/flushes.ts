import { randomKey } from '../statistics/random.ts';
import { bitsAt, negativeLogarithm } from './chance.ts';
import type { Core } from './core.ts';
import { schedule } from './event-heap.ts';
import { STATION_SHIFT, TIMER } from './layout.ts';
import { finishAll } from './service.ts';
import { settle } from './stations.ts';

/** Poisson moments at which everything in service at a station is done at once. */
export function startFlushes(core: Core, seed: number, future: number, repetition: number): void {
  core.network.stations.forEach(({ id, flushRate = 0 }, station) => {
    if (flushRate === 0) return;
    const key = randomKey(seed, future, `replay/${repetition}/stations/${id}/flush`);
    core.rules.flushes[station] = { ...key, count: 0 };
    scheduleFlush(core, station);
  });
}

export function flush(core: Core, station: number): void {
  settle(core.stations, station << STATION_SHIFT, core.clock[0]!);
  finishAll(core, station << STATION_SHIFT);
  scheduleFlush(core, station);
}

function scheduleFlush(core: Core, station: number): void {
  const state = core.rules.flushes[station]!;
  const wait = negativeLogarithm(bitsAt(state.high, state.low, state.count++));
  const next = core.clock[0]! + wait / core.network.stations[station]!.flushRate!;
  schedule(core.heap, core.timers.first[TIMER.flush]! + station, next);
}
