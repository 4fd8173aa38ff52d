import { lateInstances, scaledInstances } from './autoscaler.ts';
import { fewestSlots } from './concurrency-limits.ts';
import { QUIET_UTILIZATION } from './draw-inputs.ts';
import { areRetriesMoving } from './retries.ts';
import { areBucketsMoving } from './token-buckets.ts';
import type { Workspace } from './workspace.ts';
import type { Walk } from './walk.ts';

/** Minutes of a sub-step where a queue is moving (E2). */
export const SUB_STEP = 5;

/** Fills `edges` with the moments at which something changes in the step, ends included; returns how many. */
export function findEdges(walk: Walk, from: number, to: number, step: number): number {
  const { work, active } = walk;
  activateOutages(walk, from, to);
  const ruleEdges = work.compiled.rules.edges.get(step) ?? [];
  const edges = roomForEdges(walk, ruleEdges.length);
  let count = 0;
  edges[count++] = from;
  for (const { start, end } of active) {
    if (start > from && start < to) edges[count++] = start;
    if (end > from && end < to) edges[count++] = end;
  }
  count = scaleStations(walk, step, from, count);
  for (const edge of ruleEdges) edges[count++] = edge;
  if (isMoving(work, step)) for (let at = from + SUB_STEP; at < to; at += SUB_STEP) edges[count++] = at;
  edges[count++] = to;
  sortFirst(edges, count);
  return count;
}

/** Makes `active` the outages that touch the time from `from` to `to`. */
export function activateOutages(walk: Walk, from: number, to: number): void {
  const { work, active } = walk;
  while (walk.next < work.outages.length && work.outages[walk.next]!.start < to)
    active.push(work.outages[walk.next++]!);
  let kept = 0;
  for (const outage of active) if (outage.end > from) active[kept++] = outage;
  active.length = kept;
}

/** Two edges of every outage, one of every autoscaler, the rules', the sub-steps' and the step's own. */
function roomForEdges(walk: Walk, ruleEdges: number): Float64Array {
  const { grid, stations } = walk.work.compiled;
  const most = 2 * walk.active.length + stations.length + ruleEdges + grid.stepMinutes / SUB_STEP + 2;
  if (walk.edges.length < most) walk.edges = new Float64Array(2 * most);
  return walk.edges;
}

/** Insertion sort in place: a handful of numbers, mostly in order. */
function sortFirst(values: Float64Array, count: number): void {
  for (let index = 1; index < count; index++) {
    const value = values[index]!;
    let at = index;
    for (; at > 0 && values[at - 1]! > value; at--) values[at] = values[at - 1]!;
    values[at] = value;
  }
}

function scaleStations(walk: Walk, step: number, from: number, count: number): number {
  const { work, edges } = walk;
  for (let station = 0; station < work.compiled.stations.length; station++) {
    const input = work.inputs.stations[station]!;
    if (!input.autoscaled) {
      work.stations.running[station] = input.instances;
      continue;
    }
    const after = scaledInstances(work, station, step);
    const before = input.lateMinutes > 0 ? lateInstances(work, station, step) : after;
    const load = work.loadPath.loads[station]![step]!;
    const isShort = before < after && (input.isTight || load >= QUIET_UTILIZATION * input.servers[before]!);
    work.stations.running[station] = after;
    walk.scaling[station] = isShort ? before : 0;
    walk.lateUntil[station] = from + input.lateMinutes;
    if (isShort) edges[count++] = from + input.lateMinutes;
  }
  return count;
}

/** Whether a fluid queue is building or draining. */
function isMoving(work: Workspace, step: number): boolean {
  if (holdsQueue(work)) return true;
  const { stations, inputs, compiled, loadPath } = work;
  for (let station = 0; station < compiled.stations.length; station++) {
    const { queueLimit, servers } = inputs.stations[station]!;
    const full = fewestSlots(work, station, servers[stations.running[station]!]!, step);
    if (queueLimit === Infinity && loadPath.loads[station]![step]! > QUIET_UTILIZATION * full) return true;
  }
  return areBucketsMoving(work) || areRetriesMoving(work);
}

export function holdsQueue({ stations: { backlog } }: Workspace): boolean {
  for (let station = 0; station < backlog.length; station++) if (backlog[station]! > 0) return true;
  return false;
}
