import { post, slotOf, type Core } from './core.ts';
import { cancel, schedule } from './event-heap.ts';
import { JOB, OUTCOME, STATION, STATION_SHIFT, STATUS, TIMER, TOTAL } from './layout.ts';
import { coversNow } from './spans.ts';

export function startDeferrals(core: Core): void {
  core.rules.deferrals.forEach((state, index) => {
    state.first = -1;
    state.last = -1;
    state.seen.fill(0);
    state.released.fill(0);
    state.loads.fill(-1);
    state.room.fill(0);
    state.isBusy = false;
    scheduleLook(core, index);
  });
}

/** Whether a request that arrives now waits for a quieter time. */
export function isDeferred(core: Core, index: number): boolean {
  const { spans } = core.network.deferrals![index]!;
  const { first, isBusy } = core.rules.deferrals[index]!;
  return (first >= 0 || isBusy) && coversNow(spans, core.clock[0]!);
}

export function putOff(core: Core, job: number, index: number): void {
  const { rows } = core.jobs;
  const state = core.rules.deferrals[index]!;
  rows[job + JOB.status] = STATUS.deferred;
  rows[job + JOB.previous] = state.last;
  rows[job + JOB.next] = -1;
  if (state.last < 0) state.first = job;
  else rows[state.last + JOB.next] = job;
  state.last = job;
  schedule(core.heap, slotOf(core, job), core.clock[0]! + core.network.deferrals![index]!.longest);
}

/** Out of the list: its longest delay is over, or there is room for it. */
export function release(core: Core, job: number): void {
  const { rows } = core.jobs;
  const state = core.rules.deferrals[core.streams[rows[job + JOB.stream]!]!.deferral]!;
  const before = rows[job + JOB.previous]!;
  const after = rows[job + JOB.next]!;
  if (before < 0) state.first = after;
  else rows[before + JOB.next] = after;
  if (after < 0) state.last = before;
  else rows[after + JOB.previous] = before;
  cancel(core.heap, slotOf(core, job));
  post(core, job, OUTCOME.enters);
}

/** Measures how busy the stations are and lets go as many as leave them below the threshold. */
export function look(core: Core, index: number): void {
  const rule = core.network.deferrals![index]!;
  const state = core.rules.deferrals[index]!;
  const applies = coversNow(rule.spans, core.clock[0]!);
  state.isBusy = applies && !makeRoom(core, index);
  while (state.first >= 0) {
    const job = state.first;
    const { erlangs } = core.streams[core.jobs.rows[job + JOB.stream]!]!;
    if (applies && rule.stations.some((station, at) => erlangs[station]! > state.room[at]!)) break;
    rule.stations.forEach((station, at) => {
      state.room[at]! -= erlangs[station]!;
      state.released[at]! += erlangs[station]!;
    });
    release(core, job);
  }
  scheduleLook(core, index);
}

/** Looks per window. */
const LOOKS = 10;

const scheduleLook = (core: Core, index: number): void =>
  schedule(
    core.heap,
    core.timers.first[TIMER.deferral]! + index,
    core.clock[0]! + core.network.deferrals![index]!.window / LOOKS,
  );

/**
 * Work that fits in below the threshold until the next look, by station, beside the load of all others;
 * room too small for a whole request is kept for the next. Tells whether there is any everywhere.
 */
function makeRoom({ network, rules, stations }: Core, index: number): boolean {
  const { below, stations: watched, window } = network.deferrals![index]!;
  const { seen, released, loads, room, first } = rules.deferrals[index]!;
  const tick = window / LOOKS;
  let hasRoom = true;
  watched.forEach((station, at) => {
    const row = station << STATION_SHIFT;
    const work = stations.totals[row + TOTAL.work]!;
    const load = Math.max(0, work - seen[at]! - released[at]!) / tick;
    seen[at] = work;
    released[at] = 0;
    const before = loads[at]!;
    loads[at] = before < 0 ? load : before + (load - before) * (1 - Math.exp(-1 / LOOKS));
    const servers = stations.rows[row + STATION.full]! + stations.totals[row + TOTAL.fraction]!;
    const more = (below * servers - loads[at]) * tick;
    room[at] = more > 0 ? more + (first < 0 ? 0 : Math.max(0, room[at]!)) : 0;
    if (more <= 0) hasRoom = false;
  });
  return hasRoom;
}
