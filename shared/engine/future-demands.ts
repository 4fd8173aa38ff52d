import type { CompiledPlan } from './compiled-plan.ts';
import { createUniforms } from './correlated-inputs.ts';
import { createDemandPath, drawDemand, type DemandPath } from './demand-path.ts';
import { createDraw, drawInputs, type Inputs } from './draw-inputs.ts';
import { createLoadPath, fillLoadPath, type LoadPath } from './load-path.ts';

/** Inputs are drawn by Latin hypercube in blocks of so many replications: a block shows every part of each range (E5). */
export const BLOCK = 64;

export interface DemandsOptions {
  seed: number;
  /** Their numbers. */
  futures: readonly number[];
}

/** The futures 0 to `count` − 1. */
export const firstFutures = (count: number): number[] =>
  Array.from({ length: count }, (_none, future) => future);

/** Fresh requests of a span in each future. `from` in minutes from the start of the horizon. */
export function requestsInSpan(
  compiled: CompiledPlan,
  { from, minutes, ...options }: DemandsOptions & { from: number; minutes: number },
): Float64Array {
  const requests = new Float64Array(options.futures.length);
  const { stepMinutes, steps } = compiled.grid;
  const last = Math.min(steps, Math.ceil((from + minutes) / stepMinutes));
  visitDemands(compiled, options, (index, { path }) => {
    for (let step = Math.floor(from / stepMinutes); step < last; step++) {
      const inside = Math.min(from + minutes, (step + 1) * stepMinutes) - Math.max(from, step * stepMinutes);
      for (const total of path.totals) requests[index]! += total[step]! * inside * 60;
    }
  });
  return requests;
}

/** Means over the futures, by step. */
export interface MeanDemand {
  /** Fresh requests per second, all journeys together. */
  requests: Float64Array;
  /** By station: load over the servers of all instances it may hold; empty where they are endless. */
  utilization: Float64Array[];
}

export function meanDemand(compiled: CompiledPlan, options: DemandsOptions): MeanDemand {
  const { steps } = compiled.grid;
  const requests = new Float64Array(steps);
  const utilization = compiled.stations.map(() => new Float64Array(steps));
  const count = options.futures.length;
  visitDemands(compiled, options, (_index, { path, inputs, loadPath }) => {
    for (const total of path.totals) addScaled(requests, total, 1 / count);
    inputs.stations.forEach(({ servers, maximum }, station) => {
      const all = servers[maximum]! * count;
      addScaled(utilization[station]!, loadPath.loads[station]!, all > 0 ? 1 / all : 0);
    });
  });
  return { requests, utilization };
}

interface Demand {
  inputs: Inputs;
  path: DemandPath;
  loadPath: LoadPath;
}

/** Draws what arrives in each future, without walking it. The arrays are those of the future visited. */
function visitDemands(
  compiled: CompiledPlan,
  { seed, futures }: DemandsOptions,
  visit: (index: number, demand: Demand) => void,
): void {
  const uniforms = createUniforms(compiled.plan.correlations);
  const path = createDemandPath(compiled);
  const loadPath = createLoadPath(compiled);
  for (const [index, future] of futures.entries()) {
    const draw = createDraw(seed, future, uniforms);
    const inputs = drawInputs(compiled, draw);
    drawDemand(compiled, inputs, path, seed, future, draw);
    fillLoadPath({ compiled, path, inputs, loadPath });
    visit(index, { inputs, path, loadPath });
  }
}

function addScaled(sums: Float64Array, values: Float64Array, factor: number): void {
  for (let step = 0; step < sums.length; step++) sums[step]! += values[step]! * factor;
}
