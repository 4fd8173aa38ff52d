import { bookLoss, callLoss } from './call-loss.ts';
import { CAUSE, CAUSES } from './causes.ts';
import { noneOf } from './request-calls.ts';
import { tailWithoutWait, tailWithWait } from './tail-table.ts';
import { LOSSES, LOST, type Workspace } from './workspace.ts';
import type { ResponseLaw, TailTable } from './compiled-plan.ts';

/**
 * What becomes of a journey's requests in the piece: losses by kind and by cause, and the law of
 * the wait along the path. Updates the failed share of attempts.
 */
export function settleOutcome(work: Workspace, journey: number): void {
  const { journeys, compiled } = work;
  const kinds = journeys.lostBy;
  const causes = journeys.causes;
  const kindAt = journey * LOSSES;
  const causeAt = journey * CAUSES;
  for (let kind = 0; kind < LOSSES; kind++) kinds[kindAt + kind] = 0;
  for (let cause = 0; cause < CAUSES; cause++) causes[causeAt + cause] = 0;
  const limited = journeys.limited[journey]!;
  const shed = (1 - limited) * journeys.shed[journey]!;
  kinds[kindAt + LOST.limited] = limited;
  kinds[kindAt + LOST.shed] = shed;
  causes[causeAt + CAUSE.shaping] = limited + shed;
  let alive = 1 - limited - shed;
  alive = walkPath(work, journey, alive);
  gatherWaits(work, journey);
  const through = alive;
  if (compiled.journeys[journey]!.timeout[0]) {
    const late = through * giveUp(work, journey);
    kinds[kindAt + LOST.timedOut]! += late;
    causes[causeAt + CAUSE.load]! += late;
    alive -= late;
  }
  const failed = Math.max(0, 1 - alive);
  const lost = Math.max(0, 1 - journeys.attempts[journey]! * alive);
  const perAttempt = failed > 0 ? lost / failed : 0;
  for (let kind = 0; kind < LOSSES; kind++) kinds[kindAt + kind]! *= perAttempt;
  for (let cause = 0; cause < CAUSES; cause++) causes[causeAt + cause]! *= perAttempt;
  journeys.failed[journey] = failed;
  journeys.success[journey] = 1 - lost;
  for (let at = journey * work.regions; at < (journey + 1) * work.regions; at++)
    journeys.successIn[at] = 1 - perAttempt * (1 - through * (1 - journeys.lateIn[at]!));
}

/** Loses requests at hard dependencies; returns the share that gets through. */
function walkPath(work: Workspace, journey: number, arriving: number): number {
  const { visits } = work.compiled.journeys[journey]!;
  let alive = arriving;
  for (let place = 0; place < visits.length; place++) {
    const { station, soft } = visits[place]!;
    if (soft) continue;
    const { hit, per } = work.inputs.visits[journey]![place]!;
    const lost = alive * callLoss(work, station, hit, per);
    if (lost === 0) continue;
    bookLoss(work, journey, station, lost);
    alive -= lost;
  }
  return alive;
}

/** Independent waits along the path: chance of none, mean and cv² of the sum where there is one. */
export function gatherWaits(work: Workspace, journey: number): void {
  const { stations, journeys, compiled, inputs } = work;
  const { visits } = compiled.journeys[journey]!;
  let none = journeys.doorNone[journey]!;
  let mean = journeys.doorMean[journey]!;
  let variance = journeys.doorVariance[journey]!;
  let start = journeys.doorStart[journey]!;
  let end = journeys.doorEnd[journey]!;
  journeys.gapRate[journey] = 0;
  for (let place = 0; place < visits.length; place++) {
    const { station } = visits[place]!;
    const { calls, callVariance, hit, per, seconds } = inputs.visits[journey]![place]!;
    start += calls * stations.delayStart[station]!;
    end += calls * stations.delayEnd[station]!;
    const slower = calls * seconds * (stations.slow[station]! - 1);
    start += slower;
    end += slower;
    if (stations.gapRate[station]! > 0 && compiled.rules.retries[journey]?.dropExpired) {
      journeys.gapRate[journey] = stations.gapRate[station]!;
      journeys.servedShare[journey] = stations.servedShare[station]!;
    }
    const chance = stations.waitProbability[station]!;
    if (chance < 1e-12) continue;
    const factor = priorityFactor(work, journey, station);
    const one = chance * stations.waitMean[station]! * factor;
    none *= hit + (1 - hit) * noneOf(chance, per);
    mean += calls * one;
    variance +=
      calls * (chance * stations.waitSquare[station]! * factor * factor - one * one) +
      callVariance * one * one;
  }
  journeys.delayStart[journey] = start;
  journeys.delayEnd[journey] = end;
  journeys.noWait[journey] = none;
  const some = 1 - none;
  journeys.waitMean[journey] = some > 0 ? mean / some : 0;
  journeys.waitCv2[journey] =
    some > 0 && mean > 0 ? Math.max(0.01, ((variance + mean * mean) * some) / (mean * mean) - 1) : 1;
}

/**
 * Mean wait of a class over that of first come, first served: (1 − ρ) / ((1 − σ before)(1 − σ with)).
 * Source: Cobham 1954 for M/M/c with one service law. Full utilization counts as 0.98.
 */
