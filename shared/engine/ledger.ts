import { createLocalClock, type LocalClock } from '../calendar/local-time.ts';
import { minuteOfWeek, minutesInside, weekMinutes } from '../calendar/weekly-hours.ts';
import { MINUTE_MS } from '../units/instant.ts';
import { CAUSE, CAUSES } from './causes.ts';
import type { CompiledClause, CompiledPlan } from './compiled-plan.ts';
import { carriedRate } from './carried-rate.ts';
import { releasesPutOff } from './deferral.ts';
import { responseBeyond, tableTime } from './outcome.ts';
import { createSlice, cutSlice, locateInSlices, tailInSlice, type TailSlice } from './tail-slice.ts';
import { tailWithoutWait } from './tail-table.ts';
import { createWaitPlace } from './wait-place.ts';
import { spansOf, type Span } from './spans.ts';
import { scopedRate, scopedSuccess } from './scoped-rates.ts';
import type { Workspace } from './workspace.ts';

/** Sums of one replication, by clause and tier and bin (a window, or a day of rolling windows). */
export interface Ledger {
  clauses: LedgerClause[];
  /** Those about the rate that could be carried. */
  carried: LedgerClause[];
}

export interface LedgerClause {
  clause: CompiledClause;
  /** The steps of its bins that its hours touch. */
  spans: Span[];
  /** Its hours to the minute; null: always. */
  inside: { minutes: Uint8Array; clock: LocalClock } | null;
  tiers: LedgerSums[];
  /** Latency in this future without backlog: by tier × regions + region. */
  still: Float64Array;
  slices: (TailSlice | null)[];
  /** The longest threshold of its tiers. */
  longestMs: number;
}

export interface LedgerSums {
  good: Float64Array;
  valid: Float64Array;
  otherGood: Float64Array;
  otherValid: Float64Array;
  bad: Float64Array;
}

export function createLedger(compiled: CompiledPlan): Ledger {
  const clauses = compiled.clauses.map((clause, index) => ({
    clause,
    spans: spansOf(binsInside(clause)),
    inside: hoursInside(compiled, index),
    tiers: clause.tiers.map(() => ({
      good: new Float64Array(clause.bins),
      valid: new Float64Array(clause.bins),
      otherGood: new Float64Array(clause.bins),
      otherValid: new Float64Array(clause.bins),
      bad: new Float64Array(clause.bins * CAUSES),
    })),
    still: new Float64Array(clause.tiers.length * compiled.plan.regions.length),
    slices: clause.tiers.flatMap(({ tails }) =>
      tails.map((table) => table && createSlice(table, longestOf(clause))),
    ),
    longestMs: longestOf(clause),
  }));
  return { clauses, carried: clauses.filter(({ clause }) => clause.metric === 'throughput') };
}

const longestOf = ({ tiers }: CompiledClause): number => Math.max(...tiers.map(({ threshold }) => threshold));

function hoursInside({ plan, grid }: CompiledPlan, index: number): LedgerClause['inside'] {
  const { hours } = plan.clauses[index]!.scope;
  if (!hours) return null;
  return { minutes: weekMinutes(hours), clock: createLocalClock(plan.timeZone, grid.start, grid.end) };
}

/** Steps outside the clause's hours have no bin. */
const binsInside = ({ binOf, hours }: CompiledClause): Int16Array =>
  hours ? binOf.map((bin, step) => (hours[step]! > 0 ? bin : -1)) : binOf;

/** Opens the ledger for a future whose inputs are drawn. */
export function openLedger(work: Workspace, ledger: Ledger): void {
  for (const { clause, tiers, still, slices } of ledger.clauses) {
    clause.tiers.forEach(({ tails }, tier) => {
      tails.forEach((table, region) => {
        if (!table) return;
        const { time, stretch } = tableTime(work, clause.subject, region, table, table.thresholdMs);
        still[tier * work.regions + region] = tailWithoutWait(table.law, time);
        cutSlice(slices[tier * work.regions + region]!, time, stretch);
      });
    });
    for (const sums of tiers) {
      sums.good.fill(0);
      sums.valid.fill(0);
      sums.otherGood.fill(0);
      sums.otherValid.fill(0);
      sums.bad.fill(0);
    }
  }
}

