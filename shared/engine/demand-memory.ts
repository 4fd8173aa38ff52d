import type { CompiledPlan } from './compiled-plan.ts';
import { drawDemand, type DemandPath } from './demand-path.ts';
import type { Draw, Inputs } from './draw-inputs.ts';
import { fillRegionMixes } from './region-mix.ts';

/*
 * The demand of a run's first futures, which most edits leave as it is: a preview after an edit of
 * capacity, rules, operations or targets draws none anew.
 */
const MOST_FUTURES = 32;
const MOST_BYTES = 32 * 2 ** 20;

/** Demand by the number of the future, of one plan's demand and one seed. */
interface DemandMemory {
  /** All that the demand of its futures depends on. */
  key: string;
  totals: Map<number, Float64Array[]>;
}

let memory: DemandMemory = { key: '', totals: new Map() };

/** As `drawDemand`, by heart where the same future was drawn before. */
export function recallDemand(
  compiled: CompiledPlan,
  inputs: Inputs,
  path: DemandPath,
  seed: number,
  replication: number,
  draw: Draw,
): void {
  const bytes = 8 * path.base.length * path.totals.length;
  const isKept = replication < Math.min(MOST_FUTURES, Math.floor(MOST_BYTES / bytes));
  // Events of single regions move the splits as well.
  if (!isKept || path.mixes.some(({ touched }) => touched.length > 0))
    return drawDemand(compiled, inputs, path, seed, replication, draw);
  const key = `${seed}/${demandKey(compiled)}`;
  if (memory.key !== key) memory = { key, totals: new Map() };
  const known = memory.totals.get(replication);
  if (known) {
    fillRegionMixes(path.mixes, inputs.shares);
    path.totals.forEach((total, journey) => total.set(known[journey]!));
  } else {
    drawDemand(compiled, inputs, path, seed, replication, draw);
    memory.totals.set(
      replication,
      path.totals.map((total) => total.slice()),
    );
  }
}

const keys = new WeakMap<CompiledPlan, string>();

function demandKey(compiled: CompiledPlan): string {
  let key = keys.get(compiled);
  if (key === undefined) {
    const { demand, journeys, regions, horizon, timeZone, correlations } = compiled.plan;
    const parts = [
      demand,
      journeys.map(({ id }) => id),
      regions.map(({ id, share, timeZone: zone }) => [id, share, zone]),
      [horizon, timeZone, correlations],
    ];
    key = JSON.stringify(parts);
    keys.set(compiled, key);
  }
  return key;
}