function priorityFactor(
  { compiled, inputs, journeys, stations }: Workspace,
  journey: number,
  station: number,
): number {
  if (!inputs.stations[station]!.priority) return 1;
  const count = compiled.stations.length;
  const own = compiled.journeys[journey]!.priority;
  const servers = stations.slots[station]!;
  let before = 0;
  let upTo = 0;
  let all = 0;
  for (let other = 0; other < compiled.journeys.length; other++) {
    const load =
      (journeys.loads[other * count + station]! * (1 - journeys.shed[other]!) * stations.slow[station]!) /
      servers;
    all += load;
    if (compiled.journeys[other]!.priority < own) before += load;
    if (compiled.journeys[other]!.priority <= own) upTo += load;
  }
  const FULL = 0.98;
  return (1 - Math.min(FULL, all)) / ((1 - Math.min(FULL, before)) * (1 - Math.min(FULL, upTo)));
}

/**
 * Share of what came through that outlasts the client's patience, by region and over the regions by
 * their rates; while nobody comes, by their shares of demand: what a request would meet.
 */
function giveUp(work: Workspace, journey: number): number {
  const { journeys, inputs, regions, regionRates } = work;
  const tables = work.compiled.journeys[journey]!.timeout;
  const isIdle = journeys.fresh[journey] === 0;
  let rate = 0;
  let late = 0;
  for (let region = 0; region < regions; region++) {
    const at = journey * regions + region;
    const own =
      journeys.gapRate[journey]! > 0
        ? expires(work, journey, region, tables[region]!)
        : responseBeyond(work, journey, region, tables[region]!, inputs.timeoutMs[journey]!);
    const weight = isIdle ? inputs.shares[region]! : regionRates[at]!;
    journeys.lateIn[at] = own;
    rate += weight;
    late += weight * own;
  }
  return rate > 0 ? late / rate : 0;
}

/**
 * Share that is dropped, or served too late, where everything waits until its client gives up: the
 * rest of the response, as a gamma law, has to fit into an exponential time: E[e^(−νB)].
 */
function expires(
  { inputs, journeys, regions }: Workspace,
  journey: number,
  region: number,
  { law }: TailTable,
): number {
  const at = journey * regions + region;
  const mean = Math.max(1e-9, law.mean + inputs.responseShift[at]!) / 1000;
  const deviation = law.deviation / stretchOf(law, inputs.varianceShift[at]!) / 1000;
  const cv2 = Math.max(1e-6, (deviation / mean) ** 2);
  const inTime = (1 + journeys.gapRate[journey]! * mean * cv2) ** (-1 / cv2);
  return 1 - journeys.servedShare[journey]! * inTime;
}

/** Moments of the piece at which a moving delay is looked at. */
const MOMENTS = [0.125, 0.375, 0.625, 0.875];

/** P(response > threshold) of the journey's requests in a region, this future's draws and the piece's waits included. */
export function responseBeyond(
  work: Pick<Workspace, 'inputs' | 'journeys' | 'regions'>,
  journey: number,
  region: number,
  table: TailTable,
  thresholdMs: number,
): number {
  const { journeys } = work;
  const start = journeys.delayStart[journey]! * 1000;
  const end = journeys.delayEnd[journey]! * 1000;
  if (start === end) return beyondAfter(work, journey, region, table, thresholdMs - start);
  let sum = 0;
  for (const moment of MOMENTS)
    sum += beyondAfter(work, journey, region, table, thresholdMs - start - moment * (end - start));
  return sum / MOMENTS.length;
}

/** This future's time and stretch of waits in a table's own law. */
export function tableTime(
  { inputs, regions }: Pick<Workspace, 'inputs' | 'regions'>,
  journey: number,
  region: number,
  { law }: Pick<TailTable, 'law'>,
  leftMs: number,
): { time: number; stretch: number } {
  const at = journey * regions + region;
  const stretch = stretchOf(law, inputs.varianceShift[at]!);
  return { time: law.mean + (leftMs - law.mean - inputs.responseShift[at]!) * stretch, stretch };
}

/** The tabulated law's deviation over this future's, by the difference of their variances. */
export const stretchOf = ({ deviation }: ResponseLaw, varianceShift: number): number =>
  varianceShift === 0
    ? 1
    : deviation / Math.sqrt(Math.max(0.0025 * deviation * deviation, deviation * deviation + varianceShift));

function beyondAfter(
  { inputs, journeys, regions }: Pick<Workspace, 'inputs' | 'journeys' | 'regions'>,
  journey: number,
  region: number,
  table: TailTable,
  leftMs: number,
): number {
  if (leftMs <= 0) return 1;
  const at = journey * regions + region;
  const { law } = table;
  const stretch = stretchOf(law, inputs.varianceShift[at]!);
  const time = law.mean + (leftMs - law.mean - inputs.responseShift[at]!) * stretch;
  const none = journeys.noWait[journey]!;
  const still = tailWithoutWait(law, time);
  if (none > 1 - 1e-9) return still;
  const waiting = tailWithWait(
    table,
    time,
    journeys.waitMean[journey]! * 1000 * stretch,
    journeys.waitCv2[journey]!,
  );
  return none * still + (1 - none) * Math.max(still, waiting);
}
