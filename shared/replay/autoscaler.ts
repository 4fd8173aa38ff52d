import { setCondition } from './conditions.ts';
import type { Core } from './core.ts';
import { schedule } from './event-heap.ts';
import { STATION_SHIFT, TIMER, TOTAL } from './layout.ts';
import type { Autoscaler } from './network.ts';
import type { ScalerState } from './rule-states.ts';
import { settleServers } from './stations.ts';

export function startScalers(core: Core): void {
  core.rules.scalers.forEach((state, station) => {
    const autoscaler = core.network.stations[station]!.instances?.autoscaler;
    if (!state || !autoscaler) return;
    state.times = (autoscaler.before ?? []).map(({ at }) => at);
    state.asked = (autoscaler.before ?? []).map(({ instances }) => instances);
    state.seen = 0;
    hold(core, station, autoscaler, state);
    scheduleLook(core, station, autoscaler);
  });
}

const scheduleLook = (core: Core, station: number, { window }: Autoscaler): void =>
  schedule(core.heap, core.timers.first[TIMER.scaling]! + station, core.clock[0]! + window);

/** Measures the load of the window that ends now, and holds what was asked for a lag ago (C2). */
export function scale(core: Core, station: number): void {
  const { instances } = core.network.stations[station]!;
  const { autoscaler } = instances!;
  const state = core.rules.scalers[station]!;
  const now = core.clock[0]!;
  const { window, target, maximum, lag, cooldown } = autoscaler!;
  const work = core.stations.totals[(station << STATION_SHIFT) + TOTAL.work]!;
  const load = (work - state.seen) / window;
  state.seen = work;
  let asked = Math.min(maximum, Math.max(1, minimumAt(autoscaler!.minimum, now)));
  while (asked < maximum && instances!.servers[asked]! * target < load) asked += 1;
  state.times.push(now - window / 2);
  state.asked.push(asked);
  while (state.times.length > 1 && state.times[1]! < now - lag - cooldown - window) {
    state.times.shift();
    state.asked.shift();
  }
  hold(core, station, autoscaler!, state);
  scheduleLook(core, station, autoscaler!);
}

/** The newest request at least the lag old, and nothing less than was asked for within the cooldown before. */
function hold(core: Core, station: number, { lag, cooldown, window }: Autoscaler, state: ScalerState): void {
  // Looks come once in a window: the one whose middle is nearest counts.
  const due = core.clock[0]! - lag + window / 2;
  let instances = 0;
  for (let at = state.times.length - 1; at >= 0; at--) {
    const time = state.times[at]!;
    if (time > due) continue;
    if (instances > 0 && time < due - cooldown) break;
    instances = Math.max(instances, state.asked[at]!);
  }
  const { totals } = core.stations;
  const running = (station << STATION_SHIFT) + TOTAL.running;
  if (instances === 0 || instances === totals[running]) return;
  settleServers(core.stations, station << STATION_SHIFT, core.clock[0]!);
  totals[running] = instances;
  setCondition(core, station);
}

/** The schedule's minimum at a moment. */
function minimumAt({ starts, instances }: Autoscaler['minimum'], now: number): number {
  let piece = 0;
  while (piece + 1 < starts.length && starts[piece + 1]! <= now) piece += 1;
  return instances[piece]!;
}
