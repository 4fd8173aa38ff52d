import { erlangB } from '../queueing/erlang.ts';
import { FEW_PLACES } from './draw-inputs.ts';
import { scaledWaitAt, waitPosition, waitProbabilityAt, waitRow, waitSquare } from './wait-table.ts';
import type { Workspace } from './workspace.ts';

/** Below this utilization a queue of 200 places is as good as an endless one (0.9^200 < 1e-9). */
const TIGHT = 0.9;

/** Utilization up to which a queue settles within the time of `services` (see `overTime`). */
export const settledUpTo = (cv2s: number, services: number): number =>
  1 - Math.sqrt((Math.PI / 8) * (cv2s / services));

/**
 * What one station does with `calls` and `load` (erlangs) over a piece of `seconds`: shares rejected
 * and timed out, the law of the wait, fluid delays and the backlog it leaves (Q1 to Q5).
 */
export function flowThroughStation(work: Workspace, station: number, seconds: number): void {
  const state = work.stations;
  const input = work.inputs.stations[station]!;
  const calls = state.calls[station]!;
  const load = state.load[station]! * state.slow[station]!;
  const servers = state.servers[station]!;
  const slots = state.slots[station]!;
  // A limited queue is looked at while its breaker is closed; a backlog gathers over all of the piece.
  const closed = 1 - state.open[station]!;
  clearFlow(work, station);
  state.utilization[station] =
    servers === Infinity ? 0 : servers > 0 ? (load * closed) / servers : load > 0 ? 2 : 0;
  if (
    slots === Infinity ||
    (state.down[station]! >= 0 && work.compiled.stations[station]!.kind !== 'queue')
  ) {
    state.nextBacklog[station] = 0;
    return;
  }
  const meanService = calls > 0 && load > 0 ? load / calls : usualService(work, station);
  if (state.down[station]! >= 0 || slots <= 0) {
    holdBack(work, station, calls * closed, meanService, seconds);
    return;
  }
  const rate = slots / meanService;
  const places = Math.min(state.places[station]!, input.timeout * rate);
  const isTimeout = input.timeout * rate < state.places[station]!;
  const utilization = load / slots;
  const settlesQuickly = places / rate < seconds / 4;
  if (settlesQuickly && (utilization > TIGHT || places < FEW_PLACES)) {
    finiteQueue(work, station, utilization, Math.floor(places), rate, isTimeout);
    return;
  }
  overTime(work, station, calls * closed, rate, places, isTimeout, utilization * closed, seconds);
}

/** As if nobody had come. */
export function clearFlow({ stations: state }: Workspace, station: number): void {
  state.waitProbability[station] = 0;
  state.waitMean[station] = 0;
  state.waitSquare[station] = 0;
  state.delayStart[station] = 0;
  state.delayEnd[station] = 0;
  state.rejected[station] = 0;
  state.timedOut[station] = 0;
  state.nextBacklog[station] = 0;
  state.gapRate[station] = 0;
}

/** Workers behind a queue are away: work waits until they are back. */
function holdBack(
  { stations: state, inputs }: Workspace,
  station: number,
  calls: number,
  meanService: number,
  seconds: number,
): void {
  const { maximum, servers, limit } = inputs.stations[station]!;
  const usualRate = Math.min(servers[maximum]!, limit) / meanService;
  const before = state.backlog[station]!;
  const after = Math.min(state.places[station]!, before + calls * seconds);
  state.nextBacklog[station] = after;
  if (calls > 0) state.rejected[station] = Math.max(0, 1 - (after - before) / (calls * seconds));
  const wait = state.downFor[station]! * 60;
  state.delayStart[station] = wait + before / usualRate;
  state.delayEnd[station] = Math.max(0, wait - seconds) + after / usualRate;
}

/**
 * M/M/c/K at any load, with the decay of the queue's length slowed by (ca² + cs²) / 2 for bursty
 * traffic. A request that finds j waiting waits for j + 1 departures.
 */
function finiteQueue(
  work: Workspace,
  station: number,
  utilization: number,
  places: number,
  rate: number,
  isTimeout: boolean,
): void {
  const state = work.stations;
  const { serviceCv2, arrivalCv2 } = work.compiled.stations[station]!;
  const servers = Math.max(1, Math.round(state.slots[station]!));
  const busy = erlangB(servers, utilization * servers);
  if (busy <= 0) return;
  const decay = utilization ** (places <= 4 ? 1 : 2 / Math.max(0.2, serviceCv2 + arrivalCv2));
  const { sum, first, second } = queueSums(decay, places);
  const idle = 1 / busy - 1;
  const full = decay ** places;
  const blocked = full === Infinity ? 1 - 1 / utilization : full / (idle + sum + full);
  if (isTimeout) state.timedOut[station] = blocked;
  else state.rejected[station] = blocked;
  state.waitProbability[station] = sum === Infinity ? 1 : sum / (idle + sum);
  state.waitMean[station] = first / rate;
  state.waitSquare[station] = second / (rate * rate);
}

