import { isActive } from './rule-schedule.ts';
import type { Workspace } from './workspace.ts';

/*
 * S3: at most `limit` calls are in service at a component at once, over all its instances; others
 * wait in `queueLimit` places, the component's own where the rule names none. Of several rules the
 * tightest holds. What a limit leaves of the servers are the slots; utilization stays the busy share
 * of the servers.
 */

/** Sets slots and places of a station whose servers are known. */
export function limitStation(work: Workspace, station: number): void {
  const { stations, inputs, compiled } = work;
  const input = inputs.stations[station]!;
  const servers = stations.servers[station]!;
  let slots = Math.min(servers, input.limit);
  let places = input.queueLimit;
  let hasRulePlaces = input.hasRulePlaces;
  for (const rule of compiled.rules.limitsOf[station]!) {
    if (!rule.schedule || !isActive(rule.schedule, work)) continue;
    if (slots === Infinity) places = 0;
    slots = Math.min(slots, rule.limit);
    if (rule.queueLimit === null) continue;
    places = hasRulePlaces ? Math.min(places, rule.queueLimit) : rule.queueLimit;
    hasRulePlaces = true;
  }
  stations.slots[station] = slots;
  stations.places[station] = places;
  stations.limited[station] = slots < servers || hasRulePlaces ? 1 : 0;
}

/** Slots of `servers` at this moment. */
export function slotsOf(work: Workspace, station: number, servers: number): number {
  let slots = Math.min(servers, work.inputs.stations[station]!.limit);
  for (const { schedule, limit } of work.compiled.rules.limitsOf[station]!)
    if (schedule && isActive(schedule, work)) slots = Math.min(slots, limit);
  return slots;
}

/** Slots of `servers` at their fewest within the step. */
export function fewestSlots(
  { compiled, inputs }: Pick<Workspace, 'compiled' | 'inputs'>,
  station: number,
  servers: number,
  step: number,
): number {
  let slots = Math.min(servers, inputs.stations[station]!.limit);
  for (const { schedule, limit } of compiled.rules.limitsOf[station]!)
    if (schedule && schedule.shares[step]! > 0) slots = Math.min(slots, limit);
  return slots;
}
