import { heldInstances } from './autoscaler.ts';
import type { Deferral, DeferredJourney } from './deferral.ts';
import { fillUpShares } from './deferral-capacity.ts';
import { fewestInstances } from './fewest-instances.ts';
import { fillLoadPath } from './load-path.ts';
import type { Workspace } from './workspace.ts';

/** Undoes for the next future what deferral did to where requests come from. */
export function resetDeferral({ deferral, path }: Workspace): void {
  for (const { journey, arriving } of deferral?.journeys ?? []) path.mixes[journey] = arriving;
}

/**
 * Puts off what may wait (S5): turns the demand path of the deferred journeys from arrivals into
 * releases and fills the load path anew. The utilization looked at is that of this future's fresh
 * demand, with its outages and the work left from overloaded steps; retries are not foreseen.
 */
export function deferWork(work: Workspace): void {
  const { deferral, compiled } = work;
  if (!deferral) return;
  fillUpShares(work, deferral);
  deferral.backlog.fill(0);
  for (const deferred of deferral.journeys) open(work, deferred);
  for (let step = 0; step < compiled.grid.steps; step++) walkStep(work, deferral, step);
  for (const deferred of deferral.journeys) close(work, deferred);
  fillLoadPath(work);
}

function open({ path }: Workspace, deferred: DeferredJourney): void {
  const { journey, totals, released, parts } = deferred;
  totals.set(path.totals[journey]!);
  path.totals[journey]!.fill(0);
  for (const split of released.splits) split.fill(0);
  path.mixes[journey] = released;
  deferred.head = 0;
  deferred.left = mayWait(deferred, 0);
  deferred.heldAtEnd = 0;
  parts.count = 0;
}

/** Share of a step's arrivals that the rule's calendar allows to be put off. */
const mayWait = ({ rule: { schedule } }: DeferredJourney, step: number): number =>
  schedule ? Math.min(1, schedule.shares[step] ?? 0) : 1;

function close({ compiled: { grid } }: Workspace, deferred: DeferredJourney): void {
  const { totals, parts } = deferred;
  parts.first[grid.steps] = parts.count;
  for (; deferred.head < grid.steps; advance(deferred))
    deferred.heldAtEnd += deferred.left * totals[deferred.head]! * grid.stepMinutes * 60;
}

function advance(deferred: DeferredJourney): void {
  deferred.head += 1;
  deferred.left = mayWait(deferred, deferred.head);
}

function walkStep(work: Workspace, deferral: Deferral, step: number): void {
  openStep(work, deferral, step);
  for (const deferred of deferral.journeys) {
    deferred.parts.first[step] = deferred.parts.count;
    release(work, deferral, deferred, step, step, 1 - mayWait(deferred, step), false);
    releaseDue(work, deferral, deferred, step, step - 1);
  }
  releaseQuietly(work, deferral, step);
  for (const deferred of deferral.journeys) {
    releaseDue(work, deferral, deferred, step, step);
    timeParts(work, deferred, step);
    splitReleases(work, deferred, step);
  }
  closeStep(work, deferral, step);
}

/** Capacity of the step, and the load of what cannot wait. */
function openStep({ inputs, loadPath, compiled }: Workspace, deferral: Deferral, step: number): void {
  const stations = compiled.stations.length;
  for (let station = 0; station < stations; station++) {
    const upShare = deferral.upShare[station];
    if (!upShare) continue;
    const { autoscaled, instances, servers, limit, lagSteps, holdSteps } = inputs.stations[station]!;
    const held = autoscaled
      ? heldInstances(loadPath.desired[station]!, step, lagSteps, holdSteps)
      : instances;
    deferral.capacity[station] = Math.min(servers[held]!, limit) * upShare[step]!;
    let load = loadPath.loads[station]![step]!;
    for (const { journey, totals } of deferral.journeys)
      load -= totals[step]! * inputs.erlangs[journey * stations + station]!;
    deferral.load[station] = Math.max(0, load) + deferral.backlog[station]!;
  }
}

/** What has waited as long as it may goes, whatever the load: arrivals up to step `last`. */
function releaseDue(
  work: Workspace,
  deferral: Deferral,
  deferred: DeferredJourney,
  step: number,
  last: number,
): void {
  const longest = deferred.rule.maximumMinutes / work.compiled.grid.stepMinutes;
  while (deferred.head <= last) {
    const mayStay =
      Math.min(1, Math.max(0, deferred.head + longest - step)) * mayWait(deferred, deferred.head);
    const due = deferred.left - mayStay;
    if (due > 0) take(work, deferral, deferred, step, due, true);
    if (deferred.left > 1e-12) return;
    advance(deferred);
  }
}

/** In order of arrival, as long as everything on the path stays below its threshold. */
function releaseQuietly(work: Workspace, deferral: Deferral, step: number): void {
  for (const deferred of deferral.journeys) deferred.isBlocked = false;
  for (;;) {
    const next = oldest(deferral, step);
    if (!next) return;
    const rate = next.totals[next.head]!;
    const share = rate > 0 ? Math.min(next.left, roomFor(work, deferral, next) / rate) : next.left;
    if (share > 0) take(work, deferral, next, step, share, false);
    if (next.left > 1e-12) next.isBlocked = true;
    else advance(next);
  }
}

