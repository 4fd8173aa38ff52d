import { settleBreaker } from './breakers.ts';
import { settleOutcome } from './outcome.ts';
import { addRetries, recallFailures } from './retries.ts';
import { shed } from './shedding.ts';
import { spreadCalls } from './spread.ts';
import { flowThroughStation } from './station-flow.ts';
import { passBuckets, recallBuckets } from './token-buckets.ts';
import type { Workspace } from './workspace.ts';

const ROUNDS = 12;
const SETTLED = 1e-7;

/**
 * One piece of a step in which nothing changes: from fresh arrivals to what becomes of them.
 * Limits, shedding, retries and queues depend on each other, so the flow goes round until it
 * settles, starting from what the queues hold (S1).
 */
export function flowThroughPiece(work: Workspace, seconds: number): void {
  const { journeys, compiled } = work;
  work.isCalm = false;
  recallBuckets(work);
  recallFailures(work);
  for (let round = 0; round < ROUNDS; round++) {
    addRetries(work);
    passBuckets(work, seconds);
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
