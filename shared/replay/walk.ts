import { bitsAt, uniformOf } from './chance.ts';
import { answer, copyRequest, fail } from './clients.ts';
import { counterOf, post, type Core } from './core.ts';
import { giveBackJob } from './jobs.ts';
import { FLAG, JOB, KIND, OUTCOME, PLACE, PLACE_SHIFT, PURPOSE, SHARE, STATUS, TIME } from './layout.ts';
import type { Loss } from './measures.ts';
import { arrive, isExpired } from './service.ts';

const { place, made, more, root, pending, flags, round } = JOB;

/** Takes a job on from a place that is not plain: returns it where it goes on, −1 where it does not. */
export function walkSpecial(core: Core, job: number, at: number): number {
  const kind = core.places.rows[at + PLACE.kind]!;
  if (kind === KIND.fork) return fork(core, job, at);
  if (kind === KIND.join) return endBranch(core, job);
  if (kind === KIND.end) return answer(core, job);
  const calls = drawCalls(core, job, at);
  if (calls === 0) return moveOn(core, job, at);
  core.jobs.rows[job + more] = calls - 1;
  return call(core, job, at);
}

/** A call has ended well or badly: the next of its visit, or on along the route. */
export function endCall(core: Core, job: number, outcome: number): number {
  const { rows } = core.jobs;
  const at = rows[job + place]!;
  if (outcome !== OUTCOME.served) return refuse(core, job, at, outcome);
  if (rows[job + more] === 0) return moveOn(core, job, at);
  rows[job + more]! -= 1;
  rows[job + made]! += 1;
  return call(core, job, at);
}

function call(core: Core, job: number, at: number): number {
  const outcome = isExpired(core, job) ? OUTCOME.dropped : arrive(core, job);
  return outcome === OUTCOME.inside ? -1 : refuse(core, job, at, outcome);
}

const LOSS: Record<number, Loss> = {
  [OUTCOME.rejected]: 'rejected',
  [OUTCOME.timedOut]: 'timedOut',
  [OUTCOME.failed]: 'failed',
};

/** A call came to nothing: the job goes on without it, or the attempt is over and the job with it. */
export function refuse(core: Core, job: number, at: number, outcome: number): number {
  const { jobs } = core;
  if (core.places.rows[at + PLACE.soft] === 1 && outcome !== OUTCOME.dropped) return moveOn(core, job, at);
  const request = jobs.rows[job + root]!;
  if ((jobs.rows[request + flags]! & FLAG.decided) === 0) fail(core, request, LOSS[outcome]!);
  giveBackJob(jobs, job);
  if (request !== job && --jobs.rows[request + pending]! === 0) giveBackJob(jobs, request);
  return -1;
}

function drawCalls(core: Core, job: number, at: number): number {
  const { rows, shares } = core.places;
  const hit = shares[(at >> 3) + SHARE.hit]!;
  if (hit > 0 && draw(core, job, at + PURPOSE.hit) < hit) return 0;
  const whole = rows[at + PLACE.whole]!;
  const rest = shares[(at >> 3) + SHARE.more]!;
  return rest > 0 && draw(core, job, at + PURPOSE.calls) < rest ? whole + 1 : whole;
}

/** To the place that comes next; returns the job. */
function moveOn(core: Core, job: number, at: number): number {
  core.jobs.rows[job + made] = 0;
  core.jobs.rows[job + more] = 0;
  const following = core.places.rows[at + PLACE.next]!;
  if (following < 0) choose(core, job, at);
  else core.jobs.rows[job + place] = following;
  return job;
}

/** To a place by chance. */
export function choose(core: Core, job: number, at: number): void {
  const { choices, rows } = core.places;
  const chance = draw(core, job, at + PURPOSE.next);
  let choice = rows[at + PLACE.choicesFrom]!;
  while (choices[choice]!.upTo <= chance) choice += 1;
  core.jobs.rows[job + place] = choices[choice]!.place;
  // It may come here again: another address for each hop.
  core.jobs.rows[job + round]! += 64;
}

function draw(core: Core, job: number, key: number): number {
  const { rows } = core.places;
  return uniformOf(bitsAt(rows[key]!, rows[key + 1]!, counterOf(core, job)));
}

/** A job for every branch; the request waits for the last of them. */
function fork(core: Core, job: number, at: number): number {
  const branches = core.places.branches[at >> PLACE_SHIFT]!;
  core.jobs.rows[job + JOB.status] = STATUS.joining;
  core.jobs.rows[job + pending] = branches.length;
  for (const first of branches) {
    const branch = copyRequest(core, job);
    core.jobs.rows[branch + root] = job;
    core.jobs.rows[branch + place] = first;
    post(core, branch, OUTCOME.goesOn);
  }
  return -1;
}

/** The branch is done: after the last of them the request goes on, or is put away where nobody waits for it. */
function endBranch(core: Core, job: number): number {
  const { jobs } = core;
  const request = jobs.rows[job + root]!;
  jobs.times[(request >> 1) + TIME.waited]! += jobs.times[(job >> 1) + TIME.waited]!;
  giveBackJob(jobs, job);
  if (--jobs.rows[request + pending]! > 0) return -1;
  if ((jobs.rows[request + flags]! & FLAG.decided) === 0)
    return moveOn(core, request, jobs.rows[request + place]!);
  giveBackJob(jobs, request);
  return -1;
}
