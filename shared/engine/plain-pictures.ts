import { CAUSES } from './causes.ts';
import {
  BUSIEST_REPLICATIONS,
  DEMAND_REPLICATIONS,
  RESPONSE_REPLICATIONS,
  type Pictures,
} from './picture-tallies.ts';
import { forEachOverlap, highestOf, sumEvery, sumOf } from './spans.ts';
import { fillWeightedSum } from './weighted-sum.ts';
import { LOSSES, type Workspace } from './workspace.ts';

/** Pictures of a future that its steps give together: demand, busiest hours, and all of its plain steps. */
export function addWholeSteps(work: Workspace, pictures: Pictures): void {
  for (let journey = 0; journey < work.compiled.journeys.length; journey++) {
    addRequests(work, pictures, journey);
    if (work.quiet.success[journey]! < 1) addPlainLosses(work, pictures, journey);
    if (pictures.replication < RESPONSE_REPLICATIONS) addPlainResponses(work, pictures, journey);
  }
  work.compiled.stations.forEach(({ component }, station) =>
    addPeaks(work, pictures, work.plain.utilization[station]!, component),
  );
  if (pictures.replication < DEMAND_REPLICATIONS) addDailyPeaks(work, pictures);
}

function addRequests({ compiled, months, path }: Workspace, { fresh }: Pictures, journey: number): void {
  const seconds = compiled.grid.stepMinutes * 60;
  const journeys = compiled.journeys.length;
  for (const { bin, from, to } of months)
    fresh[bin * journeys + journey] = sumOf(path.totals[journey]!, from, to) * seconds;
}

function addPlainLosses(work: Workspace, { lost, lostByCause }: Pictures, journey: number): void {
  const { compiled, months, path, plain, quiet } = work;
  const seconds = compiled.grid.stepMinutes * 60;
  const total = path.totals[journey]!;
  forEachOverlap(plain.stretches, months, (month, from, to) => {
    const requests = sumOf(total, from, to) * seconds;
    const at = month * compiled.journeys.length + journey;
    for (let kind = 0; kind < LOSSES; kind++)
      lost[at * LOSSES + kind]! += requests * quiet.lostBy[journey * LOSSES + kind]!;
    for (let cause = 0; cause < CAUSES; cause++)
      lostByCause[at * CAUSES + cause]! += requests * quiet.causes[journey * CAUSES + cause]!;
  });
}

function addPlainResponses(work: Workspace, { still, everySteps }: Pictures, journey: number): void {
  const { compiled, months, path, plain, quiet, regions } = work;
  const seconds = compiled.grid.stepMinutes * 60 * quiet.success[journey]!;
  const { splits } = path.mixes[journey]!;
  forEachOverlap(plain.stretches, months, (month, from, to) => {
    const first = Math.ceil(from / everySteps) * everySteps;
    const at = (month * compiled.journeys.length + journey) * regions;
    for (let region = 0; region < regions; region++)
      still[at + region]! +=
        seconds * sumEvery(path.totals[journey]!, splits[region]!, first, to, everySteps);
  });
}

/** Utilization of each month's busiest hour; an hour belongs to the month of its last step. */
export function addPeaks(
  { compiled: { grid, plan }, months }: Workspace,
  { peak, busiest, replication }: Pictures,
  utilization: Float64Array,
  component: number,
): void {
  const components = plan.components.length;
  const stepsPerHour = 60 / grid.stepMinutes;
  for (const { bin, from, to } of months) {
    const at = bin * components + component;
    const firstEnd = (Math.floor(from / stepsPerHour) + 1) * stepsPerHour;
    const highest =
      stepsPerHour === 1
        ? highestOf(utilization, from, to)
        : highestHour(utilization, firstEnd, to, stepsPerHour);
    peak[at] = highest;
    if (replication < BUSIEST_REPLICATIONS)
      busiest[at] = highest > 0 ? findHour(utilization, highest, firstEnd, to, stepsPerHour) : NONE;
  }
}

/** Where a component had nothing to do all month. */
export const NONE = -1;

/** First step of the first hour with that mean. */
function findHour(
  values: Float64Array,
  mean: number,
  firstEnd: number,
  lastEnd: number,
  stepsPerHour: number,
): number {
  for (let end = firstEnd; end <= lastEnd; end += stepsPerHour) {
    let sum = 0;
    for (let step = end - stepsPerHour; step < end; step++) sum += values[step]!;
    if (sum / stepsPerHour === mean) return end - stepsPerHour;
  }
  return NONE;
}

/** The highest mean over an hour of those that end at `firstEnd` and up to `lastEnd`. */
function highestHour(values: Float64Array, firstEnd: number, lastEnd: number, stepsPerHour: number): number {
  let highest = 0;
  for (let end = firstEnd; end <= lastEnd; end += stepsPerHour) {
    let sum = 0;
    for (let step = end - stepsPerHour; step < end; step++) sum += values[step]!;
    if (sum > highest) highest = sum;
  }
  return highest / stepsPerHour;
}

/** Arrivals, also where work is put off. */
function addDailyPeaks({ compiled, path, days, deferral }: Workspace, { dailyPeaks, all }: Pictures): void {
  const count = compiled.journeys.length;
  const arrivals = path.totals.map((total, journey) => deferral?.ofJourney[journey]?.totals ?? total);
  fillWeightedSum(
    all,
    arrivals,
    arrivals.map(() => 1),
  );
  for (const { bin, from, to } of days) {
    const at = bin * (count + 1);
    for (let journey = 0; journey < count; journey++)
      dailyPeaks[at + journey] = highestOf(arrivals[journey]!, from, to);
    dailyPeaks[at + count] = highestOf(all, from, to);
  }
}
