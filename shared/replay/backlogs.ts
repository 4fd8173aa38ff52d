import { begin } from './door.ts';
import { copyRequest } from './clients.ts';
import { newJob, slotOf, type Core } from './core.ts';
import { schedule } from './event-heap.ts';
import { FLAG, JOB, PLACE_SHIFT, STATUS, TIME } from './layout.ts';
import type { Backlog } from './network.ts';

/**
 * Calls inside from before the start come to their stations at once, in order of their age. Requests
 * whose client has given up meanwhile are work that nobody waits for; they are counted nowhere.
 */
export function startBacklogs(core: Core): void {
  core.network.stations.forEach(({ backlog = [] }) => {
    const calls = backlog.flatMap((part) =>
      Array.from({ length: part.calls }, (_none, index) => ({
        part,
        age: (part.oldest ?? 0) * (1 - (index + 0.5) / part.calls),
      })),
    );
    calls.sort((a, b) => b.age - a.age || a.part.stream - b.part.stream);
    for (const { part, age } of calls) startCall(core, part, age);
  });
}

function startCall(core: Core, { stream, step, lane, place = 0 }: Backlog, age: number): void {
  const source = core.streams[stream]!;
  const request = newJob(core);
  core.jobs.rows[request + JOB.stream] = stream;
  const isOver = age >= source.timeout;
  if (isOver) abandon(core, request);
  else begin(core, request);
  const { rows, times } = core.jobs;
  times[(request >> 1) + TIME.start] = core.start - age;
  rows[request + JOB.status] = STATUS.moving;
  rows[request + JOB.place] = source.firstPlace + (step << PLACE_SHIFT);
  if (!isOver && source.timeout < Infinity)
    schedule(core.heap, slotOf(core, request) + 1, core.start - age + source.timeout);
  schedule(
    core.heap,
    slotOf(core, lane === undefined ? request : branchOf(core, request, lane, place)),
    core.start,
  );
}

/** A request without a client. */
function abandon(core: Core, job: number): void {
  const { rows } = core.jobs;
  rows[job + JOB.serial] = core.streams[rows[job + JOB.stream]!]!.serial++;
  rows[job + JOB.round] = 0;
  rows[job + JOB.account] = core.measures.outside;
  rows[job + JOB.flags] = FLAG.decided;
}

/** The request's job on one branch, the others being done. */
function branchOf(core: Core, request: number, lane: number, place: number): number {
  const at = core.jobs.rows[request + JOB.place]! >> PLACE_SHIFT;
  const branch = copyRequest(core, request);
  const { rows } = core.jobs;
  rows[request + JOB.status] = STATUS.joining;
  rows[request + JOB.pending] = 1;
  rows[branch + JOB.root] = request;
  rows[branch + JOB.status] = STATUS.moving;
  rows[branch + JOB.place] = core.places.branches[at]![lane]! + (place << PLACE_SHIFT);
  return branch;
}
