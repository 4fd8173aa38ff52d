import type { CompiledClause } from './compiled-plan.ts';
import type { DemandPath } from './demand-path.ts';
import type { Workspace } from './workspace.ts';

/** Fresh requests of the journey per second inside the clause's regions and devices, in the step at hand. */
export function scopedRate(
  { journeys, regionRates, regions }: Workspace,
  clause: CompiledClause,
  journey: number,
): number {
  if (clause.isWhole) return journeys.fresh[journey]!;
  let rate = 0;
  for (let region = 0; region < regions; region++)
    rate += regionRates[journey * regions + region]! * clause.regionWeights[region]!;
  return rate;
}

/** Share of those requests that is answered; while nobody comes, of what would. */
export function scopedSuccess(
  { journeys, regionRates, regions, inputs, compiled }: Workspace,
  clause: CompiledClause,
): number {
  const journey = clause.subject;
  if (clause.isWhole || !compiled.journeys[journey]!.timeout[0]) return journeys.success[journey]!;
  const isIdle = journeys.fresh[journey] === 0;
  let rate = 0;
  let answered = 0;
  for (let region = 0; region < regions; region++) {
    const at = journey * regions + region;
    const own = (isIdle ? inputs.shares[region]! : regionRates[at]!) * clause.regionWeights[region]!;
    rate += own;
    answered += own * journeys.successIn[at]!;
  }
  return rate > 0 ? answered / rate : journeys.success[journey]!;
}

/** The clause's fresh requests per second in every step of the future. */
export function scopedTotals(
  { totals, mixes }: DemandPath,
  clause: CompiledClause,
  journey: number,
): Float64Array {
  const total = totals[journey]!;
  if (clause.isWhole) return total;
  const scoped = new Float64Array(total.length);
  mixes[journey]!.splits.forEach((split, region) => {
    const weight = clause.regionWeights[region]!;
    if (weight > 0)
      for (let step = 0; step < scoped.length; step++) scoped[step]! += total[step]! * split[step]! * weight;
  });
  return scoped;
}
