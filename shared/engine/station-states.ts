import { CAUSE } from './causes.ts';
import { EFFECT } from './compiled-plan.ts';
import { limitStation } from './concurrency-limits.ts';
import { WHOLE, type Outage } from './outage.ts';
import type { Workspace } from './workspace.ts';

/** Sets every station to what calendar, failures and autoscaler leave of it. */
export function setStationStates(work: Workspace, active: readonly Outage[]): void {
  const { stations, compiled, minute } = work;
  for (let station = 0; station < compiled.stations.length; station++) {
    stations.down[station] = -1;
    stations.weakened[station] = -1;
    stations.downFor[station] = 0;
    stations.failing[station] = 0;
    stations.slow[station] = 1;
    stations.maintained[station] = 0;
    stations.up[station] = stations.running[station]!;
  }
  let touched = false;
  for (const outage of active) {
    if (outage.start > minute || outage.end <= minute) continue;
    touched = true;
    applyOutage(work, outage, minute);
  }
  for (let station = 0; station < compiled.stations.length; station++) {
    if (touched) countInstances(work, active, station, minute);
    stations.servers[station] = serversOf(work, station);
    limitStation(work, station);
  }
}

function applyOutage({ stations }: Workspace, outage: Outage, minute: number): void {
  const { station, effect, value, cause } = outage;
  if (outage.announced) stations.maintained[station] = 1;
  if (outage.firstSlot !== WHOLE) return;
  if (effect === EFFECT.down) {
    // Several at once: the cause is the one that began first.
    if (stations.down[station]! < 0) stations.down[station] = cause;
    stations.downFor[station] = Math.max(stations.downFor[station]!, outage.end - minute);
    return;
  }
  if (stations.weakened[station]! < 0) stations.weakened[station] = cause;
  if (effect === EFFECT.reduced) stations.up[station]! *= 1 - value;
  else stations.slow[station]! *= value;
}

const away = new Uint8Array(100_001);

/** Takes out failed instances, each once however many intervals cover it; too few of them is an outage. */
function countInstances(work: Workspace, active: readonly Outage[], station: number, minute: number): void {
  const { stations, inputs } = work;
  const running = stations.running[station]!;
  let gone = 0;
  let failing = 0;
  for (const outage of active) {
    if (
      outage.station !== station ||
      outage.firstSlot === WHOLE ||
      outage.start > minute ||
      outage.end <= minute
    )
      continue;
    const last = Math.min(running, outage.endSlot);
    for (let slot = outage.firstSlot; slot < last; slot += outage.stride) {
      if (outage.failover) failing += 1 / running;
      else if (away[slot] === 0) {
        away[slot] = 1;
        gone += 1;
      }
    }
  }
  if (gone === 0) return;
  if (stations.weakened[station]! < 0) stations.weakened[station] = FAILURE;
  away.fill(0, 0, running);
  const reduced = stations.up[station]! / running;
  const up = running - gone;
  stations.failing[station] = Math.min(1, failing);
  stations.up[station] = up * reduced;
  if (up < inputs.stations[station]!.required || up === 0) {
    if (stations.down[station]! < 0) stations.down[station] = FAILURE;
    stations.downFor[station] = Math.max(stations.downFor[station]!, soonestReturn(active, station, minute));
  }
}

const FAILURE = CAUSE.failure;

/** Minutes until the first of the station's failed parts is back. */
function soonestReturn(active: readonly Outage[], station: number, minute: number): number {
  let end = Infinity;
  for (const outage of active) {
    if (outage.station === station && !outage.failover && outage.start <= minute && outage.end > minute)
      end = Math.min(end, outage.end);
  }
  return end === Infinity ? 0 : end - minute;
}

function serversOf({ stations, inputs }: Workspace, station: number): number {
  return serversAt(inputs.stations[station]!.servers, stations.up[station]!);
}

/** Effective servers of the instances up; between whole numbers a straight line. */
export function serversAt(servers: Float64Array, up: number): number {
  const whole = Math.floor(up);
  if (whole >= servers.length - 1) return servers[servers.length - 1]!;
  return up === whole
    ? servers[whole]!
    : servers[whole]! + (up - whole) * (servers[whole + 1]! - servers[whole]!);
}
