import type { Intervention } from '../domain/intervention.ts';
import { CAUSE } from './causes.ts';
import { valueOf } from './compile-operations.ts';
import type { CompiledPlan } from './compiled-plan.ts';
import { multiplySpan, type DemandPath } from './demand-path.ts';
import { wholeOutage, type Outage } from './outage.ts';
import { inOrder } from './outages.ts';

/** Surges as the plan's own: a factor on the arrivals of every step they touch, by the share they cover (M5). */
export function addSurges(
  compiled: CompiledPlan,
  path: DemandPath,
  interventions: readonly Intervention[],
): void {
  for (const each of interventions) {
    if (each.kind !== 'surge') continue;
    const { journeys, multiplier, from, minutes } = each;
    const touched = compiled.journeys.flatMap(({ id }, index) =>
      !journeys || journeys.includes(id) ? [index] : [],
    );
    multiplySpan(compiled, path, touched, { at: from, length: minutes, multiplier });
  }
}

/** The outages of stations, or of desks, with those of the faults among them. */
export function withFaults(
  parts: readonly { id: string }[],
  outages: Outage[],
  interventions: readonly Intervention[],
): Outage[] {
  const faults = interventions.flatMap((each) => {
    const station = each.kind === 'fault' ? parts.findIndex(({ id }) => id === each.component) : -1;
    if (each.kind !== 'fault' || station < 0) return [];
    const { effect, from, minutes } = each;
    return [{ ...wholeOutage(station, from, from + minutes, CAUSE.failure), ...valueOf(effect) }];
  });
  return faults.length === 0 ? outages : [...outages, ...faults].sort(inOrder);
}
