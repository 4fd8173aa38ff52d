import { stepDesk, type DeskState } from './desk.ts';
import type { Ledger } from './ledger.ts';
import type { Pictures } from './picture-tallies.ts';
import { addPeaks } from './plain-pictures.ts';
import { PLAIN } from './plain-steps.ts';
import type { Workspace } from './workspace.ts';

/** Walks every support desk through the future: nothing else depends on desks, so they come last. */
export function runDesks(
  work: Workspace,
  ledger: Ledger,
  desks: readonly DeskState[],
  pictures: Pictures,
): void {
  const { compiled, plain } = work;
  if (desks.length === 0) return;
  addPlainFailures(work);
  const { grid } = compiled;
  const utilization = plain.deskUtilization;
  for (let index = 0; index < desks.length; index++) {
    const desk = desks[index]!;
    const { component, open } = compiled.desks[index]!;
    for (let step = 0; step < grid.steps; step++) {
      stepDesk(compiled, ledger, desk, index, step, plain.requests[step]!, plain.failures[step]!);
      const at = (grid.monthOf[step]! * desks.length + index) * 3;
      pictures.deskSums[at]! += (open[step]! * grid.stepMinutes) / 60;
      pictures.deskSums[at + 1]! += desk.tickets;
      pictures.deskSums[at + 2]! += desk.tickets * desk.waitMinutes;
      utilization[step] = desk.utilization;
    }
    addPeaks(work, pictures, utilization, component);
  }
}

/** Requests of every step, and what plain steps lose of them. */
function addPlainFailures({ compiled, path, plain, quiet }: Workspace): void {
  const { requests, failures, marks } = plain;
  const seconds = compiled.grid.stepMinutes * 60;
  requests.fill(0);
  for (let step = 0; step < marks.length; step++) if (marks[step] === PLAIN) failures[step] = 0;
  for (let journey = 0; journey < compiled.journeys.length; journey++) {
    const total = path.totals[journey]!;
    const lost = seconds * (1 - quiet.success[journey]!);
    for (let step = 0; step < total.length; step++) {
      requests[step]! += total[step]! * seconds;
      if (lost > 0 && marks[step] === PLAIN) failures[step]! += total[step]! * lost;
    }
  }
}
