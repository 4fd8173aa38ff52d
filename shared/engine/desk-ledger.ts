import { CAUSE, CAUSES } from './causes.ts';
import { settledDesk, type DeskClause, type DeskState } from './desk.ts';
import { settledWithin } from './desk-answers.ts';
import { enter } from './ledger.ts';
import { scopedTotals } from './scoped-rates.ts';
import type { Workspace } from './workspace.ts';

/** Enters a desk's tickets for one of its clauses, from what the walk found (L1, C7). */
export function enterTickets(work: Workspace, desk: DeskState, clause: DeskClause): void {
  const { step, cause, maintained } = desk.timeline;
  const { binOf, isWhole } = clause.entry.clause;
  const share = isWhole ? null : scopedShare(work, clause);
  for (let from = 0, to = 0; from < step.length; from = to) {
    const bin = binOf[step[from]!]!;
    const owed = cause[from]!;
    const announced = maintained[from]!;
    do to += 1;
    while (
      to < step.length &&
      binOf[step[to]!] === bin &&
      cause[to] === owed &&
      maintained[to] === announced
    );
    if (bin < 0) continue;
    const valid = addPieces(desk, clause, share, from, to);
    enterBin(clause, bin, valid, owed < 0 ? CAUSE.staffing : owed, announced === 1);
  }
}

/** Enters what was added up for a bin, and begins anew. */
function enterBin(
  { entry: { clause, tiers }, limits, goods }: DeskClause,
  bin: number,
  valid: number,
  cause: number,
  maintained: boolean,
): void {
  if (valid === 0) return;
  for (let tier = 0; tier < tiers.length; tier++) {
    const good = Math.min(valid, goods[limits[tier]!]!);
    enter(clause, tiers[tier]!, bin, good, valid, maintained);
    if (!maintained || !clause.excludeMaintenance) tiers[tier]!.bad[bin * CAUSES + cause]! += valid - good;
  }
  goods.fill(0);
}

/** Tickets come from regions and devices as the requests of their step do. */
function scopedShare({ compiled, path, plain }: Workspace, { entry }: DeskClause): Float64Array {
  const { requests } = plain;
  const seconds = compiled.grid.stepMinutes * 60;
  const share = new Float64Array(requests.length);
  compiled.journeys.forEach((_journey, journey) => {
    const scoped = scopedTotals(path, entry.clause, journey);
    for (let step = 0; step < share.length; step++)
      if (requests[step]! > 0) share[step]! += (scoped[step]! * seconds) / requests[step]!;
  });
  return share;
}

/** Adds the tickets of pieces `from` to `to` − 1 that are answered within each limit; returns all. */
function addPieces(
  desk: DeskState,
  { entry, goods }: DeskClause,
  share: Float64Array | null,
  from: number,
  to: number,
): number {
  const { timeline, limits } = desk;
  const { step, tickets, open, rate, working, queued, position, wait, servedBefore } = timeline;
  const { hours } = entry.clause;
  let all = 0;
  for (let piece = from; piece < to; piece++) {
    const now = step[piece]!;
    const each = (hours ? hours[now]! : 1) * (share ? share[now]! : 1);
    const valid = tickets[piece]! * each;
    if (valid === 0) continue;
    all += valid;
    const behind = queued[piece]!;
    if (behind > 0) {
      const isEmptied = behind < 1;
      const last = servedBefore[piece + 1]! - (isEmptied ? (1 - behind) * open[piece]! * rate[piece]! : 0);
      const answered = Math.min(valid * behind, (last - servedBefore[piece]!) * each);
      addWithin(goods, limits, answered, wait[piece]!, isEmptied ? 0 : wait[piece + 1]!);
    }
    if (behind < 1) {
      const settled = settledDesk(desk, working[piece]!);
      for (let limit = 0; limit < goods.length; limit++)
        goods[limit]! += valid * (1 - behind) * settledWithin(settled, limit, position[piece]!);
    }
  }
  return all;
}

/** Adds those whose waits, on a straight line from one to the other, are up to each limit. */
function addWithin(
  goods: Float64Array,
  limits: readonly number[],
  answered: number,
  first: number,
  last: number,
): void {
  const low = first < last ? first : last;
  const high = first < last ? last : first;
  for (let limit = 0; limit < goods.length; limit++) {
    const most = limits[limit]!;
    if (high <= most) goods[limit]! += answered;
    else if (low < most) goods[limit]! += (answered * (most - low)) / (high - low);
  }
}
