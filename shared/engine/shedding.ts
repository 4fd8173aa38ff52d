import type { CompiledShedding } from './compiled-rules.ts';
import { isActive } from './rule-schedule.ts';
import type { Workspace } from './workspace.ts';

/**
 * Turns classes away, lowest priority first, until the predicted utilization is under the threshold
 * (S4). Tells whether anybody is turned away, or was in the round before.
 */
export function shed(work: Workspace): boolean {
  const { journeys, compiled } = work;
  let changes = false;
  for (let journey = 0; journey < journeys.shed.length; journey++) {
    if (journeys.shed[journey]! > 0) changes = true;
    journeys.shed[journey] = 0;
  }
  for (const rule of compiled.rules.shedding) {
    if (!isActive(rule.schedule, work)) continue;
    for (let target = 0; target < compiled.stations.length; target++) {
      if ((rule.station < 0 || rule.station === target) && shedAt(work, rule, target)) changes = true;
    }
  }
  return changes;
}

/** As many of each class as it takes to bring the station under the threshold; tells whether any. */
function shedAt(work: Workspace, { above, order }: CompiledShedding, target: number): boolean {
  const { journeys, stations, compiled } = work;
  const count = compiled.stations.length;
  if (stations.down[target]! >= 0 || stations.servers[target] === Infinity) return false;
  const staying = (journey: number): number =>
    journeys.loads[journey * count + target]! * (1 - journeys.shed[journey]!) * stations.slow[target]!;
  let excess = -above * stations.servers[target]!;
  for (let journey = 0; journey < compiled.journeys.length; journey++) excess += staying(journey);
  let changes = false;
  for (const members of order) {
    if (excess <= 0) break;
    let sheddable = 0;
    for (const journey of members) sheddable += staying(journey);
    if (sheddable <= 0) continue;
    const dropped = Math.min(1, excess / sheddable);
    changes = true;
    for (const journey of members) {
      if (journeys.loads[journey * count + target]! > 0)
        journeys.shed[journey] = 1 - (1 - journeys.shed[journey]!) * (1 - dropped);
    }
    excess -= sheddable * dropped;
  }
  return changes;
}
