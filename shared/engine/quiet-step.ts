import { breakersMatter } from './breakers.ts';
import { settleOutcome, gatherWaits } from './outcome.ts';
import { lateInstances, scaledInstances } from './autoscaler.ts';
import {
  quietUtilization,
  scaledWaitAt,
  waitPosition,
  waitProbabilityAt,
  waitSquare,
  waitRow,
  type WaitRow,
} from './wait-table.ts';
import { FEW_PLACES, QUIET_UTILIZATION } from './draw-inputs.ts';
import { fewestSlots } from './concurrency-limits.ts';
import { settledUpTo } from './station-flow.ts';
import { areBucketsQuiet, openDoor, prepareBuckets } from './token-buckets.ts';
import type { Workspace } from './workspace.ts';

/**
 * Nine steps in ten are quiet: nothing fails, no rule at the door acts, every station settles well
 * below its capacity. Such a step needs no fixed point, and gives the numbers one piece would give.
 */

/** Attempts beyond the first, per request, that loads may leave out. */
const MANY_RETRIES = 1e-4;
/** A difference between regions that their mix over the day may leave out. */
const APART = 1e-6;
/** Chances to wait that change nothing. */
export const NEGLIGIBLE = 1e-9;

/** Prepares a future: what a quiet step loses whatever the load (answers of externals that come too late). */
export function prepareQuiet(work: Workspace): void {
  const { journeys, compiled } = work;
  resetStations(work);
  work.carriesOver = false;
  for (const rows of work.rows) rows.length = 0;
  for (let at = 0; at < work.regionRates.length; at++)
    work.regionRates[at] = work.inputs.shares[at % work.regions]!;
  openDoor(work);
  prepareBuckets(work);
  journeys.shed.fill(0);
  journeys.attempts.fill(1);
  journeys.failed.fill(0);
  for (let journey = 0; journey < compiled.journeys.length; journey++) {
    for (let round = 0; round < 3; round++) {
      settleOutcome(work, journey);
      const rule = compiled.rules.retries[journey];
      const failed = journeys.failed[journey]!;
      if (rule && failed > 0)
        journeys.attempts[journey] =
          1 + Math.min((1 - failed ** rule.attempts) / (1 - failed) - 1, rule.budget);
    }
  }
  work.quiet.failed.set(journeys.failed);
  work.quiet.attempts.set(journeys.attempts);
  work.quiet.success.set(journeys.success);
  work.quiet.successIn.set(journeys.successIn);
  work.quiet.lateIn.set(journeys.lateIn);
  work.quiet.lostBy.set(journeys.lostBy);
  work.quiet.causes.set(journeys.causes);
  work.isQuiet = true;
  work.isCalm = true;
  work.plain.isRestless =
    work.quiet.attempts.some((attempts) => attempts > 1 + MANY_RETRIES) ||
    breakersMatter(work) ||
    regionsMatter(work);
}

/** Whether clients give up so much more often in one region than in another that their mix shows. */
function regionsMatter({ compiled, quiet, regions }: Workspace): boolean {
  return compiled.journeys.some((_journey, journey) => {
    const late = quiet.lateIn.subarray(journey * regions, (journey + 1) * regions);
    return Math.max(...late) - Math.min(...late) > APART;
  });
}

function resetStations(work: Workspace): void {
  const { stations, inputs } = work;
  for (let station = 0; station < inputs.stations.length; station++) {
    const { instances, servers, limit, queueLimit } = inputs.stations[station]!;
    stations.running[station] = instances;
    stations.up[station] = instances;
    stations.servers[station] = servers[instances]!;
    stations.slots[station] = Math.min(servers[instances]!, limit);
    stations.places[station] = queueLimit;
  }
  stations.limited.fill(0);
  stations.weakened.fill(-1);
  stations.down.fill(-1);
  stations.downFor.fill(0);
  stations.failing.fill(0);
  stations.slow.fill(1);
  stations.maintained.fill(0);
  stations.backlog.fill(0);
  stations.openBefore.fill(0);
  resetFlow(work);
}

