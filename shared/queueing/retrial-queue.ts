import { erlangB } from './erlang.ts';

export interface RetrialQueueInput {
  servers: number;
  /** Fresh requests per second. */
  arrivalRate: number;
  /** Seconds; exponential. */
  meanService: number;
  /** Mean time until a rejected request tries again, in seconds; exponential. */
  meanBackoff: number;
  /** Share of rejected attempts that will be tried again; 1: nobody gives up. */
  persistence: number;
}

export interface RetrialQueue {
  /** Share of time, and so of fresh requests, that finds all servers busy. */
  blocking: number;
  /** Requests that are between two attempts. */
  meanBackingOff: number;
  /** Share of fresh requests never served. */
  finalLoss: number;
}

/** Requests between attempts up to which the chain is followed. */
const MOST_LEVELS = 2 ** 20;
const SETTLED = 1e-12;

/**
 * M/M/c/c whose rejected requests come back: a chain on the busy servers and the requests between
 * attempts.
 *
 * Source: Falin and Templeton, Retrial Queues (1997), chapter 2; by levels as in Bright and Taylor,
 * Stochastic Models 11 (1995). The number between attempts grows only from "all busy", so the shares
 * of a level are one number times a vector, got from the level above by elimination without
 * subtractions. The chain is closed above a last level in two ways, by losing whoever would pass it
 * and by retries that come no faster there; the truth lies between, and the last level is raised
 * until both means agree to 1e-12. Costs servers × levels. Throws a RangeError where nobody gives
 * up and the load does not fit.
 */
export function retrialQueue(input: RetrialQueueInput): RetrialQueue {
  requireRetrials(input);
  const { servers, arrivalRate, meanService, persistence } = input;
  const alone = erlangB(servers, arrivalRate * meanService);
  // Nobody comes back, or so few are rejected that no double tells it.
  if (alone === 0 || persistence === 0) return { blocking: alone, meanBackingOff: 0, finalLoss: alone };
  for (let levels = 64; levels <= MOST_LEVELS; levels *= 2) {
    const above = slowestAbove(input, levels + 1);
    if (!above) continue;
    const high = solve(input, levels, above);
    const low = solve(input, levels, nothingAbove(servers));
    if (high.meanBackingOff - low.meanBackingOff <= SETTLED * high.meanBackingOff) return high;
  }
  throw new RangeError(
    `More than ${MOST_LEVELS} requests would be between attempts. Shorten the backoff, or take the limit of slow retries.`,
  );
}

/** The levels from one up, relative to the share of "all busy" one level below. */
interface Levels {
  /** Shares of the lowest of them, by busy servers. */
  shares: Float64Array;
  mass: number;
  requests: number;
  busy: number;
  busyRequests: number;
}

const nothingAbove = (servers: number): Levels => ({
  shares: new Float64Array(servers + 1),
  mass: 0,
  requests: 0,
  busy: 0,
  busyRequests: 0,
});

function solve(input: RetrialQueueInput, levels: number, above: Levels): RetrialQueue {
  const { servers, arrivalRate, meanBackoff, persistence } = input;
  let { shares, mass, requests, busy, busyRequests } = above;
  let unit = 1; // what the sums are relative to: it shrinks where they would pass the largest double
  for (let level = levels; level >= 1; level--) {
    const pace = level / meanBackoff;
    const weights = levelWeights(input, arrivalRate, pace, comingDown(input, level + 1, shares));
    shares = scaledToCut(input, weights, pace);
    const atBusy = shares[servers]!;
    const own = unit * sum(shares);
    mass = own + atBusy * mass;
    requests = level * own + atBusy * requests;
    busyRequests = atBusy * (level * unit + busyRequests);
    busy = atBusy * (unit + busy);
    if (mass > 1e200) {
      [unit, mass, requests] = [unit / 1e200, mass / 1e200, requests / 1e200];
      [busy, busyRequests] = [busy / 1e200, busyRequests / 1e200];
    }
  }
  const bottom = levelWeights(input, arrivalRate, 0, comingDown(input, 1, shares));
  const total = unit * sum(bottom) + mass;
  const blocking = (unit + busy) / total;
  const rejections = arrivalRate * blocking + busyRequests / total / meanBackoff;
  return {
    blocking,
    meanBackingOff: requests / total,
    finalLoss: ((1 - persistence) * rejections) / arrivalRate,
  };
}