/** Enters a piece of a step for every clause about a journey (L1 to L4) that `enterPutOff` does not. */
export function enterPiece(work: Workspace, ledger: Ledger, step: number, seconds: number): void {
  for (let index = 0; index < ledger.clauses.length; index++) {
    const entry = ledger.clauses[index]!;
    const { metric, deferred, subject } = entry.clause;
    if (metric === 'supportResponse') continue;
    if (deferred !== 'fromRelease' && work.deferral && releasesPutOff(work.deferral, subject, step)) continue;
    enterClause(work, entry, step, seconds);
  }
}

/** Enters what was settled for `seconds` at the time of a step, for one clause. */
export function enterClause(work: Workspace, entry: LedgerClause, step: number, seconds: number): void {
  const { clause, tiers } = entry;
  const bin = clause.binOf[step]!;
  const hours = clause.hours ? clause.hours[step]! : 1;
  if (bin < 0 || hours === 0) return;
  const time = hours === 1 ? seconds : secondsInside(work, entry, step, seconds);
  if (time === 0) return;
  const maintained = clause.hasMaintenance && isMaintained(work, clause);
  if (clause.metric === 'latency') enterLatency(work, entry, bin, time, maintained);
  else if (clause.metric === 'throughput') enterThroughput(work, clause, tiers, bin, time, maintained);
  else enterSuccess(work, clause, tiers, bin, time, maintained);
}

/** Of a piece of a step that the clause's hours cover in part. */
function secondsInside(
  { compiled, minute }: Workspace,
  { clause, inside }: LedgerClause,
  step: number,
  seconds: number,
): number {
  const { start, stepMinutes } = compiled.grid;
  const first = step * stepMinutes;
  const from = minute - first;
  const isWhole = seconds >= stepMinutes * 60 || from < 0 || from >= stepMinutes;
  if (isWhole || !inside) return seconds * clause.hours![step]!;
  const wall = inside.clock.toWall(start + first * MINUTE_MS);
  return 60 * minutesInside(inside.minutes, minuteOfWeek(wall), from, from + seconds / 60);
}

function isMaintained({ stations }: Workspace, clause: CompiledClause): boolean {
  for (const station of clause.stations) if (stations.maintained[station] === 1) return true;
  return false;
}

/** Availability and error rate: requests that succeed, or minutes in which enough of them do. */
function enterSuccess(
  work: Workspace,
  clause: CompiledClause,
  tiers: readonly LedgerSums[],
  bin: number,
  time: number,
  maintained: boolean,
): void {
  const { journeys } = work;
  const at = clause.subject * CAUSES;
  const turnedAway = clause.excludeShed ? journeys.causes[at + CAUSE.shaping]! : 0;
  const success = scopedSuccess(work, clause);
  const share = turnedAway < 1 ? success / (1 - turnedAway) : 1;
  const isSlice = clause.timeslices;
  const valid = isSlice ? time / 60 : scopedRate(work, clause, clause.subject) * time * (1 - turnedAway);
  const good = isSlice ? (share >= clause.sliceTarget ? valid : 0) : valid * Math.min(1, share);
  // The same events in every tier: entered once, copied when the replication is closed.
  enter(clause, tiers[0]!, bin, good, valid, maintained);
  spreadBad(work, clause, tiers[0]!, bin, valid - good, maintained);
}

/** Requests answered in time; one that is not answered at all is late. */
const place = createWaitPlace();

