import { CAUSE, CAUSES } from './causes.ts';
import { settledDesk, type DeskClause, type DeskState, type DeskTimeline } from './desk.ts';
import { computeWithin, POINTS } from './desk-answers.ts';
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
  clause: DeskClause,
  share: Float64Array | null,
  from: number,
  to: number,
): number {
  const { tickets, queued } = desk.timeline;
  let all = 0;
  for (let piece = from; piece < to; piece++) {
    const each = weightOf(desk.timeline, clause, share, piece);
    all += tickets[piece]! * each;
    if (tickets[piece]! * each === 0) continue;
    if (queued[piece]! > 0) addQueued(desk, clause, share, piece);
    if (queued[piece]! < 1) addSettled(desk, clause, share, piece);
  }
  return all;
}

/** Share of the piece's tickets inside the clause. */
function weightOf(
  { step }: DeskTimeline,
  { entry }: DeskClause,
  share: Float64Array | null,
  piece: number,
): number {
  const { hours } = entry.clause;
  const now = step[piece]!;
  return (hours ? hours[now]! : 1) * (share ? share[now]! : 1);
}

/*
 * The two below are called piece by piece: arguments that are no whole numbers would be put on the heap.
 */

/** Those behind a queue: of as many as are served meanwhile, the ones whose waits, on a straight line, are up to each limit. */
function addQueued(
  { timeline, limits }: DeskState,
  clause: DeskClause,
  share: Float64Array | null,
  piece: number,
): void {
  const { tickets, open, rate, queued, wait, servedBefore } = timeline;
  const { goods } = clause;
  const each = weightOf(timeline, clause, share, piece);
  const behind = queued[piece]!;
  const isEmptied = behind < 1;
  const last = servedBefore[piece + 1]! - (isEmptied ? (1 - behind) * open[piece]! * rate[piece]! : 0);
  const answered = Math.min(tickets[piece]! * each * behind, (last - servedBefore[piece]!) * each);
  const first = wait[piece]!;
  const then = isEmptied ? 0 : wait[piece + 1]!;
  const low = first < then ? first : then;
  const high = first < then ? then : first;
  for (let limit = 0; limit < goods.length; limit++) {
    const most = limits[limit]!;
    if (high <= most) goods[limit]! += answered;
    else if (low < most) goods[limit]! += (answered * (most - low)) / (high - low);
  }
}

/** Those who find the desk as it stays at these arrivals. */
function addSettled(desk: DeskState, clause: DeskClause, share: Float64Array | null, piece: number): void {
  const { tickets, queued, working, position } = desk.timeline;
  const { goods } = clause;
  const settled = settledDesk(desk, working[piece]!);
  const valid = tickets[piece]! * weightOf(desk.timeline, clause, share, piece) * (1 - queued[piece]!);
  const { within } = settled;
  const point = Math.min(POINTS - 2, position[piece]! | 0);
  const above = position[piece]! - point;
  for (let limit = 0; limit < goods.length; limit++) {
    const at = limit * POINTS + point;
    if (Number.isNaN(within[at]!)) computeWithin(settled, limit, point);
    if (Number.isNaN(within[at + 1]!)) computeWithin(settled, limit, point + 1);
    goods[limit]! += valid * (within[at]! + above * (within[at + 1]! - within[at]!));
  }
}
