import type { PictureTallies } from './run-tallies.ts';
import type { Workspace } from './workspace.ts';

/** Numbers per journey and month: share of its arrivals put off, and their mean delay in minutes. */
export const DEFERRED = 2;

/** Writes what a finished replication put off, by the month of arrival. `index`: its place in this part of the run. */
export function closeDeferral(
  { deferral, compiled, months }: Workspace,
  tallies: PictureTallies,
  index: number,
): void {
  const journeys = compiled.journeys.length;
  const { monthOf } = compiled.grid;
  for (const { journey, totals, parts } of deferral?.journeys ?? []) {
    const came = new Float64Array(months.length);
    const putOff = new Float64Array(months.length);
    const delayed = new Float64Array(months.length);
    for (let step = 0; step < totals.length; step++) came[monthOf[step]!]! += totals[step]!;
    for (let part = 0; part < parts.count; part++) {
      const arrival = parts.arrival[part]!;
      const rate = parts.share[part]! * totals[arrival]!;
      putOff[monthOf[arrival]!]! += rate;
      delayed[monthOf[arrival]!]! += (rate * (parts.from[part]! + parts.to[part]!)) / 120;
    }
    for (let month = 0; month < months.length; month++) {
      const at = ((index * months.length + month) * journeys + journey) * DEFERRED;
      tallies.deferred[at] = came[month]! > 0 ? putOff[month]! / came[month]! : 0;
      tallies.deferred[at + 1] = putOff[month]! > 0 ? delayed[month]! / putOff[month]! : 0;
    }
  }
}
