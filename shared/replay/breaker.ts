import type { Core } from './core.ts';
import { FLAG, JOB, OUTCOME, STATION_SHIFT } from './layout.ts';
import { BREAKER_PARTS, type Breaker } from './stations.ts';
import { coversNow } from './spans.ts';

/** Whether the station's circuit breaker keeps the call away (S6); lets one through when its time is over. */
export function breakerRefuses(core: Core, station: number, job: number): boolean {
  const breaker = core.stations.breakers[station >> STATION_SHIFT]!;
  if (breaker.state === 'closed' || !coversNow(breaker.rule.spans, core.clock[0]!)) return false;
  if (breaker.state === 'trial' || core.clock[0]! < breaker.until) return true;
  breaker.state = 'trial';
  core.jobs.rows[job + JOB.flags]! |= FLAG.trial;
  return false;
}

/** Takes down how a call ended, and opens or closes the breaker. */
export function noteCall(core: Core, station: number, job: number, outcome: number): void {
  const breaker = core.stations.breakers[station >> STATION_SHIFT]!;
  const now = core.clock[0]!;
  const isFailure = outcome !== OUTCOME.served;
  if (core.jobs.rows[job + JOB.flags]! & FLAG.trial) {
    core.jobs.rows[job + JOB.flags]! &= ~FLAG.trial;
    // Dropped unserved it tells nothing: the next call is the trial.
    if (outcome === OUTCOME.dropped) breaker.state = 'open';
    else if (isFailure) open(breaker, now);
    else close(breaker);
    return;
  }
  if (outcome === OUTCOME.dropped || breaker.state !== 'closed' || !coversNow(breaker.rule.spans, now))
    return;
  const part = partNow(breaker, now);
  breaker.calls[part]! += 1;
  if (!isFailure) return;
  breaker.failures[part]! += 1;
  const calls = breaker.calls.reduce((sum, count) => sum + count, 0);
  const failures = breaker.failures.reduce((sum, count) => sum + count, 0);
  if (calls >= breaker.rule.calls && failures > breaker.rule.share * calls) open(breaker, now);
}

function open(breaker: Breaker, now: number): void {
  breaker.state = 'open';
  breaker.until = now + breaker.rule.open;
}

function close(breaker: Breaker): void {
  breaker.state = 'closed';
  breaker.calls.fill(0);
  breaker.failures.fill(0);
}

/** The present tenth of the window; those that have passed since the last look are emptied. */
function partNow(breaker: Breaker, now: number): number {
  const newest = Math.floor((now / breaker.rule.window) * BREAKER_PARTS);
  for (let part = Math.max(breaker.newest + 1, newest - BREAKER_PARTS + 1); part <= newest; part++) {
    breaker.calls[modulo(part)] = 0;
    breaker.failures[modulo(part)] = 0;
  }
  breaker.newest = newest;
  return modulo(newest);
}

const modulo = (part: number): number => ((part % BREAKER_PARTS) + BREAKER_PARTS) % BREAKER_PARTS;
