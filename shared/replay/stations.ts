import { FEATURE, STATION, STATION_SHIFT, TOTAL } from './layout.ts';
import type { CircuitBreaker, Law, Network, Station } from './network.ts';
import { visitsOf } from './visits.ts';

/** State of all stations; queues are lists through the jobs' `previous` and `next`. */
export interface Stations {
  rows: Int32Array;
  totals: Float64Array;
  classes: number;
  /** First and last waiting, by station and class. */
  heads: Int32Array;
  tails: Int32Array;
  /** First and last in service, where it is tracked. */
  servingHeads: Int32Array;
  servingTails: Int32Array;
  /** By number of the station. */
  breakers: (Breaker | null)[];
}

export interface Breaker {
  rule: CircuitBreaker;
  state: 'closed' | 'open' | 'trial';
  until: number;
  /** Calls and failures by tenth of the window. */
  calls: Float64Array;
  failures: Float64Array;
  /** Number of the newest tenth. */
  newest: number;
}

export const BREAKER_PARTS = 10;

export function createStations(network: Network, add: (law: Law) => number): Stations {
  const { stations } = network;
  const classes = Math.max(1, ...network.streams.map((stream) => (stream.class ?? 0) + 1));
  const lists = () => new Int32Array(stations.length * classes);
  const rows = new Int32Array(stations.length << STATION_SHIFT);
  stations.forEach((station, number) => {
    const row = number << STATION_SHIFT;
    rows[row + STATION.features] = featuresOf(network, station, number);
    rows[row + STATION.patience] = station.patience ? add(station.patience) : -1;
    rows[row + STATION.watch] = station.watch ?? 0;
    rows[row + STATION.lists] = number * classes;
  });
  return {
    rows,
    totals: new Float64Array(rows.length),
    classes,
    heads: lists(),
    tails: lists(),
    servingHeads: lists(),
    servingTails: lists(),
    breakers: stations.map(({ breaker }) => (breaker ? createBreaker(breaker) : null)),
  };
}

const createBreaker = (rule: CircuitBreaker): Breaker => ({
  rule,
  state: 'closed',
  until: 0,
  calls: new Float64Array(BREAKER_PARTS),
  failures: new Float64Array(BREAKER_PARTS),
  newest: 0,
});

/** What is out of the plain for good. */
function featuresOf(network: Network, station: Station, number: number): number {
  const looks =
    station.instances?.autoscaler !== undefined ||
    (network.deferrals ?? []).some(({ stations }) => stations.includes(number));
  const expires = network.streams.some(
    ({ retries, route }) =>
      retries?.dropExpired === true && visitsOf(route).some((visit) => visit.station === number),
  );
  return (
    (station.patience ? FEATURE.patience : 0) |
    (station.discipline === 'preemptive' ? FEATURE.preemptive | FEATURE.tracked : 0) |
    (station.breaker ? FEATURE.breaker : 0) |
    (station.disruptions?.length || station.flushRate ? FEATURE.tracked : 0) |
    (station.watch !== undefined ? FEATURE.watch : 0) |
    (station.serviceTimeout !== undefined ? FEATURE.serviceTimeout : 0) |
    (looks ? FEATURE.load : 0) |
    (expires ? FEATURE.expiry : 0)
  );
}

const PASSING = FEATURE.fraction | FEATURE.down | FEATURE.failing | FEATURE.slow;

/** Empty stations at `start`; servers are set by conditions.ts. */
export function clearStations(stations: Stations, network: Network, start: number): void {
  const { rows, totals } = stations;
  totals.fill(0);
  network.stations.forEach(({ serviceTimeout = Infinity }, number) => {
    const row = number << STATION_SHIFT;
    rows[row + STATION.busy] = 0;
    rows[row + STATION.slowBusy] = 0;
    rows[row + STATION.waiting] = 0;
    rows[row + STATION.features]! &= ~PASSING;
    totals[row + TOTAL.until] = start;
    totals[row + TOTAL.serversUntil] = start;
    totals[row + TOTAL.slow] = 1;
    totals[row + TOTAL.serviceTimeout] = serviceTimeout;
  });
  for (const list of [stations.heads, stations.tails, stations.servingHeads, stations.servingTails])
    list.fill(-1);
  for (const breaker of stations.breakers) {
    if (!breaker) continue;
    breaker.state = 'closed';
    breaker.calls.fill(0);
    breaker.failures.fill(0);
    breaker.newest = 0;
  }
}

const { busy: BUSY, slowBusy: SLOW_BUSY, waiting: WAITING, watch: WATCH } = STATION;
const { until, busy, waiting, watched, fraction, short } = TOTAL;

/** Brings the integrals of what is inside up to `now`; call before anything in it changes. */
export function settle({ rows, totals }: Stations, station: number, now: number): void {
  const elapsed = now - totals[station + until]!;
  const serving = rows[station + BUSY]!;
  const queued = rows[station + WAITING]!;
  totals[station + until] = now;
  totals[station + busy]! += elapsed * serving;
  totals[station + waiting]! += elapsed * queued;
  if (rows[station + SLOW_BUSY] === 1)
    totals[station + short]! += elapsed * (1 - totals[station + fraction]!);
  const watch = rows[station + WATCH]!;
  if (watch > 0 && serving + queued >= watch) totals[station + watched]! += elapsed;
}

/** Brings the integrals of servers and instances up to `now`; call before they change. */
export function settleServers({ totals }: Stations, station: number, now: number): void {
  const elapsed = now - totals[station + TOTAL.serversUntil]!;
  totals[station + TOTAL.serversUntil] = now;
  const servers = totals[station + TOTAL.present]!;
  if (servers < Infinity) totals[station + TOTAL.servers]! += elapsed * servers;
  else totals[station + TOTAL.endless]! += elapsed;
  totals[station + TOTAL.instances]! += elapsed * totals[station + TOTAL.up]!;
}
