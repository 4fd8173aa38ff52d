import type { DeferredJourney } from './deferral.ts';
import { enterClause, type Ledger, type LedgerClause } from './ledger.ts';
import type { Workspace } from './workspace.ts';

/**
 * Enters a piece for the clauses that tell what was put off from the rest (L4): left out, or
 * measured from its arrival, in the window and hours it arrived in and with its delay.
 */
export function enterPutOff(work: Workspace, ledger: Ledger, step: number, seconds: number): void {
  for (const deferred of work.deferral?.journeys ?? []) {
    const { first } = deferred.parts;
    if (first[step] === first[step + 1]) continue;
    for (const entry of ledger.clauses) {
      if (entry.clause.deferred !== 'fromRelease' && entry.clause.subject === deferred.journey)
        enterParts(work, entry, deferred, step, seconds);
    }
  }
}

function enterParts(
  work: Workspace,
  entry: LedgerClause,
  deferred: DeferredJourney,
  step: number,
  seconds: number,
): void {
  const { journeys, regionRates, regions } = work;
  const { journey, parts } = deferred;
  const at = journey * regions;
  const rates = regionRates.slice(at, at + regions);
  const { [journey]: start = 0 } = journeys.delayStart;
  const { [journey]: end = 0 } = journeys.delayEnd;
  const atOnce = rates.slice();
  for (let part = parts.first[step]!; part < parts.first[step + 1]!; part++) {
    const own = partRates(deferred, part);
    for (let region = 0; region < regions; region++)
      atOnce[region] = Math.max(0, atOnce[region]! - own[region]!);
    if (entry.clause.deferred === 'excluded') continue;
    setRates(work, journey, own);
    journeys.delayStart[journey] = start + parts.from[part]!;
    journeys.delayEnd[journey] = end + parts.to[part]!;
    enterClause(work, entry, parts.arrival[part]!, seconds);
  }
  journeys.delayStart[journey] = start;
  journeys.delayEnd[journey] = end;
  setRates(work, journey, atOnce);
  enterClause(work, entry, step, seconds);
  setRates(work, journey, rates);
}

/** Requests per second of a part, by region. */
function partRates({ parts, totals, arriving }: DeferredJourney, part: number): Float64Array {
  const arrival = parts.arrival[part]!;
  const rate = parts.share[part]! * totals[arrival]!;
  return Float64Array.from(arriving.splits, (split) => rate * split[arrival]!);
}

function setRates({ journeys, regionRates, regions }: Workspace, journey: number, rates: Float64Array): void {
  regionRates.set(rates, journey * regions);
  journeys.fresh[journey] = rates.reduce((sum, rate) => sum + rate, 0);
}
