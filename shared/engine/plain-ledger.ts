import { carriedRate } from './carried-rate.ts';
import { CAUSE, CAUSES } from './causes.ts';
import type { CompiledClause } from './compiled-plan.ts';
import { enter, spreadBad, type Ledger, type LedgerClause } from './ledger.ts';
import { PLAIN } from './plain-steps.ts';
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

/** Adds up `rate` × seconds inside the clause's hours over its plain steps, by bin; `rate` null: seconds alone. */
function addUp(
  { compiled, plain }: Workspace,
  clause: CompiledClause,
  rate: Float64Array | null,
): Float64Array {
  const { marks, sums } = plain;
  const { binOf, hours, bins } = clause;
  const seconds = compiled.grid.stepMinutes * 60;
  sums.fill(0, 0, bins);
  for (let step = 0; step < marks.length; step++) {
    const bin = binOf[step]!;
    if (marks[step] !== PLAIN || bin < 0) continue;
    const time = hours ? seconds * hours[step]! : seconds;
    sums[bin]! += rate ? rate[step]! * time : time;
  }
  return sums;
}

function enterSuccess(work: Workspace, { clause, tiers }: LedgerClause): void {
  const { regions, path, quiet } = work;
  const success = quiet.success[clause.subject]!;
  const book = (sums: Float64Array, weight: number, share: number) => {
    for (let bin = 0; bin < clause.bins; bin++) {
      const valid = sums[bin]! * weight;
      if (valid === 0) continue;
      enter(clause, tiers[0]!, bin, valid * share, valid, false);
      spreadBad(work, clause, tiers[0]!, bin, valid * (1 - share), false);
    }
  };
  if (clause.timeslices) book(addUp(work, clause, null), 1 / 60, success >= clause.sliceTarget ? 1 : 0);
  else if (clause.isWhole) book(addUp(work, clause, path.totals[clause.subject]!), 1, success);
  else
    clause.regionWeights.forEach((weight, region) => {
      if (weight > 0)
        book(addUp(work, clause, path.rates[clause.subject * regions + region]!), weight, success);
    });
}

function enterLatency(work: Workspace, { clause, tiers, still }: LedgerClause): void {
  const { regions, path, quiet } = work;
  const success = quiet.success[clause.subject]!;
  for (let region = 0; region < regions; region++) {
    const weight = clause.regionWeights[region]!;
    if (weight === 0) continue;
    const sums = addUp(work, clause, path.rates[clause.subject * regions + region]!);
    for (let tier = 0; tier < tiers.length; tier++) {
      if (!clause.tiers[tier]!.tails[region]) continue;
      const inTime = 1 - still[tier * regions + region]!;
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

function enterThroughput(work: Workspace, { clause, tiers }: LedgerClause): void {
  const { compiled, plain, journeys, path } = work;
  const { stepMinutes, steps } = compiled.grid;
  for (let step = 0; step < steps; step++) {
    const bin = clause.binOf[step]!;
    const minutes = clause.hours ? stepMinutes * clause.hours[step]! : stepMinutes;
    if (plain.marks[step] !== PLAIN || bin < 0 || minutes === 0) continue;
    for (let journey = 0; journey < path.totals.length; journey++)
      journeys.fresh[journey] = path.totals[journey]![step]!;
    work.step = step;
    work.minute = step * stepMinutes;
    const { rate, cause } = carriedRate(work, clause.subject);
    for (let tier = 0; tier < tiers.length; tier++) {
      const isCarried = rate >= clause.tiers[tier]!.threshold;
      enter(clause, tiers[tier]!, bin, isCarried ? minutes : 0, minutes, false);
      if (!isCarried) tiers[tier]!.bad[bin * CAUSES + cause]! += minutes;
    }
  }
}
