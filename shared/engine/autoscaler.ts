import type { Workspace } from './workspace.ts';

/**
 * Instances held when the rule sees the load of `lag` steps ago; it lets go only when nothing within
 * the cooldown before asked for more (C2). `desired`: by step; before the first step counts as it.
 */
export function heldInstances(desired: Uint32Array, step: number, lag: number, hold: number): number {
  let instances = desired[step > lag ? step - lag : 0]!;
  const first = Math.min(hold, step);
  for (let back = lag + 1; back <= first; back++) {
    const seen = desired[step - back]!;
    if (seen > instances) instances = seen;
  }
  return instances;
}

/** Instances from `lateMinutes` into the step on. */
export function scaledInstances({ inputs, loadPath }: Workspace, station: number, step: number): number {
  const { lagSteps, holdSteps } = inputs.stations[station]!;
  return heldInstances(loadPath.desired[station]!, step, lagSteps, holdSteps);
}

/** Instances until then. */
export function lateInstances({ inputs, loadPath }: Workspace, station: number, step: number): number {
  const { lagSteps, holdSteps } = inputs.stations[station]!;
  return heldInstances(loadPath.desired[station]!, step, lagSteps + 1, holdSteps);
}

/** Instances in use at a minute of the horizon, all of them where there is no autoscaler. */
export function heldAt(
  { inputs, loadPath, compiled }: Pick<Workspace, 'inputs' | 'loadPath' | 'compiled'>,
  station: number,
  minute: number,
): number {
  const { autoscaled, instances, lagSteps, holdSteps } = inputs.stations[station]!;
  if (!autoscaled) return instances;
  const { stepMinutes, steps } = compiled.grid;
  const step = Math.min(steps - 1, Math.floor(minute / stepMinutes));
  return heldInstances(loadPath.desired[station]!, step, lagSteps, holdSteps);
}