function oldest({ journeys }: Deferral, step: number): DeferredJourney | null {
  let found: DeferredJourney | null = null;
  for (const deferred of journeys) {
    if (!deferred.isBlocked && deferred.head <= step && (!found || deferred.head < found.head))
      found = deferred;
  }
  return found;
}

/** Requests per second that still fit under the threshold. */
function roomFor(
  { inputs, compiled }: Workspace,
  { capacity, load }: Deferral,
  { journey, rule }: DeferredJourney,
): number {
  const stations = compiled.stations.length;
  let room = Infinity;
  for (let station = 0; station < stations; station++) {
    const each = inputs.erlangs[journey * stations + station]!;
    if (each > 0 && capacity[station]! < Infinity)
      room = Math.min(room, (rule.below * capacity[station]! - load[station]!) / each);
    else if (inputs.calls[journey * stations + station]! > 0 && capacity[station] === 0) room = 0;
  }
  return Math.max(0, room);
}

function take(
  work: Workspace,
  deferral: Deferral,
  deferred: DeferredJourney,
  step: number,
  share: number,
  isDue: boolean,
): void {
  release(work, deferral, deferred, step, deferred.head, share, isDue);
  deferred.left = Math.max(0, deferred.left - share);
}

/** Lets a share of the arrivals of step `arrival` go in `step`. */
function release(
  work: Workspace,
  deferral: Deferral,
  deferred: DeferredJourney,
  step: number,
  arrival: number,
  share: number,
  isDue: boolean,
): void {
  const { path, regions, inputs, compiled } = work;
  const { journey, totals, parts } = deferred;
  const rate = share * totals[arrival]!;
  if (rate <= 0) return;
  path.totals[journey]![step]! += rate;
  for (let region = 0; region < regions; region++)
    deferred.released.splits[region]![step]! += rate * deferred.arriving.splits[region]![arrival]!;
  const stations = compiled.stations.length;
  for (let station = 0; station < stations; station++)
    deferral.load[station]! += rate * inputs.erlangs[journey * stations + station]!;
  if (arrival === step && !isDue) return;
  const part = parts.count++;
  parts.arrival[part] = arrival;
  parts.share[part] = share;
  parts.isDue[part] = isDue ? 1 : 0;
  parts.from[part] = 1 - deferred.left / mayWait(deferred, arrival);
}

/**
 * Delays of what was put off: arrivals are spread evenly over their step, releases over theirs in
 * the same order, so that a part's delay moves in a straight line.
 */
function timeParts({ compiled: { grid }, path }: Workspace, deferred: DeferredJourney, step: number): void {
  const { parts, totals, rule } = deferred;
  const longest = rule.maximumMinutes * 60;
  const length = grid.stepMinutes * 60;
  const all = path.totals[deferred.journey]![step]!;
  let before = 0;
  for (let part = parts.first[step]!; part < parts.count; part++) {
    const arrival = parts.arrival[part]!;
    const share = parts.share[part]!;
    const first = parts.from[part]!;
    const after = before + (share * totals[arrival]!) / all;
    const delay = (released: number, arrived: number) =>
      parts.isDue[part] ? longest : Math.min(longest, Math.max(0, (released - arrived) * length));
    parts.from[part] = delay(step + before, arrival + first);
    parts.to[part] = delay(step + after, arrival + first + share / mayWait(deferred, arrival));
    before = after;
  }
}

/** Turns the rates of the step's releases into shares of the regions. */
function splitReleases({ path }: Workspace, { journey, arriving, released }: DeferredJourney, step: number) {
  const all = path.totals[journey]![step]!;
  released.splits.forEach((split, region) => {
    split[step] = all > 0 ? split[step]! / all : arriving.splits[region]![step]!;
  });
}

/** Leaves what an endless queue cannot do in the step, and what an autoscaler asks for at its load. */
function closeStep({ inputs, loadPath, compiled }: Workspace, deferral: Deferral, step: number): void {
  for (let station = 0; station < compiled.stations.length; station++) {
    if (!deferral.upShare[station]) continue;
    const { queueLimit, timeout, autoscaled, minimum, maximum, scaleLoad } = inputs.stations[station]!;
    const load = deferral.load[station]!;
    if (autoscaled) {
      const { scheduledMinimum } = compiled.stations[station]!;
      const least = Math.min(maximum, Math.max(minimum, scheduledMinimum?.[step] ?? 0));
      const desired = loadPath.desired[station]!;
      const own = load - deferral.backlog[station]!;
      desired[step] = fewestInstances(scaleLoad, own, least, maximum, desired[step]!);
    }
    const isEndless = queueLimit === Infinity && timeout === Infinity;
    deferral.backlog[station] = isEndless ? Math.max(0, load - deferral.capacity[station]!) : 0;
  }
}
