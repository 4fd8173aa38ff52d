import { tokenBucketDrop } from '../queueing/token-bucket.ts';
import { settleBreaker } from './breakers.ts';
import { settleOutcome } from './outcome.ts';
import { isActive } from './rule-schedule.ts';
import { shed } from './shedding.ts';
import { spreadCalls } from './spread.ts';
import { flowThroughStation } from './station-flow.ts';
import type { Workspace } from './workspace.ts';

const ROUNDS = 12;
const SETTLED = 1e-7;

/**
 * One piece of a step in which nothing changes: from fresh arrivals to what becomes of them.
 * Limits, shedding, retries and queues depend on each other, so the flow goes round until it
 * settles, starting from the previous piece's failure shares (S1).
 */
export function flowThroughPiece(work: Workspace, seconds: number): void {
  const { journeys, compiled } = work;
  work.isCalm = false;
  for (let round = 0; round < ROUNDS; round++) {
    retry(work);
    limit(work);
    spreadCalls(work);
    if (compiled.rules.shedding.length > 0 && shed(work)) spreadCalls(work);
    for (let station = 0; station < compiled.stations.length; station++) {
      flowThroughStation(work, station, seconds);
      if (compiled.rules.breakersOf[station]!.length > 0) settleBreaker(work, station, seconds);
    }
    let change = 0;
    for (let journey = 0; journey < compiled.journeys.length; journey++) {
      const before = journeys.failed[journey]!;
      settleOutcome(work, journey);
      change = Math.max(change, Math.abs(journeys.failed[journey]! - before));
    }
    if (change < SETTLED) break;
  }
}

/** Attempts per fresh request for the share that fails: 1 + f + f² + …, within the budget. */
function retry(work: Workspace): void {
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

/** Token buckets at the door (S2). */
function limit(work: Workspace): void {
  const { journeys, compiled, inputs } = work;
  journeys.limited.fill(0);
  const { rateLimits } = compiled.rules;
  for (let index = 0; index < rateLimits.length; index++) {
    const { burst, journeys: members, schedule } = rateLimits[index]!;
    if (!isActive(schedule, work)) continue;
    let arrivals = 0;
    for (const journey of members)
      arrivals += journeys.fresh[journey]! * journeys.attempts[journey]! * (1 - journeys.limited[journey]!);
    const dropped = bucketDrop(arrivals / inputs.bucketRates[index]!, burst);
    if (dropped === 0) continue;
    for (const journey of members)
      journeys.limited[journey] = 1 - (1 - journeys.limited[journey]!) * (1 - dropped);
  }
}

/** M/D/1/B; deep buckets far below their rate lose nothing that a double can show. */
function bucketDrop(utilization: number, burst: number): number {
  if (utilization <= 0) return 0;
  if (utilization < 1 && burst * 2 * (1 - utilization) > 60) return 0;
  if (burst > 200 && utilization > 1 + 30 / burst) return 1 - 1 / utilization;
  return tokenBucketDrop({ rate: 1, burst, arrivalRate: utilization });
}
