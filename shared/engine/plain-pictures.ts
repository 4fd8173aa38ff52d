import { DEMAND_REPLICATIONS, RESPONSE_REPLICATIONS, type Pictures } from './picture-tallies.ts';
import { PLAIN } from './plain-steps.ts';
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

function addRequests({ compiled, path }: Workspace, { fresh }: Pictures, journey: number): void {
  const { monthOf, stepMinutes } = compiled.grid;
  const journeys = compiled.journeys.length;
  const total = path.totals[journey]!;
  for (let step = 0; step < total.length; step++)
    fresh[monthOf[step]! * journeys + journey]! += total[step]! * stepMinutes * 60;
}

function addPlainLosses(work: Workspace, { lost }: Pictures, journey: number): void {
  const { compiled, path, plain, quiet } = work;
  const { monthOf, stepMinutes } = compiled.grid;
  const total = path.totals[journey]!;
  for (let step = 0; step < total.length; step++) {
    if (plain.marks[step] !== PLAIN) continue;
    const at = (monthOf[step]! * compiled.journeys.length + journey) * LOSSES;
    for (let kind = 0; kind < LOSSES; kind++)
      lost[at + kind]! += total[step]! * stepMinutes * 60 * quiet.lostBy[journey * LOSSES + kind]!;
  }
}

function addPlainResponses(work: Workspace, { still, everySteps }: Pictures, journey: number): void {
  const { compiled, path, plain, quiet, regions } = work;
  const { monthOf, stepMinutes, steps } = compiled.grid;
  const seconds = stepMinutes * 60 * quiet.success[journey]!;
  for (let step = 0; step < steps; step += everySteps) {
    if (plain.marks[step] !== PLAIN) continue;
    const at = (monthOf[step]! * compiled.journeys.length + journey) * regions;
    for (let region = 0; region < regions; region++)
      still[at + region]! += path.rates[journey * regions + region]![step]! * seconds;
  }
}

/** Utilization of each month's busiest hour. */
export function addPeaks(
  { compiled: { grid, plan } }: Workspace,
  { peak }: Pictures,
  utilization: Float64Array,
  component: number,
): void {
  const components = plan.components.length;
  const stepsPerHour = 60 / grid.stepMinutes;
  for (let end = stepsPerHour; end <= grid.steps; end += stepsPerHour) {
    let sum = 0;
    for (let step = end - stepsPerHour; step < end; step++) sum += utilization[step]!;
    const at = grid.monthOf[end - 1]! * components + component;
    if (sum / stepsPerHour > peak[at]!) peak[at] = sum / stepsPerHour;
  }
}

function addDailyPeaks({ compiled, path }: Workspace, { dailyPeaks }: Pictures): void {
  const { dayOf, steps } = compiled.grid;
  const count = compiled.journeys.length;
  for (let step = 0; step < steps; step++) {
    const day = dayOf[step]! * (count + 1);
    let all = 0;
    for (let journey = 0; journey < count; journey++) {
      const rate = path.totals[journey]![step]!;
      all += rate;
      if (rate > dailyPeaks[day + journey]!) dailyPeaks[day + journey] = rate;
    }
    if (all > dailyPeaks[day + count]!) dailyPeaks[day + count] = all;
  }
}
