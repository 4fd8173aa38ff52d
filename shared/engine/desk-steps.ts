import { settledDesk, type DeskState, type DeskTimeline } from './desk.ts';
import { isAtRest, settledPosition, settledWait } from './desk-answers.ts';
import { enterTickets } from './desk-ledger.ts';
import { moveQueue, type DeskQueue } from './desk-queue.ts';
import { fillService } from './desk-service.ts';
import { layTimeline } from './desk-timeline.ts';
import { DESK_SUMS, type Pictures } from './picture-tallies.ts';
import { addPeaks } from './plain-pictures.ts';
import { fillWeightedSum } from './weighted-sum.ts';
import type { Workspace } from './workspace.ts';

/** Walks every support desk through the future: nothing else depends on desks, so they come last (C7). */
export function runDesks(work: Workspace, desks: readonly DeskState[], pictures: Pictures): void {
  if (desks.length === 0) return;
  const { compiled, plain, deskOutages } = work;
  const { steps, stepMinutes } = compiled.grid;
  addPlainFailures(work);
  desks.forEach((desk, index) => {
    const own = compiled.desks[index]!;
    const outages = deskOutages.filter(({ station }) => station === index);
    layTimeline(own, desk, outages, steps * stepMinutes);
    walkDesk(work, desk, index, pictures);
    if (desk.clauses.length > 0) fillService(desk);
    for (const clause of desk.clauses) enterTickets(work, desk, clause);
    addPeaks(work, pictures, plain.deskUtilization, own.component);
  });
}

const queue: DeskQueue = { end: 0, busy: 0, area: 0, served: 0 };

/** Moves the queue through the desk's pieces, and enters what pictures show of each month. */
function walkDesk(work: Workspace, desk: DeskState, index: number, pictures: Pictures): void {
  const { compiled, plain } = work;
  const { monthOf } = compiled.grid;
  const { step } = desk.timeline;
  plain.deskUtilization.fill(0);
  for (let from = 0, to = 0; from < step.length; from = to) {
    const month = monthOf[step[from]!]!;
    while (to < step.length && monthOf[step[to]!] === month) to += 1;
    const sums = pictures.deskSums.subarray((month * compiled.desks.length + index) * DESK_SUMS);
    walkPieces(work, desk, from, to, sums);
  }
  if (desk.timeline.madeFor === '')
    addOutages(work, desk.timeline, compiled.desks[index]!.component, pictures);
}

/** Pieces `from` to `to` − 1; `sums`: open hours, tickets, minutes they wait, and the longest queue. */
function walkPieces(
  { compiled, plain }: Workspace,
  desk: DeskState,
  from: number,
  to: number,
  sums: Float64Array,
): void {
  const { requests, failures, deskUtilization } = plain;
  const { timeline, perRequest, perFailure } = desk;
  const { step, minutes, open, people, rate, tickets, waiting, queued } = timeline;
  const share = 1 / compiled.grid.stepMinutes;
  let before = from === 0 ? 0 : waiting[from - 1]!;
  let worked = 0;
  let present = 0;
  let openMinutes = 0;
  let all = 0;
  let waited = 0;
  let longest = 0;
  for (let piece = from; piece < to; piece++) {
    const now = step[piece]!;
    const length = open[piece]!;
    const fresh = (requests[now]! * perRequest + failures[now]! * perFailure) * minutes[piece]! * share;
    tickets[piece] = fresh;
    all += fresh;
    if (length === 0) {
      queued[piece] = 1;
      before += fresh;
      waiting[piece] = before;
      continue;
    }
    servePiece(desk, piece);
    waited += queue.area;
    if (before > longest) longest = before;
    before = waiting[piece]!;
    if (piece === from || step[piece - 1] !== now) worked = present = 0;
    const most = rate[piece]! * length;
    worked += most > 0 ? Math.min(1, queue.served / most) * people[piece]! * length : 0;
    present += people[piece]! * length;
    if (present > 0) deskUtilization[now] = worked / present;
    openMinutes += length;
  }
  sums[0] = openMinutes / 60;
  sums[1] = all;
  sums[2] = waited;
  sums[3] = Math.max(longest, before);
}

/** What becomes of the queue and the tickets of an open piece; leaves in `queue` what is served and how long all wait. */
function servePiece(desk: DeskState, piece: number): void {
  const { timeline, patience, handling } = desk;
  const { open, working, rate, tickets, waiting, queued, position } = timeline;
  const length = open[piece]!;
  const fresh = tickets[piece]!;
  const before = piece === 0 ? 0 : waiting[piece - 1]!;
  if (before === 0 && fresh <= rate[piece]! * length) {
    queue.end = queue.busy = queue.area = 0;
    queue.served = fresh;
  } else moveQueue(queue, before, fresh, rate[piece]!, patience, length);
  waiting[piece] = queue.end;
  const isSettled = isAtRest(before, fresh / length, rate[piece]!, handling, patience);
  const behind = isSettled ? 0 : queue.busy / length;
  queued[piece] = behind;
  if (isSettled) queue.area = 0;
  if (behind === 1) return;
  const settled = settledDesk(desk, working[piece]!);
  position[piece] = settledPosition(settled, fresh / length);
  queue.area += (1 - behind) * fresh * settledWait(settled, position[piece]!);
}

/** Minutes down and outages; announced work is no outage. */
function addOutages(
  { compiled }: Workspace,
  { step, minutes, down, maintained }: DeskTimeline,
  component: number,
  { downMinutes, outages, outMinutes }: Pictures,
): void {
  const { monthOf } = compiled.grid;
  let wasOut = false;
  for (let piece = 0; piece < step.length; piece++) {
    const isDown = down[piece] === 1;
    const isOut = isDown && maintained[piece] === 0;
    const at = monthOf[step[piece]!]! * compiled.plan.components.length + component;
    if (isDown) downMinutes[at]! += minutes[piece]!;
    if (isOut) {
      outMinutes[at]! += minutes[piece]!;
      if (!wasOut) outages[at]! += 1;
    }
    wasOut = isOut;
  }
}

/** Requests of every step, and what plain steps lose of them. */
function addPlainFailures({ compiled, path, plain, quiet }: Workspace): void {
  const { requests, failures, stretches } = plain;
  const seconds = compiled.grid.stepMinutes * 60;
  fillWeightedSum(
    requests,
    path.totals,
    path.totals.map(() => seconds),
  );
  for (const { from, to } of stretches) failures.fill(0, from, to);
  path.totals.forEach((total, journey) => {
    const lost = seconds * (1 - quiet.success[journey]!);
    if (lost > 0) for (const { from, to } of stretches) addScaled(failures, total, lost, from, to);
  });
}

function addScaled(sums: Float64Array, values: Float64Array, factor: number, from: number, to: number): void {
  for (let step = from; step < to; step++) sums[step]! += values[step]! * factor;
}
