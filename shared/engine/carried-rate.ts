import { CAUSE } from './causes.ts';
import { slotsOf } from './concurrency-limits.ts';
import { isActive } from './rule-schedule.ts';
import type { Workspace } from './workspace.ts';

const result = { rate: 0, cause: 0 };

/**
 * The highest rate of a journey that the service could carry in this piece beside everything else:
 * every station on its path below full utilization (autoscalers fully out), below the threshold
 * that sheds the journey, and within the limits at the door. The object returned is reused.
 */
export function carriedRate(work: Workspace, journey: number): { rate: number; cause: number } {
  const { compiled, journeys } = work;
  result.rate = Infinity;
  result.cause = CAUSE.load;
  for (const { station, soft } of compiled.journeys[journey]!.visits) {
    if (!soft) stationCarries(work, journey, station);
  }
  compiled.rules.rateLimits.forEach(({ journeys: members, schedule }, index) => {
    if (!members.includes(journey) || !isActive(schedule, work)) return;
    let others = 0;
    for (const member of members) if (member !== journey) others += journeys.fresh[member]!;
    lower(Math.max(0, work.inputs.bucketRates[index]! - others), CAUSE.shaping);
  });
  return result;
}

function stationCarries(work: Workspace, journey: number, station: number): void {
  const { stations, inputs, compiled, journeys } = work;
  const input = inputs.stations[station]!;
  const count = compiled.stations.length;
  const each = inputs.erlangs[journey * count + station]! * stations.slow[station]!;
  const down = stations.down[station]!;
  if (down >= 0) return lower(0, down);
  if (each === 0 || stations.slots[station] === Infinity) return;
  const full = input.autoscaled ? scaledOut(work, station) : stations.servers[station]!;
  let others = 0;
  for (let other = 0; other < compiled.journeys.length; other++) {
    if (other !== journey)
      others += journeys.fresh[other]! * inputs.erlangs[other * count + station]! * stations.slow[station]!;
  }
  let usable = full;
  for (const { station: shedAt, above, order, schedule } of compiled.rules.shedding) {
    if (
      (shedAt === station || shedAt < 0) &&
      isActive(schedule, work) &&
      order.some((members) => members.includes(journey))
    )
      usable = Math.min(usable, above * full);
  }
  const owed = stations.up[station]! < stations.running[station]! ? CAUSE.failure : CAUSE.load;
  lower(Math.max(0, usable - others) / each, owed);
  const slots = slotsOf(work, station, full);
  if (slots < usable) lower(Math.max(0, slots - others) / each, CAUSE.shaping);
}

/** Servers with the autoscaler at its maximum and today's share of instances away. */
function scaledOut({ stations, inputs }: Workspace, station: number): number {
  const { servers, maximum } = inputs.stations[station]!;
  const away = stations.running[station]! - stations.up[station]!;
  return servers[Math.max(0, Math.floor(maximum - away))]!;
}

function lower(rate: number, cause: number): void {
  if (rate >= result.rate) return;
  result.rate = rate;
  result.cause = cause;
}
