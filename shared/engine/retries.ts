import { isOut } from './call-loss.ts';
import { settleOutcome } from './outcome.ts';
import { isActive } from './rule-schedule.ts';
import { clearFlow, usualService } from './station-flow.ts';
import type { Workspace } from './workspace.ts';

/*
 * S1: attempts that fail are tried again. The equilibrium of offered load and failures within a piece
 * may have two answers, a healthy one and a storm; which of them holds depends on what the queues
 * hold when the piece begins, so that is where the search starts.
 */

/** Sets the failure shares to what a request meets at the very start of the piece. */
export function recallFailures(work: Workspace): void {
  const { compiled, stations, inputs } = work;
  if (!compiled.rules.hasRetries) return;
  for (let station = 0; station < compiled.stations.length; station++) {
    // What failed at once has left no queue behind.
    if (stations.wasOut[station] === 1 || isOut(work, station)) clearFlow(work, station);
    const { servers, maximum } = inputs.stations[station]!;
    const rate = (stations.slots[station]! || servers[maximum]!) / usualService(work, station);
    const delay = stations.backlog[station]! > 0 ? stations.backlog[station]! / rate : 0;
    stations.delayStart[station] = delay;
    stations.delayEnd[station] = delay;
  }
  for (let journey = 0; journey < compiled.journeys.length; journey++)
    if (compiled.rules.retries[journey]) settleOutcome(work, journey);
}

/** Attempts per fresh request for the share that fails: 1 + f + f² + …, within the budget. */
export function addRetries(work: Workspace): void {
  const { journeys, compiled } = work;
  for (let journey = 0; journey < compiled.journeys.length; journey++) {
    const rule = compiled.rules.retries[journey];
    const failed = journeys.failed[journey]!;
    if (!rule || failed === 0 || !isActive(rule.schedule, work)) {
      journeys.attempts[journey] = 1;
      continue;
    }
    const all = failed > 0.999999 ? rule.attempts : (1 - failed ** rule.attempts) / (1 - failed);
    journeys.attempts[journey] = 1 + Math.min(all - 1, rule.budget);
  }
}

/** Failures beyond a quiet step's that the next step has to begin with; and those that move within a step. */
const REMEMBERED = 1e-6;
const MOVING = 0.01;

/** How far clients that try again are from a quiet step's failures. */
function strayed({ journeys, quiet, compiled }: Workspace): number {
  if (!compiled.rules.hasRetries) return 0;
  let most = 0;
  for (let journey = 0; journey < compiled.journeys.length; journey++)
    if (compiled.rules.retries[journey])
      most = Math.max(most, journeys.failed[journey]! - quiet.failed[journey]!);
  return most;
}

/** Whether the next step has to begin with the failures of this one. */
export const rememberFailures = (work: Workspace): boolean => strayed(work) > REMEMBERED;

/** Whether retries may carry a storm on, or let it go, within a step. */
export const areRetriesMoving = (work: Workspace): boolean => strayed(work) > MOVING;
