import type { DeskState } from './desk.ts';
import { leavingOf } from './desk-answers.ts';
import { enterTickets } from './desk-ledger.ts';
import type { Pictures } from './picture-tallies.ts';
import { addPeaks } from './plain-pictures.ts';
import { sumOf } from './spans.ts';
import { fillWeightedSum } from './weighted-sum.ts';
import type { Workspace } from './workspace.ts';

/** Walks every support desk through the future: nothing else depends on desks, so they come last (C7). */
export function runDesks(work: Workspace, desks: readonly DeskState[], pictures: Pictures): void {
  if (desks.length === 0) return;
  addPlainFailures(work);
  desks.forEach((desk, index) => {
    walkDesk(work, desk, index, pictures);
    for (const clause of desk.clauses) enterTickets(desk, clause, work.compiled.grid.stepMinutes);
    addPeaks(work, pictures, work.plain.deskUtilization, work.compiled.desks[index]!.component);
  });
}

function walkDesk(work: Workspace, desk: DeskState, index: number, { deskSums }: Pictures): void {
  const { compiled, months } = work;
  const { open } = compiled.desks[index]!;
  desk.now = { agents: Math.max(1, ...desk.shifts), waiting: 0, log: 0 };
  for (const { bin, from, to } of months) {
    const at = (bin * compiled.desks.length + index) * 3;
    deskSums[at + 2] = walkSteps(work, desk, open, from, to);
    deskSums[at + 1] = sumOf(desk.tickets, from, to);
    deskSums[at] = (sumOf(open, from, to) * compiled.grid.stepMinutes) / 60;
  }
}

/** Tickets and backlog of steps `from` to `to` − 1; returns the minutes all their tickets wait. */
function walkSteps(
  { compiled, plain }: Workspace,
  desk: DeskState,
  open: Float32Array,
  from: number,
  to: number,
): number {
  const { pace, perRequest, perFailure, staff, tickets, agents, backlog, backlogLog, now } = desk;
  const { requests, failures, deskUtilization } = plain;
  const { stepMinutes } = compiled.grid;
  const { handling, patience } = pace;
  let { agents: there, waiting, log } = now;
  let leaving = leavingOf(pace, there);
  let waited = 0;
  for (let step = from; step < to; step++) {
    const fresh = requests[step]! * perRequest + failures[step]! * perFailure;
    const working = stepMinutes * open[step]!;
    const staffed = staff[step]!;
    if (staffed > 0 && staffed !== there) {
      there = staffed;
      leaving = leavingOf(pace, there);
      log = Math.log1p(waiting * leaving);
    }
    const before = waiting;
    const beforeLog = log;
    const left = before + fresh - (there / handling) * working;
    const giveUp = patience === Infinity ? 0 : ((before + fresh / 2) * working) / (patience + working);
    waiting = left > giveUp ? left - giveUp : 0;
    log = waiting > 0 ? Math.log1p(waiting * leaving) : 0;
    // Drain time at the step's ends: (1/θ) ln(1 + θq / μ).
    const drain =
      patience === Infinity ? ((before + waiting) * handling) / there : (beforeLog + log) * patience;
    waited += (fresh * drain) / 2;
    tickets[step] = fresh;
    agents[step] = there;
    backlog[step] = waiting;
    backlogLog[step] = log;
    deskUtilization[step] = staffed > 0 ? (fresh * handling) / (Math.max(working, 1e-9) * staffed) : 0;
  }
  now.agents = there;
  now.waiting = waiting;
  now.log = log;
  return waited;
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
