import { heldInstances } from './autoscaler.ts';
import { releasesPutOff } from './deferral.ts';
import { QUIET_UTILIZATION } from './draw-inputs.ts';
import { isPartial } from './outage.ts';
import { plainLoad } from './quiet-step.ts';
import { highestOf } from './spans.ts';
import type { Workspace } from './workspace.ts';

/*
 * Of a future's steps most are plain: nobody waits, nothing fails, no rule acts. They are found
 * station by station before the walk, which then visits the others alone; what they add to the
 * ledger and the pictures is summed over whole windows afterwards.
 */
export const PLAIN = 0;
/** Plain but for what could be carried, which is entered already. */
export const WEAKENED = 1;
/** Plain but for outages of parts, which have to be looked at. */
export const TOUCHED = 2;
/** Something may happen: to be looked at by itself. */
export const VISITED = 3;

/** Fills `steps` of the workspace's plain state, and every station's utilization in plain steps. */
export function markPlainSteps(work: Workspace): void {
  const { marks } = work.plain;
  marks.fill(work.plain.isRestless || work.pieceByPiece ? VISITED : PLAIN);
  for (let station = 0; station < work.compiled.stations.length; station++) {
    markStation(work, station);
    markLimits(work, station);
  }
  markDoor(work);
  markPutOff(work);
  for (const step of work.compiled.rules.edges.keys()) marks[step] = VISITED;
}

function markStation(work: Workspace, station: number): void {
  const input = work.inputs.stations[station]!;
  if (input.autoscaled) return markScaledStation(work, station);
  const { marks } = work.plain;
  const utilization = work.plain.utilization[station]!;
  const load = work.loadPath.loads[station]!;
  const servers = input.servers[input.instances]!;
  const most = plainLoad(work, station, Math.min(servers, input.limit));
  const each = 1 / servers;
  const steps = load.length;
  for (let step = 0; step < steps; step++) {
    if (load[step]! >= most) marks[step] = VISITED;
    utilization[step] = load[step]! * each;
  }
}

function markScaledStation(work: Workspace, station: number): void {
  const { marks } = work.plain;
  const utilization = work.plain.utilization[station]!;
  const input = work.inputs.stations[station]!;
  const load = work.loadPath.loads[station]!;
  const most = new Float64Array(input.servers.length).fill(Number.NaN);
  const { lagSteps, holdSteps, lateMinutes, isTight, servers } = input;
  const desired = work.loadPath.desired[station]!;
  for (let step = 0; step < load.length; step++) {
    const now = heldInstances(desired, step, lagSteps, holdSteps);
    if (!(load[step]! < most[now]!)) {
      if (Number.isNaN(most[now]!))
        most[now] = plainLoad(work, station, Math.min(servers[now]!, input.limit));
      if (load[step]! >= most[now]!) marks[step] = VISITED;
    }
    utilization[step] = load[step]! / servers[now]!;
    if (lateMinutes === 0) continue;
    const late = heldInstances(desired, step, lagSteps + 1, holdSteps);
    if (late < now && (isTight || load[step]! >= QUIET_UTILIZATION * servers[late]!)) marks[step] = VISITED;
  }
}

/** Steps in which a limit with a calendar may make somebody wait, whatever the autoscaler holds. */
function markLimits(work: Workspace, station: number): void {
  const { marks } = work.plain;
  const { servers, minimum, limit: always } = work.inputs.stations[station]!;
  const load = work.loadPath.loads[station]!;
  for (const { schedule, limit } of work.compiled.rules.limitsOf[station]!) {
    if (!schedule) continue;
    const most = plainLoad(work, station, Math.min(servers[minimum]!, always, limit));
    for (let step = 0; step < load.length; step++)
      if (schedule.shares[step]! > 0 && load[step]! >= most) marks[step] = VISITED;
  }
}

/** Buckets that may run empty, and retries whose schedule changes what a plain step would lose. */
function markDoor({ compiled, path, plain, quiet, buckets }: Workspace): void {
  const { marks } = plain;
  compiled.rules.rateLimits.forEach(({ journeys: members, schedule }, index) => {
    const most = buckets.quietRates[index]!;
    const totals = members.map((member) => path.totals[member]!);
    const attempts = members.map((member) => quiet.attempts[member]!);
    const highest = totals.map((total, member) => highestOf(total, 0, total.length) * attempts[member]!);
    if (highest.reduce((sum, rate) => sum + rate, 0) < most) return;
    for (let step = 0; step < marks.length; step++) {
      if (schedule && schedule.shares[step] === 0) continue;
      let arrivals = 0;
      for (let member = 0; member < totals.length; member++)
        arrivals += totals[member]![step]! * attempts[member]!;
      if (arrivals > 0 && arrivals >= most) marks[step] = VISITED;
    }
  });
  compiled.rules.retries.forEach((rule, journey) => {
    if (!rule?.schedule || quiet.attempts[journey] === 1) return;
    const { shares } = rule.schedule;
    for (let step = 0; step < marks.length; step++) if (shares[step]! < 1) marks[step] = VISITED;
  });
}

/** Steps that release what a clause counts apart from the rest. */
function markPutOff({ compiled, deferral, plain: { marks } }: Workspace): void {
  if (!deferral) return;
  for (const { deferred, subject } of compiled.clauses) {
    if (deferred === 'fromRelease') continue;
    for (let step = 0; step < marks.length; step++)
      if (releasesPutOff(deferral, subject, step)) marks[step] = VISITED;
  }
}

/** Steps that an outage touches are looked at; where it leaves parts of the station, less closely. */
export function markOutages({ outages, plain: { marks }, compiled }: Workspace): void {
  const { stepMinutes } = compiled.grid;
  for (const outage of outages) {
    const mark = isPartial(outage) ? TOUCHED : VISITED;
    const last = Math.min(marks.length, Math.ceil(outage.end / stepMinutes));
    for (let step = Math.max(0, Math.floor(outage.start / stepMinutes)); step < last; step++)
      if (marks[step]! < mark) marks[step] = mark;
  }
}

/** The first step from `from` on that is not plain, or `end`. */
export function nextMarked(marks: Uint8Array, from: number, end: number): number {
  let step = from;
  while (step < end && marks[step] === PLAIN) step++;
  return step;
}

/** The first step from `from` on that has to be visited, or `end`. */
function nextVisited(marks: Uint8Array, from: number, end: number): number {
  let step = from;
  while (step < end && marks[step]! <= WEAKENED) step++;
  return step;
}

/** Lists the plain steps as stretches that follow each other without a gap, in order. */
export function findStretches({ plain }: Workspace): void {
  const { marks, stretches } = plain;
  const end = marks.length;
  stretches.length = 0;
  for (let step = 0; step < end; step++) {
    const to = nextVisited(marks, step, end);
    if (to > step) stretches.push({ from: step, to });
    step = to;
  }
}