function enterLatency(
  work: Workspace,
  entry: LedgerClause,
  bin: number,
  time: number,
  maintained: boolean,
): void {
  const { clause, tiers } = entry;
  const { journeys } = work;
  const at = clause.subject * CAUSES;
  const turnedAway = clause.excludeShed ? journeys.causes[at + CAUSE.shaping]! : 0;
  const none = journeys.noWait[clause.subject]!;
  const isStill = journeys.delayEnd[clause.subject] === 0 && journeys.delayStart[clause.subject] === 0;
  if (isStill && none < CERTAIN)
    locateInSlices(
      place,
      entry.longestMs,
      journeys.waitMean[clause.subject]! * 1000,
      journeys.waitCv2[clause.subject]!,
    );
  for (let tier = 0; tier < tiers.length; tier++) {
    let valid = 0;
    let good = 0;
    let answered = 0;
    for (let region = 0; region < work.regions; region++) {
      const table = clause.tiers[tier]!.tails[region];
      if (!table) continue;
      const at = clause.subject * work.regions + region;
      const requests = work.regionRates[at]! * clause.regionWeights[region]! * time;
      const late = isStill
        ? stillBeyond(entry, tier * work.regions + region, none)
        : responseBeyond(work, clause.subject, region, table, table.thresholdMs);
      valid += requests * (1 - turnedAway);
      answered += requests * journeys.successIn[at]!;
      good += requests * journeys.successIn[at]! * (1 - lateAnswer(late, journeys.lateIn[at]!));
    }
    const sums = tiers[tier]!;
    enter(clause, sums, bin, good, valid, maintained);
    if (maintained && clause.excludeMaintenance) continue;
    const lost = Math.max(0, valid - answered);
    spreadBad(work, clause, sums, bin, lost, maintained);
    sums.bad[bin * CAUSES + CAUSE.load]! += Math.max(0, valid - good - lost);
  }
}

/**
 * Share of answers beyond a threshold, where `late` of all would be and `givenUp` of them outlast the
 * client's patience and are no answers.
 */
export const lateAnswer = (late: number, givenUp: number): number =>
  givenUp === 0 ? late : givenUp < 1 ? Math.max(0, late - givenUp) / (1 - givenUp) : 0;

/** Chance that nobody waits above which waits change nothing. */
const CERTAIN = 1 - 1e-9;

/** Share beyond the threshold without backlog, the wait being where `place` is. */
function stillBeyond({ still, slices }: LedgerClause, at: number, none: number): number {
  const beyond = still[at]!;
  return none < CERTAIN
    ? none * beyond + (1 - none) * Math.max(beyond, tailInSlice(slices[at]!, place))
    : beyond;
}

/** Minutes in which the target rate could be carried, the journey's requests from outside the scope beside it. */
function enterThroughput(
  work: Workspace,
  clause: CompiledClause,
  tiers: readonly LedgerSums[],
  bin: number,
  time: number,
  maintained: boolean,
): void {
  const { rate, cause } = carriedRate(work, clause.subject);
  const outside = work.journeys.fresh[clause.subject]! - scopedRate(work, clause, clause.subject);
  const minutes = time / 60;
  for (let tier = 0; tier < tiers.length; tier++) {
    const good = rate - outside >= clause.tiers[tier]!.threshold ? minutes : 0;
    enter(clause, tiers[tier]!, bin, good, minutes, maintained);
    if (good === 0 && !(maintained && clause.excludeMaintenance))
      tiers[tier]!.bad[bin * CAUSES + cause]! += minutes;
  }
}

export function enter(
  clause: CompiledClause,
  sums: LedgerSums,
  bin: number,
  good: number,
  valid: number,
  maintained: boolean,
): void {
  if (!maintained || !clause.excludeMaintenance) {
    sums.good[bin]! += good;
    sums.valid[bin]! += valid;
  }
  if (!maintained || clause.excludeMaintenance) {
    sums.otherGood[bin]! += good;
    sums.otherValid[bin]! += valid;
  }
}

/** Shares bad events among the causes of the journey's losses in this piece. */
export function spreadBad(
  { journeys }: Workspace,
  clause: CompiledClause,
  sums: LedgerSums,
  bin: number,
  bad: number,
  maintained: boolean,
): void {
  if (bad <= 0 || (maintained && clause.excludeMaintenance)) return;
  const at = clause.subject * CAUSES;
  let total = 0;
  for (let cause = 0; cause < CAUSES; cause++) {
    if (cause !== CAUSE.shaping || !clause.excludeShed) total += journeys.causes[at + cause]!;
  }
  if (total <= 0) {
    sums.bad[bin * CAUSES + CAUSE.load]! += bad;
    return;
  }
  for (let cause = 0; cause < CAUSES; cause++) {
    if (cause !== CAUSE.shaping || !clause.excludeShed)
      sums.bad[bin * CAUSES + cause]! += (bad * journeys.causes[at + cause]!) / total;
  }
}
