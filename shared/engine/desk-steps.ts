import { stepDesk, type DeskState } from './desk.ts';
import type { Ledger } from './ledger.ts';
import type { Pictures } from './picture-tallies.ts';
import { addPeaks } from './plain-pictures.ts';
import { fillWeightedSum } from './weighted-sum.ts';
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
  desks.forEach((desk, index) => {
    runDesk(work, ledger, desk, index, pictures);
    addPeaks(work, pictures, plain.deskUtilization, compiled.desks[index]!.component);
  });
}

function runDesk(
  { compiled, plain }: Workspace,
  ledger: Ledger,
  desk: DeskState,
  index: number,
  pictures: Pictures,
): void {
  const { monthOf, stepMinutes, steps } = compiled.grid;
  const own = compiled.desks[index]!;
  const { open } = own;
  const entries = ledger.clauses.filter(
    ({ clause }) => clause.metric === 'supportResponse' && clause.subject === index,
  );
  const { requests, failures, deskUtilization } = plain;
  const { deskSums } = pictures;
  const width = compiled.desks.length * 3;
  for (let step = 0; step < steps; step++) {
    stepDesk(own, stepMinutes, entries, desk, step, requests[step]!, failures[step]!);
    const at = monthOf[step]! * width + index * 3;
    deskSums[at]! += (open[step]! * stepMinutes) / 60;
    deskSums[at + 1]! += desk.tickets;
    deskSums[at + 2]! += desk.tickets * desk.waitMinutes;
    deskUtilization[step] = desk.utilization;
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
