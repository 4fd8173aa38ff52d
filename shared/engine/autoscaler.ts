import type { Workspace } from './workspace.ts';

/**
 * Instances held when the rule sees the load of `lag` steps ago; it lets go only when nothing within
 * the cooldown before asked for more (C2).
 */
function heldFrom({ loadPath }: Workspace, station: number, step: number, lag: number, hold: number): number {
  const desired = loadPath.desired[station]!;
  let instances = 0;
  for (let back = lag; back <= hold || back === lag; back++) {
    const seen = desired[step > back ? step - back : 0]!;
    if (seen > instances) instances = seen;
  }
  return instances;
}

/** Instances from `lateMinutes` into the step on. */
export function scaledInstances(work: Workspace, station: number, step: number): number {
  const { lagSteps, holdSteps } = work.inputs.stations[station]!;
  return heldFrom(work, station, step, lagSteps, holdSteps);
}

/** Instances until then. */
export function lateInstances(work: Workspace, station: number, step: number): number {
  const { lagSteps, holdSteps } = work.inputs.stations[station]!;
  return heldFrom(work, station, step, lagSteps + 1, holdSteps);
}
