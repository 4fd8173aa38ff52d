import type { Core } from './core.ts';
import { schedule } from './event-heap.ts';
import { FEATURE, STATION, STATION_SHIFT, TIMER, TOTAL } from './layout.ts';
import type { Disruption, Station } from './network.ts';
import { interrupt, loseAll, serveWaiting } from './service.ts';
import { coversNow } from './spans.ts';
import { settle, settleServers } from './stations.ts';

/** More servers than anybody has: stands for endless ones. */
const ENDLESS = 2 ** 31 - 1;

/** Sets every station to what it is at the start. */
export function startConditions(core: Core): void {
  core.network.stations.forEach(({ instances }, station) => {
    core.stations.totals[(station << STATION_SHIFT) + TOTAL.running] = instances?.running ?? 0;
    setCondition(core, station);
    scheduleEdge(core, station);
  });
}

/** Something changes at the station now. */
export function changeCondition(core: Core, station: number): void {
  setCondition(core, station);
  scheduleEdge(core, station);
}

function scheduleEdge(core: Core, station: number): void {
  const next = core.rules.edges[station]!.find((edge) => edge > core.clock[0]!);
  if (next !== undefined) schedule(core.heap, core.timers.first[TIMER.condition]! + station, next);
}

/** What calendar, failures, limits and autoscaler leave of the station now. */
export function setCondition(core: Core, station: number): void {
  const { stations } = core;
  const now = core.clock[0]!;
  const row = station << STATION_SHIFT;
  const definition = core.network.stations[station]!;
  const running = stations.totals[row + TOTAL.running]!;
  settle(stations, row, now);
  settleServers(stations, row, now);
  const active = (definition.disruptions ?? []).filter(({ start, end }) => start <= now && end > now);
  const { up, isShort, failing } = instancesUp(definition, active, running);
  const isDown = isShort || active.some(({ effect }) => effect.kind === 'down');
  const slow = active.reduce(
    (factor, { effect }) => factor * (effect.kind === 'slow' ? effect.factor : 1),
    1,
  );
  const fails = isDown && definition.whenDown !== 'hold';
  setServers(core, station, isDown ? 0 : serversAt(definition, up));
  stations.totals[row + TOTAL.up] = up;
  stations.totals[row + TOTAL.slow] = slow;
  stations.totals[row + TOTAL.failing] = failing;
  setFeature(core, row, FEATURE.down, fails);
  setFeature(core, row, FEATURE.failing, failing > 0);
  setFeature(core, row, FEATURE.slow, slow !== 1);
  if (fails) loseAll(core, row);
  else if (isDown) holdAll(core, row);
  else serveWaiting(core, row);
}

function setFeature({ stations: { rows } }: Core, row: number, feature: number, isThere: boolean): void {
  if (isThere) rows[row + STATION.features]! |= feature;
  else rows[row + STATION.features]! &= ~feature;
}

/** Instances up (a fraction where a share of them is away), whether they are too few, and the share of calls that go to failed ones. */
function instancesUp(
  { instances }: Station,
  active: readonly Disruption[],
  running: number,
): { up: number; isShort: boolean; failing: number } {
  let reduced = 1;
  let failing = 0;
  const gone = new Set<number>();
  for (const { effect } of active) {
    if (effect.kind === 'reduced') reduced *= 1 - effect.share;
    if (effect.kind !== 'away' && effect.kind !== 'failover') continue;
    for (let slot = effect.first; slot < Math.min(running, effect.end); slot += effect.stride) {
      if (effect.kind === 'away') gone.add(slot);
      else failing += 1 / running;
    }
  }
  const left = running - gone.size;
  const isShort = gone.size > 0 && (left === 0 || left < (instances?.required ?? 1));
  return { up: left * reduced, isShort, failing: Math.min(1, failing) };
}

/** Effective servers of the instances up; between whole numbers a straight line. */
function serversAt({ instances, servers }: Station, up: number): number {
  if (!instances) return servers;
  const table = instances.servers;
  const whole = Math.min(table.length - 1, Math.floor(up));
  const below = table[whole]!;
  const above = table[Math.min(table.length - 1, whole + 1)]!;
  return up === whole || below === above ? below : below + (up - whole) * (above - below);
}

/** Within the tightest of the limits that apply now. */
function setServers(core: Core, station: number, servers: number): void {
  const { stations, network, clock } = core;
  const row = station << STATION_SHIFT;
  const { places = Infinity, limits = [] } = network.stations[station]!;
  let usable = servers;
  let rulePlaces: number | undefined;
  for (const limit of limits) {
    if (!coversNow(limit.spans, clock[0]!)) continue;
    usable = Math.min(usable, limit.limit);
    if (limit.places !== undefined) rulePlaces = Math.min(rulePlaces ?? Infinity, limit.places);
  }
  const whole = Math.floor(usable + 1e-9);
  const rest = usable < ENDLESS && usable - whole > 1e-9 ? usable - whole : 0;
  stations.totals[row + TOTAL.present] = servers;
  stations.totals[row + TOTAL.fraction] = rest;
  stations.totals[row + TOTAL.room] = rulePlaces ?? places;
  stations.rows[row + STATION.full] = Math.min(ENDLESS, whole);
  setFeature(core, row, FEATURE.fraction, rest > 0);
}

/** Work stops where it is and waits; the last to start is the last in the queue. */
function holdAll(core: Core, row: number): void {
  const { stations } = core;
  const first = stations.rows[row + STATION.lists]!;
  for (let list = first; list < first + stations.classes; list++) {
    while (stations.servingTails[list]! >= 0) interrupt(core, stations.servingTails[list]!, row);
  }
}
