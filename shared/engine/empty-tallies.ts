import { CAUSES } from './causes.ts';
import { measuresAlike } from './close-ledger.ts';
import type { CompiledClause, CompiledPlan } from './compiled-plan.ts';
import { createPictureTallies } from './picture-tallies.ts';
import type { RunTallies, TierTallies } from './run-tallies.ts';
import { STORM } from './storms.ts';

/** Room for `count` replications from `first` on. */
export function createTallies(
  { clauses, grid, plan, journeys, desks, rules, stations }: CompiledPlan,
  first: number,
  count: number,
): RunTallies {
  return {
    first,
    replications: count,
    clauses: clauses.map((clause) => ({
      clause: clause.id,
      windows: clause.windows,
      tiers: createTiers(clause, count * clause.windows.length),
    })),
    peakUtilization: new Float32Array(count * grid.months.length * plan.components.length),
    storms: new Float32Array(count * stations.length * STORM),
    pictures: createPictureTallies({ grid, plan, journeys, desks, rules }, first, count),
  };
}

/** Tiers that measure the same events share their arrays. */
function createTiers(clause: CompiledClause, size: number): TierTallies[] {
  const create = () => ({
    good: new Float64Array(size),
    valid: new Float64Array(size),
    otherAccounting: clause.hasMaintenance
      ? { good: new Float64Array(size), valid: new Float64Array(size) }
      : null,
    badByCause: new Float64Array(size * CAUSES),
  });
  const shared = measuresAlike(clause) ? create() : null;
  return clause.tiers.map(({ tier }) => ({ tier, ...(shared ?? create()) }));
}
