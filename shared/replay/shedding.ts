import type { Core } from './core.ts';
import { schedule } from './event-heap.ts';
import { STATION_SHIFT, TIMER, TOTAL } from './layout.ts';
import { coversNow } from './spans.ts';

export function startShedding(core: Core): void {
  core.rules.shedding.forEach((state, index) => {
    state.seen.fill(0);
    state.rates.fill(-1);
    state.shares.fill(0);
    scheduleLook(core, index);
  });
}

/** Looks per window. */
const LOOKS = 10;

/** Predicts the load at the door and sheds what exceeds the threshold, lowest class first. */
export function lookAtLoad(core: Core, index: number): void {
  const rule = core.network.shedding![index]!;
  const state = core.rules.shedding[index]!;
  const now = core.clock[0]!;
  const tick = rule.window / LOOKS;
  core.streams.forEach((stream, at) => {
    const rate = (stream.attemptsSeen - state.seen[at]!) / tick;
    state.seen[at] = stream.attemptsSeen;
    const before = state.rates[at]!;
    state.rates[at] = before < 0 ? rate : before + (rate - before) * (1 - Math.exp(-1 / LOOKS));
  });
  state.shares.fill(0);
  if (coversNow(rule.spans, now)) {
    for (let station = 0; station < core.network.stations.length; station++)
      if (rule.station < 0 || rule.station === station) shedAt(core, index, station);
  }
  core.streams.forEach((stream, at) => {
    stream.shed = 1 - core.rules.shedding.reduce((kept, { shares }) => kept * (1 - shares[at]!), 1);
  });
  scheduleLook(core, index);
}

const scheduleLook = (core: Core, index: number): void =>
  schedule(
    core.heap,
    core.timers.first[TIMER.shedding]! + index,
    core.clock[0]! + core.network.shedding![index]!.window / LOOKS,
  );

/** As many of each class as it takes to bring the station under the threshold. */
function shedAt(core: Core, index: number, station: number): void {
  const { above, order } = core.network.shedding![index]!;
  const { rates, shares } = core.rules.shedding[index]!;
  const { totals } = core.stations;
  const row = station << STATION_SHIFT;
  const servers = totals[row + TOTAL.present]!;
  if (servers === 0 || servers === Infinity) return;
  const staying = (stream: number) =>
    Math.max(0, rates[stream]!) *
    core.streams[stream]!.erlangs[station]! *
    (1 - shares[stream]!) *
    totals[row + TOTAL.slow]!;
  let excess = core.streams.reduce((sum, _stream, at) => sum + staying(at), 0) - above * servers;
  for (const members of order) {
    if (excess <= 0) return;
    const load = members.reduce((sum, stream) => sum + staying(stream), 0);
    if (load <= 0) continue;
    const dropped = Math.min(1, excess / load);
    for (const stream of members)
      if (staying(stream) > 0) shares[stream] = 1 - (1 - shares[stream]!) * (1 - dropped);
    excess -= dropped * load;
  }
}
