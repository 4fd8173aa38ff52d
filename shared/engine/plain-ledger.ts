import { CAUSE, CAUSES } from './causes.ts';
import { enter, lateAnswer, spreadBad, type Ledger, type LedgerClause } from './ledger.ts';
import { createPlainCarried, plainCause, plainRate, type PlainCarried } from './plain-carried.ts';
import { WEAKENED } from './plain-steps.ts';
import { forEachOverlap, sumInHours, sumOf, sumOfProducts, sumOfShares, sumOfTriples } from './spans.ts';
import type { Workspace } from './workspace.ts';

/** Enters all plain steps of a future for every clause about a journey: their outcome is one and the same. */
export function enterPlainSteps(work: Workspace, ledger: Ledger): void {
  for (const entry of ledger.clauses) {
    const { metric } = entry.clause;
    if (metric === 'latency') enterLatency(work, entry);
    else if (metric === 'throughput') enterThroughput(work, entry);
    else if (metric !== 'supportResponse') enterSuccess(work, entry);
  }
}

/** Adds up `rate` × seconds inside the clause's hours over the plain steps, by bin; `rate` null: seconds alone. */
function addUp(
  { compiled, plain }: Workspace,
  { clause, spans }: LedgerClause,
  rate: Float64Array | null,
  split: Float64Array | null = null,
): Float64Array {
  const { stretches, sums } = plain;
  const sumOver = sumInside(clause.hours, rate, split);
  sums.fill(0, 0, clause.bins);
  forEachOverlap(stretches, spans, (bin, from, to) => {
    sums[bin]! += sumOver(from, to);
  });
  const seconds = compiled.grid.stepMinutes * 60;
  for (let bin = 0; bin < clause.bins; bin++) sums[bin]! *= seconds;
  return sums;
}

function sumInside(
  hours: Float32Array | null,
  rate: Float64Array | null,
  split: Float64Array | null,
): (from: number, to: number) => number {
  if (!rate) return hours ? (from, to) => sumOfShares(hours, from, to) : (from, to) => to - from;
  if (split && hours) return (from, to) => sumOfTriples(rate, split, hours, from, to);
  if (split) return (from, to) => sumOfProducts(rate, split, from, to);
  return hours ? (from, to) => sumInHours(rate, hours, from, to) : (from, to) => sumOf(rate, from, to);
}

/** A region's share of the journey's requests by step; null where it is all of them. */
const splitOf = ({ path, regions }: Workspace, journey: number, region: number): Float64Array | null =>
  regions === 1 ? null : path.mixes[journey]!.splits[region]!;

function enterSuccess(work: Workspace, entry: LedgerClause): void {
  const { clause, tiers } = entry;
  const { path, quiet } = work;
  const success = quiet.success[clause.subject]!;
  const total = path.totals[clause.subject]!;
  const book = (sums: Float64Array, weight: number, share: number) => {
    for (let bin = 0; bin < clause.bins; bin++) {
      const valid = sums[bin]! * weight;
      if (valid === 0) continue;
      enter(clause, tiers[0]!, bin, valid * share, valid, false);
      spreadBad(work, clause, tiers[0]!, bin, valid * (1 - share), false);
    }
  };
  if (clause.timeslices) book(addUp(work, entry, null), 1 / 60, success >= clause.sliceTarget ? 1 : 0);
  else if (clause.isWhole) book(addUp(work, entry, total), 1, success);
  else
    clause.regionWeights.forEach((weight, region) => {
      if (weight > 0)
        book(
          addUp(work, entry, total, splitOf(work, clause.subject, region)),
          weight,
          quiet.successIn[clause.subject * work.regions + region]!,
        );
    });
}

function enterLatency(work: Workspace, entry: LedgerClause): void {
  const { clause, tiers, still } = entry;
  const { regions, path, quiet } = work;
  const total = path.totals[clause.subject]!;
  for (let region = 0; region < regions; region++) {
    const weight = clause.regionWeights[region]!;
    if (weight === 0) continue;
    const sums = addUp(work, entry, total, splitOf(work, clause.subject, region));
    const success = quiet.successIn[clause.subject * regions + region]!;
    const givenUp = quiet.lateIn[clause.subject * regions + region]!;
    for (let tier = 0; tier < tiers.length; tier++) {
      if (!clause.tiers[tier]!.tails[region]) continue;
      const inTime = 1 - lateAnswer(still[tier * regions + region]!, givenUp);
      for (let bin = 0; bin < clause.bins; bin++) {
        const valid = sums[bin]! * weight;
        if (valid === 0) continue;
        const lost = valid * (1 - success);
        enter(clause, tiers[tier]!, bin, valid * success * inTime, valid, false);
        spreadBad(work, clause, tiers[tier]!, bin, lost, false);
        tiers[tier]!.bad[bin * CAUSES + CAUSE.load]! += valid * success * (1 - inTime);
      }
    }
  }
}

function enterThroughput(work: Workspace, entry: LedgerClause): void {
  const { clause, tiers, spans } = entry;
  const carried = createPlainCarried(work, clause);
  const thresholds = Float64Array.from(clause.tiers, ({ threshold }) => threshold);
  const goods = new Float64Array(tiers.length);
  forEachOverlap(work.plain.stretches, spans, (bin, from, to) => {
    goods.fill(0);
    const minutes = addCarried(work, entry, carried, thresholds, goods, bin, from, to);
    for (let tier = 0; tier < tiers.length; tier++)
      enter(clause, tiers[tier]!, bin, goods[tier]!, minutes, false);
  });
}

/** Adds the minutes of the steps in which each threshold could be carried, and what is owed for the others; returns all minutes. */
function addCarried(
  { compiled, plain }: Workspace,
  { clause, tiers }: LedgerClause,
  carried: PlainCarried,
  thresholds: Float64Array,
  goods: Float64Array,
  bin: number,
  from: number,
  to: number,
): number {
  const { stepMinutes } = compiled.grid;
  const { hours } = clause;
  let all = 0;
  for (let step = from; step < to; step++) {
    if (plain.marks[step] === WEAKENED) continue;
    const minutes = hours ? stepMinutes * hours[step]! : stepMinutes;
    const rate = plainRate(carried, step);
    all += minutes;
    for (let tier = 0; tier < thresholds.length; tier++) {
      if (rate >= thresholds[tier]!) goods[tier]! += minutes;
      else tiers[tier]!.bad[bin * CAUSES + plainCause(carried, step)]! += minutes;
    }
  }
  return all;
}
