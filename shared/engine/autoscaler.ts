import type { Workspace } from './workspace.ts';

/** Erlangs a station would see in a step without shaping or failures. */
export function predictedLoad({ compiled, path, inputs }: Workspace, station: number, step: number): number {
  const count = compiled.stations.length;
  let load = 0;
  for (let journey = 0; journey < compiled.journeys.length; journey++) {
    load += path.totals[journey]![step]! * inputs.erlangs[journey * count + station]!;
  }
  return load;
}

/** Instances the rule asks for at a load, within limits and schedule (C2). */
export function instancesFor(work: Workspace, station: number, load: number, step: number): number {
  const input = work.inputs.stations[station]!;
  const scheduled = work.compiled.stations[station]!.scheduledMinimum;
  const minimum = Math.min(input.maximum, Math.max(input.minimum, scheduled ? scheduled[step]! : 0));
  let instances = minimum;
  while (instances < input.maximum && input.scaleLoad[instances]! < load) instances += 1;
  return instances;
}

/**
 * Instances in a step, `late` minutes of which still have `before`. The rule sees the load of
 * `lagMinutes` ago; it lets go of instances only when the cooldown has passed as well.
 */
export function scaledInstances(work: Workspace, station: number, step: number): { before: number; after: number; late: number } {
  const { lagMinutes, cooldownMinutes } = work.inputs.stations[station]!;
  const { stepMinutes } = work.compiled.grid;
  const lagSteps = Math.floor(lagMinutes / stepMinutes);
  const late = lagMinutes - lagSteps * stepMinutes;
  const holdSteps = Math.floor((lagMinutes + cooldownMinutes) / stepMinutes);
  return { before: heldFrom(work, station, step, lagSteps + 1, holdSteps), after: heldFrom(work, station, step, lagSteps, holdSteps), late };
}

function heldFrom(work: Workspace, station: number, step: number, lag: number, hold: number): number {
  let instances = 0;
  for (let back = lag; back <= Math.max(lag, hold); back++) {
    const seen = Math.max(0, step - back);
    instances = Math.max(instances, instancesFor(work, station, predictedLoad(work, station, seen), step));
  }
  return instances;
}