function resetFlow({ stations }: Workspace): void {
  stations.waitProbability.fill(0);
  stations.waitMean.fill(0);
  stations.waitSquare.fill(0);
  stations.delayStart.fill(0);
  stations.delayEnd.fill(0);
  stations.rejected.fill(0);
  stations.timedOut.fill(0);
  stations.nextBacklog.fill(0);
  stations.open.fill(0);
  stations.openAfter.fill(0);
  stations.gapRate.fill(0);
}

/** Settles the step if it is quiet; else changes nothing that matters and returns false. */
export function settleQuietStep(work: Workspace, step: number, gatherAll: boolean): boolean {
  const { stations, compiled, journeys } = work;
  if (work.carriesOver || work.pieceByPiece || work.plain.isRestless || !areBucketsQuiet(work, step))
    return false;
  for (let station = 0; station < compiled.stations.length; station++) {
    if (!isStationQuiet(work, station, step)) return false;
  }
  if (!work.isQuiet) becomeQuiet(work);
  let anyWait = false;
  for (let station = 0; station < compiled.stations.length; station++) {
    if (work.quiet.chance[station]! > NEGLIGIBLE) {
      anyWait = true;
      stations.waitProbability[station] = work.quiet.chance[station]!;
      stations.waitMean[station] = work.quiet.mean[station]!;
      stations.waitSquare[station] = work.quiet.square[station]!;
    } else stations.waitProbability[station] = 0;
  }
  if (anyWait) {
    fillLoads(work);
    for (let journey = 0; journey < compiled.journeys.length; journey++) {
      if (!gatherAll && work.needsWaits[journey] === 0) continue;
      gatherWaits(work, journey);
      if (journeys.waitMean[journey]! * 50_000 > work.inputs.timeoutMs[journey]!) return false;
    }
    work.isCalm = false;
  } else if (!work.isCalm) becomeCalm(work);
  return true;
}

/** After an eventful step: everything back to what a quiet step has. */
export function becomeQuiet(work: Workspace): void {
  resetStations(work);
  becomeCalm(work);
  work.isQuiet = true;
}

/** Outcome and waits of a quiet step; what is down or away stays as it is. */
function becomeCalm(work: Workspace): void {
  const { journeys, quiet } = work;
  resetFlow(work);
  openDoor(work);
  work.buckets.wereQuiet = true;
  journeys.shed.fill(0);
  journeys.failed.set(quiet.failed);
  journeys.attempts.set(quiet.attempts);
  journeys.success.set(quiet.success);
  journeys.successIn.set(quiet.successIn);
  journeys.lateIn.set(quiet.lateIn);
  journeys.lostBy.set(quiet.lostBy);
  journeys.causes.set(quiet.causes);
  journeys.noWait.fill(1);
  journeys.delayStart.fill(0);
  journeys.delayEnd.fill(0);
  journeys.gapRate.fill(0);
  work.isCalm = true;
}

/**
 * Settles a piece in which parts may be away but nobody waits, fails or is turned away for it: most
 * hours of a repair. Else changes nothing and returns false.
 */
export function settleCalmPiece(work: Workspace, step: number): boolean {
  const { stations, compiled, loadPath } = work;
  const count = compiled.stations.length;
  if (work.carriesOver || work.pieceByPiece || work.plain.isRestless || !areBucketsQuiet(work, step))
    return false;
  for (let station = 0; station < count; station++) {
    if (stations.down[station]! >= 0 || stations.failing[station]! > 0 || stations.slow[station]! !== 1)
      return false;
    if (!(loadPath.loads[station]![step]! < plainLoad(work, station, stations.slots[station]!))) return false;
  }
  if (!work.isCalm) becomeCalm(work);
  for (let station = 0; station < count; station++) {
    const servers = stations.servers[station]!;
    stations.utilization[station] = servers === Infinity ? 0 : loadPath.loads[station]![step]! / servers;
  }
  return true;
}