/** Σ r^j over j < k, and mean and mean square of the departures j + 1 waited for, (j + 1)(j + 2). */
function queueSums(decay: number, places: number): { sum: number; first: number; second: number } {
  if (places === 0) return { sum: 0, first: 0, second: 0 };
  if (places <= 64) {
    let sum = 0;
    let first = 0;
    let second = 0;
    for (let j = 0, weight = 1; j < places; j++, weight *= decay) {
      sum += weight;
      first += weight * (j + 1);
      second += weight * (j + 1) * (j + 2);
    }
    return { sum, first: first / sum, second: second / sum };
  }
  const beta = -Math.log(decay);
  const exponent = beta * places;
  if (Math.abs(exponent) < 1e-4)
    return { sum: places, first: places / 2 + 1, second: (places * places) / 3 + places };
  const spread = Math.expm1(exponent);
  const mean = 1 / beta - places / spread;
  const square = 2 / (beta * beta) - (places * places + (2 * places) / beta) / spread;
  return { sum: -Math.expm1(-exponent) / (1 - decay), first: mean + 1, second: square + 3 * mean + 2 };
}

/**
 * Stationary wait below full utilization, plus what a fluid queue holds above it (Q4). Close to
 * full utilization a queue needs long to settle: over `seconds` it grows no further than
 * √(2/π · (ca² + cs²) μ t), the reach of reflected Brownian motion from empty.
 */
function overTime(
  work: Workspace,
  station: number,
  calls: number,
  rate: number,
  places: number,
  isTimeout: boolean,
  utilization: number,
  seconds: number,
): void {
  const state = work.stations;
  const { serviceCv2, arrivalCv2 } = work.compiled.stations[station]!;
  const before = state.backlog[station]!;
  const wanted = before + (calls * (1 - expiredShare(work, station, before / rate)) - rate) * seconds;
  const patience = longestPatience(work, station);
  const after = wanted <= 0 ? 0 : Math.min(wanted, places, rate * patience);
  if (before >= 0.999 * rate * patience && calls > rate) {
    // Served are those whose turn comes just before they give up: M/M/c with deterministic patience.
    state.gapRate[station] = calls - rate;
    state.servedShare[station] = rate / calls;
  }
  if (calls > 0 && wanted > places) {
    const lost = Math.min(1, (wanted - places) / (calls * seconds));
    if (isTimeout) state.timedOut[station] = lost;
    else state.rejected[station] = lost;
  }
  state.nextBacklog[station] = after;
  state.delayStart[station] = before / rate;
  state.delayEnd[station] = after / rate;
  if (calls === 0) return;
  const reach = settledUpTo(serviceCv2 + arrivalCv2, rate * seconds);
  const settled = Math.max(0, Math.min(utilization, Math.max(0.5, reach)));
  const row = waitRow(work.waitTables[station]!, state.slots[station]!);
  const position = waitPosition(settled);
  state.waitProbability[station] = waitProbabilityAt(row, position);
  const mean = scaledWaitAt(row, position) / (Math.max(1e-6, 1 - settled) * rate);
  state.waitMean[station] = mean;
  state.waitSquare[station] = waitSquare(row, settled, mean);
  const { timeout } = work.inputs.stations[station]!;
  if (timeout < Infinity && mean > 0)
    state.timedOut[station]! +=
      (1 - state.timedOut[station]!) * state.waitProbability[station]! * Math.exp(-timeout / mean);
}

/**
 * Share of the station's load whose clients will have given up before their turn, where servers
 * drop such work (S1). It is lost by the client's time-out and takes no capacity.
 */
function expiredShare({ compiled, inputs, journeys }: Workspace, station: number, delay: number): number {
  if (delay === 0) return 0;
  const count = compiled.stations.length;
  let load = 0;
  let expired = 0;
  for (let journey = 0; journey < compiled.journeys.length; journey++) {
    const own = journeys.loads[journey * count + station]! * (1 - journeys.shed[journey]!);
    load += own;
    if (compiled.rules.retries[journey]?.dropExpired && delay * 1000 > inputs.timeoutMs[journey]!)
      expired += own;
  }
  return load > 0 ? expired / load : 0;
}

/** Seconds beyond which nothing in the queue is worth serving: where all of its work is dropped once its client gave up. */
function longestPatience({ compiled, inputs, journeys }: Workspace, station: number): number {
  const count = compiled.stations.length;
  let longest = 0;
  for (let journey = 0; journey < compiled.journeys.length; journey++) {
    if (journeys.loads[journey * count + station] === 0) continue;
    if (!compiled.rules.retries[journey]?.dropExpired) return Infinity;
    longest = Math.max(longest, inputs.timeoutMs[journey]! / 1000);
  }
  return longest > 0 ? longest : Infinity;
}

/** Seconds per call by the plan's own mix, where nobody calls. */
export function usualService({ inputs, compiled }: Workspace, station: number): number {
  const stations = compiled.stations.length;
  let calls = 0;
  let load = 0;
  for (let at = station; at < inputs.calls.length; at += stations) {
    calls += inputs.calls[at]!;
    load += inputs.erlangs[at]!;
  }
  return calls > 0 && load > 0 ? load / calls : 1e-6;
}
