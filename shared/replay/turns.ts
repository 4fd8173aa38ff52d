import { scale } from './autoscaler.ts';
import { bookkeep, probe } from './bookkeeping.ts';
import { fail } from './clients.ts';
import { changeCondition } from './conditions.ts';
import type { Core } from './core.ts';
import { look, release } from './deferral.ts';
import { begin, comeBack, letIn, pass } from './door.ts';
import { flush } from './flushes.ts';
import { giveBackJob } from './jobs.ts';
import { JOB, OUTCOME, STATUS, TIMER } from './layout.ts';
import { giveUpWaiting } from './service.ts';
import { lookAtLoad } from './shedding.ts';
import { endCall } from './walk.ts';

/** A moment of the network itself has come. */
export function handleTimer(core: Core, slot: number): void {
  const owner = core.timers.owners[slot]!;
  switch (core.timers.kinds[slot]) {
    case TIMER.bookkeeping:
      return bookkeep(core);
    case TIMER.probe:
      return probe(core);
    case TIMER.condition:
      return changeCondition(core, owner);
    case TIMER.scaling:
      return scale(core, owner);
    case TIMER.flush:
      return flush(core, owner);
    case TIMER.shedding:
      return lookAtLoad(core, owner);
    case TIMER.deferral:
      return look(core, owner);
  }
}

/** The moment of a job that is not in service has come: returns it where it goes on, −1 where it does not. */
export function takeTurn(core: Core, job: number): number {
  switch (core.jobs.rows[job + JOB.status]) {
    case STATUS.waiting:
      return endCall(core, job, giveUpWaiting(core, job));
    case STATUS.held:
      return pass(core, job);
    case STATUS.backingOff:
      return comeBack(core, job);
    case STATUS.thinking:
      begin(core, job);
      return letIn(core, job);
    case STATUS.deferred:
      release(core, job);
      return -1;
    default:
      return job;
  }
}

/** The client gives up; its request stays where it is, unless it was only held at the door. */
export function losePatience(core: Core, job: number): void {
  const isHeld = core.jobs.rows[job + JOB.status] === STATUS.held;
  fail(core, job, 'timedOut');
  if (isHeld) giveBackJob(core.jobs, job);
}

/** The next job put aside: returns it where it goes on, −1 where it does not. */
export function takePosted(core: Core): number {
  const { outbox } = core;
  const job = outbox.jobs[outbox.taken]!;
  const outcome = outbox.outcomes[outbox.taken]!;
  outbox.taken += 1;
  if (outbox.taken === outbox.count) {
    outbox.taken = 0;
    outbox.count = 0;
  }
  if (outcome === OUTCOME.goesOn) return job;
  return outcome === OUTCOME.enters ? letIn(core, job) : endCall(core, job, outcome);
}
