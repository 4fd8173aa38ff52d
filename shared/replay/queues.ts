import type { Core } from './core.ts';
import { JOB, STATION } from './layout.ts';

/**
 * Lists of jobs by station and class, linked through the jobs' `previous` and `next`: those who wait,
 * and where it is tracked those in service. A job is in one list at most, and leaves from anywhere.
 */

const { previous, next, stream } = JOB;
const { lists } = STATION;

export function listOf({ stations, streams, jobs }: Core, job: number, station: number): number {
  const first = stations.rows[station + lists]!;
  return stations.classes === 1 ? first : first + streams[jobs.rows[job + stream]!]!.class;
}

export function append(core: Core, job: number, station: number, heads: Int32Array, tails: Int32Array): void {
  const { rows } = core.jobs;
  const list = listOf(core, job, station);
  const last = tails[list]!;
  rows[job + previous] = last;
  rows[job + next] = -1;
  if (last < 0) heads[list] = job;
  else rows[last + next] = job;
  tails[list] = job;
}

export function prepend(
  core: Core,
  job: number,
  station: number,
  heads: Int32Array,
  tails: Int32Array,
): void {
  const { rows } = core.jobs;
  const list = listOf(core, job, station);
  const first = heads[list]!;
  rows[job + previous] = -1;
  rows[job + next] = first;
  if (first < 0) tails[list] = job;
  else rows[first + previous] = job;
  heads[list] = job;
}

export function remove(core: Core, job: number, station: number, heads: Int32Array, tails: Int32Array): void {
  const { rows } = core.jobs;
  const list = listOf(core, job, station);
  const before = rows[job + previous]!;
  const after = rows[job + next]!;
  if (before < 0) heads[list] = after;
  else rows[before + next] = after;
  if (after < 0) tails[list] = before;
  else rows[after + previous] = before;
}

/** Who is served next: first of the lowest class. Somebody waits. */
export function nextWaiting({ stations }: Core, station: number): number {
  let list = stations.rows[station + lists]!;
  while (stations.heads[list]! < 0) list += 1;
  return stations.heads[list]!;
}

/** Who of a class above `own` came into service last, highest class first; −1: nobody. */
export function lowestServing({ stations }: Core, station: number, own: number): number {
  const first = stations.rows[station + lists]!;
  for (let list = first + stations.classes - 1; list > first + own; list--) {
    if (stations.servingTails[list]! >= 0) return stations.servingTails[list]!;
  }
  return -1;
}
