import { scaledInstances } from './autoscaler.ts';
import { fewestSlots } from './concurrency-limits.ts';
import { enterClause, type Ledger, type LedgerClause } from './ledger.ts';
import { WHOLE, type Outage } from './outage.ts';
import { PLAIN, VISITED, WEAKENED } from './plain-steps.ts';
import { plainLoad } from './quiet-step.ts';
import { serversAt, setStationStates } from './station-states.ts';
import type { Workspace } from './workspace.ts';

/*
 * Most hours of a repair nobody notices: parts of a station are away, but what is left has room enough
 * that nobody waits. Such a step has a plain step's outcome. What differs is the utilization, and the
 * rate that could be carried.
 */

/**
 * Settles a step that would be plain without its outages, all of them partial. Returns PLAIN or WEAKENED, or
 * VISITED where somebody might notice; then nothing has changed.
 */
export function settleWeakened(
  work: Workspace,
  ledger: Ledger,
  active: readonly Outage[],
  step: number,
): number {
  for (let index = 0; index < active.length; index++)
    if (!isCalmThroughout(work, active, active[index]!.station, step)) return VISITED;
  const isCarrying = measuresCarried(ledger, step);
  if (!isCarrying && areApart(active)) {
    for (let index = 0; index < active.length; index++) weakenBy(work, active[index]!, step);
    return PLAIN;
  }
  walkMoments(work, active, step, isCarrying ? ledger.carried : []);
  return isCarrying ? WEAKENED : PLAIN;
}

/** Whether the station has room enough even if everything that is away in the step were away at once. */
function isCalmThroughout(
  work: Workspace,
  active: readonly Outage[],
  station: number,
  step: number,
): boolean {
  const { inputs, loadPath } = work;
  const { required, servers } = inputs.stations[station]!;
  const running = runningAt(work, station, step);
  let up = running;
  let share = 1;
  for (const outage of active) {
    if (outage.station !== station) continue;
    if (outage.firstSlot === WHOLE) share *= 1 - outage.value;
    else up -= partsAway(outage, running);
  }
  if (up < required || up <= 0) return false;
  const slots = fewestSlots(work, station, serversAt(servers, up * share), step);
  return loadPath.loads[station]![step]! < plainLoad(work, station, slots);
}

const runningAt = (work: Workspace, station: number, step: number): number => {
  const { autoscaled, instances } = work.inputs.stations[station]!;
  return autoscaled ? scaledInstances(work, station, step) : instances;
};

function partsAway({ firstSlot, stride, endSlot }: Outage, running: number): number {
  const last = Math.min(running, endSlot);
  return last > firstSlot ? Math.ceil((last - firstSlot) / stride) : 0;
}

/** Whether no station has two outages. */
function areApart(active: readonly Outage[]): boolean {
  for (let one = 1; one < active.length; one++)
    for (let other = 0; other < one; other++)
      if (active[one]!.station === active[other]!.station) return false;
  return true;
}

/** Mean utilization of a step in which one outage weakens the station. */
function weakenBy(work: Workspace, outage: Outage, step: number): void {
  const { station, start, end, firstSlot, value } = outage;
  const { stepMinutes } = work.compiled.grid;
  const running = runningAt(work, station, step);
  const up = firstSlot === WHOLE ? running * (1 - value) : running - partsAway(outage, running);
  const away = Math.min(end, (step + 1) * stepMinutes) - Math.max(start, step * stepMinutes);
  const { servers } = work.inputs.stations[station]!;
  const utilization = work.plain.utilization[station]!;
  const longer = servers[running]! / serversAt(servers, up);
  utilization[step]! *= 1 + (away / stepMinutes) * (longer - 1);
}

function measuresCarried({ carried }: Ledger, step: number): boolean {
  for (let index = 0; index < carried.length; index++) {
    const { binOf, hours } = carried[index]!.clause;
    if (binOf[step]! >= 0 && (!hours || hours[step]! > 0)) return true;
  }
  return false;
}

/** From one moment at which something changes to the next. */
function walkMoments(
  work: Workspace,
  active: readonly Outage[],
  step: number,
  carrying: readonly LedgerClause[],
): void {
  const { stations, compiled, plain, loadPath, journeys, path } = work;
  const { stepMinutes } = compiled.grid;
  const moments = momentsOf(active, step * stepMinutes, (step + 1) * stepMinutes);
  work.isQuiet = false;
  work.step = step;
  for (let journey = 0; journey < compiled.journeys.length; journey++)
    journeys.fresh[journey] = path.totals[journey]![step]!;
  for (let station = 0; station < compiled.stations.length; station++) {
    stations.running[station] = runningAt(work, station, step);
    plain.utilization[station]![step] = 0;
  }
  for (let index = 1; index < moments.length; index++) {
    const minutes = moments[index]! - moments[index - 1]!;
    work.minute = moments[index - 1]!;
    setStationStates(work, active);
    for (let station = 0; station < compiled.stations.length; station++) {
      const share = minutes / stepMinutes / stations.servers[station]!;
      plain.utilization[station]![step]! += loadPath.loads[station]![step]! * share;
    }
    for (const entry of carrying) enterClause(work, entry, step, minutes * 60);
  }
}

/** The step's ends, and where outages begin or end inside it, in order. */
function momentsOf(active: readonly Outage[], from: number, to: number): number[] {
  const inside = active.flatMap(({ start, end }) => [start, end].filter((at) => at > from && at < to));
  return [from, ...inside.sort((a, b) => a - b), to];
}
