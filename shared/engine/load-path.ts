import type { CompiledPlan } from './compiled-plan.ts';
import type { DemandPath } from './demand-path.ts';
import type { Inputs } from './draw-inputs.ts';
import { fewestInstances } from './fewest-instances.ts';
import { fillWeightedSum } from './weighted-sum.ts';

/** By station and step of one future, before shaping and failures. Buffers are reused. */
export interface LoadPath {
  /** Erlangs. */
  loads: Float64Array[];
  /** Instances an autoscaler asks for at the step's own load; empty where there is none. */
  desired: Uint32Array[];
}

export function createLoadPath({ stations, grid, plan }: CompiledPlan): LoadPath {
  return {
    loads: stations.map(() => new Float64Array(grid.steps)),
    desired: stations.map(({ component }) => {
      const part = plan.components[component]!;
      return new Uint32Array('autoscaling' in part && part.autoscaling ? grid.steps : 0);
    }),
  };
}

interface LoadParts {
  compiled: CompiledPlan;
  path: DemandPath;
  inputs: Inputs;
  loadPath: LoadPath;
}

/** Fills the path from the future's demand and draws. */
export function fillLoadPath(parts: LoadParts): void {
  const { compiled, path, inputs, loadPath } = parts;
  const count = compiled.stations.length;
  for (let station = 0; station < count; station++) {
    const each = compiled.journeys.map((_journey, journey) => inputs.erlangs[journey * count + station]!);
    const callers = each.flatMap((erlangs, journey) => (erlangs === 0 ? [] : [journey]));
    fillWeightedSum(
      loadPath.loads[station]!,
      callers.map((journey) => path.totals[journey]!),
      callers.map((journey) => each[journey]!),
    );
    if (inputs.stations[station]!.autoscaled) fillDesired(parts, station);
  }
}

/** The rule within limits and schedule (C2), walked from step to step. */
function fillDesired({ compiled, inputs, loadPath }: LoadParts, station: number): void {
  const { minimum, maximum, scaleLoad } = inputs.stations[station]!;
  const scheduled = compiled.stations[station]!.scheduledMinimum;
  const load = loadPath.loads[station]!;
  const desired = loadPath.desired[station]!;
  let instances = minimum;
  for (let step = 0; step < load.length; step++) {
    const least = scheduled ? Math.min(maximum, Math.max(minimum, scheduled[step]!)) : minimum;
    instances = fewestInstances(scaleLoad, load[step]!, least, maximum, instances);
    desired[step] = instances;
  }
}
