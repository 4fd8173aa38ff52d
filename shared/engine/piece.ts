import { tokenBucketDrop } from '../queueing/token-bucket.ts';
import type { CompiledShedding } from './compiled-rules.ts';
import { settleOutcome } from './outcome.ts';
import { isActive } from './rule-schedule.ts';
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
    spread(work);
    if (compiled.rules.shedding.length > 0 && shed(work)) spread(work);
    for (let station = 0; station < compiled.stations.length; station++)
      flowThroughStation(work, station, seconds);
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

/** Calls and erlangs at every station, each visit reached only by what survived the ones before. */
function spread({ journeys, stations, compiled, inputs }: Workspace): void {
  const count = compiled.stations.length;
  stations.calls.fill(0);
  stations.load.fill(0);
  journeys.loads.fill(0);
  for (let journey = 0; journey < compiled.journeys.length; journey++) {
    const offered = journeys.fresh[journey]! * journeys.attempts[journey]! * (1 - journeys.limited[journey]!);
    if (offered === 0) continue;
    const kept = 1 - journeys.shed[journey]!;
    let alive = offered;
    const { visits } = compiled.journeys[journey]!;
    for (let place = 0; place < visits.length; place++) {
      const { station, soft } = visits[place]!;
      const { calls, seconds } = inputs.visits[journey]![place]!;
      const down = stations.down[station]! >= 0 && compiled.stations[station]!.kind !== 'queue';
      const reaching = down ? 0 : alive * calls;
      stations.calls[station]! += reaching * kept;
      stations.load[station]! += reaching * seconds * kept;
      journeys.loads[journey * count + station]! += reaching * seconds;
      if (!soft)
        alive *= down ? 1 - Math.min(1, calls) : 1 - Math.min(1, calls * stations.rejected[station]!);
    }
  }
}

/**
 * Turns classes away, lowest priority first, until the predicted utilization is under the threshold
 * (S4). Tells whether anybody is turned away, or was in the round before.
 */
function shed(work: Workspace): boolean {
  const { journeys, compiled } = work;
  let changes = false;
  for (let journey = 0; journey < journeys.shed.length; journey++) {
    if (journeys.shed[journey]! > 0) changes = true;
    journeys.shed[journey] = 0;
  }
  for (const rule of compiled.rules.shedding) {
    if (!isActive(rule.schedule, work)) continue;
    for (let target = 0; target < compiled.stations.length; target++) {
      if ((rule.station < 0 || rule.station === target) && shedAt(work, rule, target)) changes = true;
    }
  }
  return changes;
}

/** As many of each class as it takes to bring the station under the threshold; tells whether any. */
function shedAt(work: Workspace, { above, order }: CompiledShedding, target: number): boolean {
  const { journeys, stations, compiled } = work;
  const count = compiled.stations.length;
  if (stations.down[target]! >= 0 || stations.servers[target] === Infinity) return false;
  const staying = (journey: number): number =>
    journeys.loads[journey * count + target]! * (1 - journeys.shed[journey]!) * stations.slow[target]!;
  let excess = -above * stations.servers[target]!;
  for (let journey = 0; journey < compiled.journeys.length; journey++) excess += staying(journey);
  let changes = false;
  for (const members of order) {
    if (excess <= 0) break;
    let sheddable = 0;
    for (const journey of members) sheddable += staying(journey);
    if (sheddable <= 0) continue;
    const dropped = Math.min(1, excess / sheddable);
    changes = true;
    for (const journey of members) {
      if (journeys.loads[journey * count + target]! > 0)
        journeys.shed[journey] = 1 - (1 - journeys.shed[journey]!) * (1 - dropped);
    }
    excess -= sheddable * dropped;
  }
  return changes;
}
