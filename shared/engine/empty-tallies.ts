import { CAUSES } from './causes.ts';
import type { CompiledPlan } from './compiled-plan.ts';
import { createPictureTallies } from './picture-tallies.ts';
import type { RunTallies } from './run-tallies.ts';

/** Room for `count` replications from `first` on. */
export function createTallies(
  { clauses, grid, plan, journeys, desks, rules }: CompiledPlan,
  first: number,
  count: number,
): RunTallies {
  return {
    first,
    replications: count,
    clauses: clauses.map(({ id, windows, tiers, hasMaintenance }) => {
      const size = count * windows.length;
      return {
        clause: id,
        windows,
        tiers: tiers.map(({ tier }) => ({
          tier,
          good: new Float64Array(size),
          valid: new Float64Array(size),
          otherAccounting: hasMaintenance
            ? { good: new Float64Array(size), valid: new Float64Array(size) }
            : null,
          badByCause: new Float64Array(size * CAUSES),
        })),
      };
    }),
    peakUtilization: new Float32Array(count * grid.months.length * plan.components.length),
    pictures: createPictureTallies({ grid, plan, journeys, desks, rules }, first, count),
  };
}