/** Erlangs from which on somebody might wait for one of the slots. */
export function plainLoad({ waitTables, inputs }: Workspace, station: number, slots: number): number {
  if (slots === Infinity) return Infinity;
  if (!(slots > 0)) return 0;
  const row = waitRow(waitTables[station]!, slots);
  const utilization = quietUtilization(row, NEGLIGIBLE, QUIET_UTILIZATION);
  return Math.min(utilization, inputs.stations[station]!.quietBelow) * slots;
}

function isStationQuiet(work: Workspace, station: number, step: number): boolean {
  const { stations, inputs, loadPath, quiet } = work;
  const input = inputs.stations[station]!;
  const load = loadPath.loads[station]![step]!;
  let instances = input.instances;
  if (input.autoscaled) {
    instances = scaledInstances(work, station, step);
    if (input.lateMinutes > 0) {
      const before = lateInstances(work, station, step);
      if (before < instances && (input.isTight || load >= QUIET_UTILIZATION * input.servers[before]!))
        return false;
    }
  }
  const servers = input.servers[instances]!;
  const slots = fewestSlots(work, station, servers, step);
  const utilization = slots === Infinity ? 0 : load / slots;
  if (utilization >= input.quietBelow) return false;
  stations.running[station] = instances;
  stations.up[station] = instances;
  stations.servers[station] = servers;
  stations.slots[station] = slots;
  stations.utilization[station] = servers === Infinity ? 0 : load / servers;
  quiet.chance[station] = 0;
  if (utilization === 0) return true;
  const row = rowFor(work, station, instances, slots);
  const position = waitPosition(utilization);
  const chance = waitProbabilityAt(row, position);
  const isTight = input.isTight || slots < Math.min(servers, input.limit);
  if (chance <= NEGLIGIBLE) return !isTight || load < plainLoad(work, station, slots);
  if (isTight) return false;
  const rate = slots / meanServiceOf(work, station, load);
  if (!isSettled(work, station, utilization, rate)) return false;
  const mean = scaledWaitAt(row, position) / ((1 - utilization) * rate);
  if (mean * 25 > input.timeout) return false;
  quiet.chance[station] = chance;
  quiet.mean[station] = mean;
  quiet.square[station] = waitSquare(row, utilization, mean);
  return true;
}

/** Whether the queue has room and time enough for a stationary wait: what `flowThroughStation` asks for. */
function isSettled(
  { compiled, inputs }: Workspace,
  station: number,
  utilization: number,
  rate: number,
): boolean {
  if (inputs.stations[station]!.timeout * rate < FEW_PLACES) return false;
  const { serviceCv2, arrivalCv2 } = compiled.stations[station]!;
  const seconds = compiled.grid.stepMinutes * 60;
  return utilization <= Math.max(0.5, settledUpTo(serviceCv2 + arrivalCv2, rate * seconds));
}

/** Seconds per call of the step's own mix. */
function meanServiceOf({ compiled, journeys, inputs }: Workspace, station: number, load: number): number {
  const count = compiled.stations.length;
  let calls = 0;
  for (let journey = 0; journey < compiled.journeys.length; journey++)
    calls += journeys.fresh[journey]! * inputs.calls[journey * count + station]!;
  return load / calls;
}

function rowFor(work: Workspace, station: number, instances: number, slots: number): WaitRow {
  const known = work.rows[station]![instances];
  if (known) return known;
  const row = waitRow(work.waitTables[station]!, slots);
  work.rows[station]![instances] = row;
  return row;
}

/** Station loads by journey, which priority classes need. */
function fillLoads({ compiled, journeys, inputs }: Workspace): void {
  const count = compiled.stations.length;
  for (let at = 0; at < journeys.loads.length; at++)
    journeys.loads[at] = journeys.fresh[(at / count) | 0]! * inputs.erlangs[at]!;
}