/**
 * All levels from `level` up if retries came no faster there than at `level`: each is the same
 * multiple of the one below, found by bisection. Undefined where that would never settle.
 */
function slowestAbove(input: RetrialQueueInput, level: number): Levels | undefined {
  const { servers, arrivalRate, meanBackoff, persistence } = input;
  const pace = level / meanBackoff;
  const none = new Float64Array(servers + 1);
  const weightsAt = (ratio: number): Float64Array =>
    levelWeights(input, arrivalRate + ratio * pace, (1 - ratio) * pace, none);
  const passes = (ratio: number): boolean =>
    ratio * pace * leavingWeight(input, weightsAt(ratio)) > arrivalRate * persistence;
  if (!passes(1)) return undefined;
  let [low, high] = [0, 1];
  while (high - low > 1e-15 * high) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (passes(middle)) high = middle;
    else low = middle;
  }
  const shares = weightsAt(high).map((weight) => weight * high);
  const all = 1 / (1 - high);
  const requests = (level + high * all) * all;
  return {
    shares,
    mass: sum(shares) * all,
    requests: sum(shares) * requests,
    busy: high * all,
    busyRequests: high * requests,
  };
}

/** What comes down to each number of busy servers from `level` with these shares, per second. */
function comingDown(
  { servers, meanBackoff, persistence }: RetrialQueueInput,
  level: number,
  shares: Float64Array,
): Float64Array {
  const pace = level / meanBackoff;
  const down = new Float64Array(servers + 1);
  for (let busy = 0; busy < servers; busy++) down[busy + 1] = pace * shares[busy]!;
  down[servers]! += pace * (1 - persistence) * shares[servers]!;
  return down;
}

/**
 * Weights of the numbers of busy servers on a level, 1 for "all busy": one more comes `up` times a
 * second, the level is left by `out`, and `down` comes from the level above.
 */
function levelWeights(
  { servers, meanService }: RetrialQueueInput,
  up: number,
  out: number,
  down: Float64Array,
): Float64Array {
  // Eliminated from 0 busy servers up: the weight at n is `next` of that at n + 1 plus `fixed`.
  const next = new Float64Array(servers);
  const fixed = new Float64Array(servers);
  let apart = out; // rate at which n or fewer busy servers are left for good, other than upwards
  for (let busy = 0; busy < servers; busy++) {
    if (busy > 0) apart = out + ((busy / meanService) * apart) / (apart + up);
    next[busy] = (busy + 1) / meanService / (apart + up);
    fixed[busy] = (down[busy]! + (busy > 0 ? up * fixed[busy - 1]! : 0)) / (apart + up);
  }
  const weights = new Float64Array(servers + 1);
  weights[servers] = 1;
  for (let busy = servers - 1; busy >= 0; busy--)
    weights[busy] = next[busy]! * weights[busy + 1]! + fixed[busy]!;
  return weights;
}

/** As much goes down from a level as comes up to it from "all busy" below. */
function scaledToCut(input: RetrialQueueInput, weights: Float64Array, pace: number): Float64Array {
  const scale = (input.arrivalRate * input.persistence) / (pace * leavingWeight(input, weights));
  return weights.map((weight) => weight * scale);
}

/** Weight of those whose next attempt takes them off the level. */
const leavingWeight = ({ servers, persistence }: RetrialQueueInput, weights: Float64Array): number =>
  sum(weights.subarray(0, servers)) + (1 - persistence) * weights[servers]!;

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

function requireRetrials(input: RetrialQueueInput): void {
  const { servers, arrivalRate, meanService, meanBackoff, persistence } = input;
  if (!Number.isInteger(servers) || servers < 1)
    throw new RangeError(`Expected at least one server, got ${servers}.`);
  if (!(meanBackoff > 0 && meanBackoff < Infinity))
    throw new RangeError(`Expected a positive mean backoff, got ${meanBackoff}.`);
  if (!(persistence >= 0 && persistence <= 1))
    throw new RangeError(`Expected a persistence between 0 and 1, got ${persistence}.`);
  if (persistence === 1 && !(arrivalRate * meanService < servers))
    throw new RangeError(
      `Nobody gives up, and ${arrivalRate * meanService} erlangs do not fit ${servers} servers.`,
    );
}
