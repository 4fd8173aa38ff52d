import { CAUSES } from './causes.ts';
import type { CompiledClause } from './compiled-plan.ts';
import type { Ledger, LedgerSums } from './ledger.ts';
import type { ClauseTallies, TierTallies } from './run-tallies.ts';

/** Whether the clause's tiers differ in the share they ask for alone: one of them is entered for all. */
export const measuresAlike = ({ metric }: CompiledClause): boolean =>
  metric === 'availability' || metric === 'errorRate';

/** Writes a finished replication into the run's tallies; rolling windows keep each month's worst. */
export function closeReplication(
  ledger: Ledger,
  tallies: readonly ClauseTallies[],
  replication: number,
): void {
  ledger.clauses.forEach(({ clause, tiers }, index) => {
    const own = measuresAlike(clause) ? tiers.slice(0, 1) : tiers;
    own.forEach((sums, tier) => {
      const into = tallies[index]!.tiers[tier]!;
      if (clause.rolling) rollInto(clause, sums, into, replication, tallies[index]!.windows.length);
      else copyInto(sums, into, replication, clause.bins);
    });
  });
}

function copyInto(sums: LedgerSums, into: TierTallies, replication: number, windows: number): void {
  into.good.set(sums.good, replication * windows);
  into.valid.set(sums.valid, replication * windows);
  into.otherAccounting?.good.set(sums.otherGood, replication * windows);
  into.otherAccounting?.valid.set(sums.otherValid, replication * windows);
  into.badByCause.set(sums.bad, replication * windows * CAUSES);
}

function rollInto(
  clause: CompiledClause,
  sums: LedgerSums,
  into: TierTallies,
  replication: number,
  windows: number,
): void {
  const at = replication * windows;
  rollWorst(clause, sums.good, sums.valid, into.good, into.valid, at, (end, window) => {
    for (let cause = 0; cause < CAUSES; cause++) {
      let bad = 0;
      for (let day = end - clause.rolling!.days + 1; day <= end; day++)
        bad += sums.bad[day * CAUSES + cause]!;
      into.badByCause[(at + window) * CAUSES + cause] = bad;
    }
  });
  if (into.otherAccounting) {
    rollWorst(
      clause,
      sums.otherGood,
      sums.otherValid,
      into.otherAccounting.good,
      into.otherAccounting.valid,
      at,
      () => {},
    );
  }
}

/** For each month the window, ending in it, with the lowest share of good events. */
function rollWorst(
  { rolling, bins }: CompiledClause,
  dayGood: Float64Array,
  dayValid: Float64Array,
  good: Float64Array,
  valid: Float64Array,
  at: number,
  found: (endDay: number, window: number) => void,
): void {
  const { days, monthOfDay } = rolling!;
  const worst: number[] = [];
  for (let end = days - 1; end < bins; end++) {
    let sumGood = 0;
    let sumValid = 0;
    for (let day = end - days + 1; day <= end; day++) {
      sumGood += dayGood[day]!;
      sumValid += dayValid[day]!;
    }
    const window = monthOfDay[end]!;
    const share = sumValid > 0 ? sumGood / sumValid : 1;
    if (worst[window] !== undefined && share >= worst[window]) continue;
    worst[window] = share;
    good[at + window] = sumGood;
    valid[at + window] = sumValid;
    found(end, window);
  }
}
