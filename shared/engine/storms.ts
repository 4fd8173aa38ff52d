import type { Workspace } from './workspace.ts';

/*
 * S1: a retry storm that has outlived its trigger: a component that could carry its fresh load, with
 * nothing of it away, is kept overloaded by retries alone (a metastable state).
 */

/** Of one future, by station; times in minutes from the start of the horizon. */
export interface Storms {
  /** When the storm under way lost its trigger; −1 while there is none. */
  since: Float64Array;
  /** When the first one that lasted lost its trigger; −1 where there was none. */
  first: Float64Array;
  longest: Float64Array;
}

export function createStorms(stations: number): Storms {
  const byStation = () => new Float64Array(stations).fill(-1);
  return { since: byStation(), first: byStation(), longest: byStation() };
}

export function openStorms({ since, first, longest }: Storms): void {
  since.fill(-1);
  first.fill(-1);
  longest.fill(0);
}

/** Numbers per station in tallies: `first` and `longest`. */
export const STORM = 2;

/** Writes a finished replication. `index`: its place in this part of the run. */
export function closeStorms({ first, longest }: Storms, tallies: Float32Array, index: number): void {
  for (let station = 0; station < first.length; station++) {
    const at = (index * first.length + station) * STORM;
    tallies[at] = first[station]!;
    tallies[at + 1] = longest[station]!;
  }
}

/** Minutes after its trigger that make a storm metastable: below, it may still be the step's end. */
const LASTING = 10;

/** Looks for storms without a trigger in a piece that is settled. */
export function watchStorms(work: Workspace, storms: Storms, minutes: number): void {
  if (!work.compiled.rules.hasRetries) return;
  const { minute } = work;
  for (let station = 0; station < work.compiled.stations.length; station++) {
    if (!isStormed(work, station)) {
      storms.since[station] = -1;
      continue;
    }
    if (storms.since[station]! < 0) storms.since[station] = minute;
    const lasted = minute + minutes - storms.since[station]!;
    if (lasted < LASTING) continue;
    if (storms.first[station]! < 0) storms.first[station] = storms.since[station]!;
    storms.longest[station] = Math.max(storms.longest[station]!, lasted);
  }
}

/** Calmed down before a step that nothing happens in. */
export const endStorms = ({ since }: Storms): void => void since.fill(-1);

/** Whether retries alone keep a station full. */
function isStormed(work: Workspace, station: number): boolean {
  const { stations, loadPath, step } = work;
  const slots = stations.slots[station]!;
  if (slots === Infinity || stations.down[station]! >= 0 || stations.weakened[station]! >= 0) return false;
  if (stations.failing[station]! > 0) return false;
  return loadPath.loads[station]![step]! < slots && stations.load[station]! > slots;
}
