import type { Core } from './core.ts';
import { schedule } from './event-heap.ts';
import { STATION_SHIFT, TIMER, TOTAL } from './layout.ts';
import { coversNow } from './spans.ts';

export function startShedding(core: Core): void {
  core.rules.shedding.forEach((state, index) => {
    state.seen.fill(0);
    state.rates.fill(-1);
    state.shares.fill(0);
    lookAtLoad(core, index);
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
  if (coversNow(rule.spans, now)) shed(core, index, rule.station >= 0 ? rule.station : busiest(core, index));
  core.streams.forEach((stream, at) => {
    stream.shed = 1 - core.rules.shedding.reduce((kept, { shares }) => kept * (1 - shares[at]!), 1);
  });
  schedule(core.heap, core.timers.first[TIMER.shedding]! + index, now + tick);
}

function shed(core: Core, index: number, station: number): void {
  const { above, order } = core.network.shedding![index]!;
  const { rates, shares } = core.rules.shedding[index]!;
  const loadOf = (stream: number) => Math.max(0, rates[stream]!) * core.streams[stream]!.erlangs[station]!;
  const servers = serversOf(core, station);
  if (servers === 0 || servers === Infinity) return;
  let excess = core.streams.reduce((sum, _stream, at) => sum + loadOf(at), 0) - above * servers;
  for (const members of order) {
    if (excess <= 0) return;
    const load = members.reduce((sum, stream) => sum + loadOf(stream), 0);
    if (load <= 0) continue;
    const share = Math.min(1, excess / load);
    for (const stream of members) shares[stream] = share;
    excess -= share * load;
  }
}

function busiest(core: Core, index: number): number {
  const { rates } = core.rules.shedding[index]!;
  let found = 0;
  let most = -1;
  for (let station = 0; station < core.network.stations.length; station++) {
    const servers = serversOf(core, station);
    if (servers === 0) continue;
    let load = 0;
    core.streams.forEach(({ erlangs }, at) => (load += Math.max(0, rates[at]!) * erlangs[station]!));
    if (load / servers > most) {
      most = load / servers;
      found = station;
    }
  }
  return found;
}

const serversOf = ({ stations }: Core, station: number): number =>
  stations.totals[(station << STATION_SHIFT) + TOTAL.present]!;
