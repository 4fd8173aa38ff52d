import { clopperPearsonInterval } from '../statistics/binomial-interval.ts';
import { CONFIDENCE, estimateOf } from './estimate.ts';
import type { MeasureOptions } from './measures.ts';
import { binnedQuantile, FINE_BINS, type Loss } from './measures.ts';
import type { Network } from './network.ts';
import {
  LOSSES,
  readRepetition,
  type Repetition,
  type StationNumbers,
  type StreamNumbers,
} from './repetition.ts';
import { createReplay, type Replay } from './replay.ts';
import type { Estimate } from './replay-result.ts';

/** What independent repetitions of a network measured, in its own unit of time, with 99 % intervals (P3). */
export interface NetworkResult {
  repetitions: number;
  /** Requests simulated, warm-up included. */
  requests: number;
  streams: StreamResult[];
  stations: StationResult[];
  /** By probe, then station. */
  probes: { number: Estimate; waiting: Estimate; watched: Estimate }[][];
  checks: NetworkChecks;
}

export interface StreamResult {
  id: string;
  /** Fresh requests of the span, and those of them that had not left when it was over. */
  requests: number;
  unfinished: number;
  arrivalRate: Estimate;
  throughput: Estimate;
  /** Attempts per fresh request. */
  attempts: Estimate | null;
  /** Of answered requests. */
  response: Times | null;
  wait: (Times & { /** Share that waited at all. */ share: Estimate }) | null;
  /** Shares of fresh requests. */
  losses: Record<Loss, Estimate> | null;
  /** Mean number of requests between two attempts. */
  orbit: Estimate;
}

export interface Times {
  mean: Estimate;
  /** In the order of the probabilities asked for; empty where quantiles of waits are not. */
  quantiles: Estimate[];
}

export interface StationResult {
  id: string;
  /** Calls that reach it: not those lost to what was down, or to an open circuit breaker. */
  callRate: Estimate;
  /** Shares of all calls: had to wait, found no place, were lost to failure, gave up waiting. */
  delayed: Estimate | null;
  rejected: Estimate | null;
  failed: Estimate | null;
  gaveUp: Estimate | null;
  /** Mean wait of calls whose service began, and of these and those who gave up. */
  wait: Estimate | null;
  waitOfAll: Estimate | null;
  /** Means over the span. Utilization is 0 where servers are endless. */
  utilization: Estimate;
  busy: Estimate;
  waiting: Estimate;
  number: Estimate;
  instances: Estimate;
  /** Share of time with at least as many inside as watched, and how often that began per unit of time. */
  watched: Estimate;
  watchedRate: Estimate;
}

export interface NetworkChecks {
  /** All requests since the start over all repetitions: fresh = answered + lost + inside. */
  conservation: { id: string; fresh: number; answered: number; lost: number; inside: number }[];
  conserved: boolean;
  /** By station: ∫ number dt against the sum of times inside, largest relative difference. */
  little: number[];
}

export interface NetworkOptions extends MeasureOptions {
  seed: number;
  future?: number;
  repetitions: number;
  /** Of responses and waits. Default 0.5, 0.95, 0.99. */
  probabilities?: readonly number[];
}

/** Simulates a network in independent repetitions. */
export function replayNetwork(network: Network, options: NetworkOptions): NetworkResult {
  const replay = createReplay(network, options);
  const gathering = gather(network, options);
  for (let repetition = 0; repetition < options.repetitions; repetition++) {
    replay.start(options.seed, options.future ?? 0, repetition);
    while (!replay.advance(50_000));
    gathering.add(replay);
  }
  return gathering.result();
}

const PROBABILITIES = [0.5, 0.95, 0.99];

export interface Gathering {
  /** Reads off a repetition that is over. */
  add(replay: Replay): void;
  result(): NetworkResult;
}

/** Takes in repetitions one by one and makes estimates of them. */
export function gather(network: Network, options: NetworkOptions): Gathering {
  const { probabilities = PROBABILITIES } = options;
  const repetitions: Repetition[] = [];
  const responses = new Float64Array(network.streams.length * FINE_BINS);
  const waits = new Float64Array(options.waits ? responses.length : 0);
  return {
    add({ core }) {
      repetitions.push(readRepetition(core, probabilities));
      if (probabilities.length > 0) addTo(responses, core.measures.responses);
      addTo(waits, core.measures.waits);
    },
    result: () => {
      const span = options.to - options.from;
      return {
        repetitions: repetitions.length,
        requests: sumOf(
          repetitions.flatMap(({ streams }) => streams),
          ({ all }) => all.fresh,
        ),
        streams: network.streams.map(({ id }, index) => ({
          id,
          ...streamResult(
            repetitions.map(({ streams }) => streams[index]!),
            span,
            (bins, probability) =>
              binnedQuantile(
                bins === 'responses' ? responses : waits,
                index * FINE_BINS,
                FINE_BINS,
                probability,
              ),
            probabilities,
          ),
        })),
        stations: network.stations.map(({ id }, number) => ({
          id,
          ...stationResult(
            repetitions.map(({ stations }) => stations[number]!),
            span,
          ),
        })),
        probes: (options.probes?.times ?? []).map((_time, probe) =>
          network.stations.map((_station, station) => {
            const seen = repetitions.map(({ probes }) => probes[probe]![station]!);
            return {
              number: estimateOf(seen.map(({ number }) => number)),
              waiting: estimateOf(seen.map(({ waiting }) => waiting)),
              watched: shareOf(seen.map(({ watched }) => watched)),
            };
          }),
        ),
        checks: checksOf(network, repetitions, span),
      };
    },
  };
}

function addTo(sums: Float64Array, counts: Int32Array): void {
  for (let bin = 0; bin < counts.length; bin++) sums[bin]! += counts[bin]!;
}

const sumOf = <Item>(items: readonly Item[], value: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + value(item), 0);

type PooledQuantile = (bins: 'responses' | 'waits', probability: number) => number | undefined;

function streamResult(
  numbers: readonly StreamNumbers[],
  span: number,
  pooled: PooledQuantile,
  probabilities: readonly number[],
): Omit<StreamResult, 'id'> {
  const ratio = (over: (each: StreamNumbers) => number, under: (each: StreamNumbers) => number) =>
    ratioOf(numbers, over, under);
  const quantiles = (bins: 'responses' | 'waits') =>
    probabilities.flatMap((probability, place) => {
      const each = numbers.flatMap(
        ({ responseQuantiles, waitQuantiles }) =>
          (bins === 'responses' ? responseQuantiles : waitQuantiles)[place] ?? [],
      );
      return each.length === 0 ? [] : [quantileOf(each, pooled(bins, probability)!)];
    });
  const answered = ({ answered: count }: StreamNumbers) => count;
  const fresh = ({ fresh: count }: StreamNumbers) => count;
  const response = ratio((each) => each.response, answered);
  const wait = ratio((each) => each.wait, answered);
  const waited = countRatio(numbers, (each) => each.waited, answered);
  const losses = LOSSES.map((loss) => [loss, countRatio(numbers, ({ lost }) => lost[loss], fresh)] as const);
  return {
    requests: sumOf(numbers, fresh),
    unfinished: sumOf(numbers, ({ inside }) => inside),
    arrivalRate: estimateOf(numbers.map((each) => each.fresh / span)),
    throughput: estimateOf(numbers.map((each) => each.answered / span)),
    attempts: ratio((each) => each.fresh + each.retried, fresh),
    response: response && { mean: response, quantiles: quantiles('responses') },
    wait: wait && waited && { mean: wait, share: waited, quantiles: quantiles('waits') },
    losses: losses.every(([, share]) => share !== null)
      ? (Object.fromEntries(losses) as Record<Loss, Estimate>)
      : null,
    orbit: estimateOf(numbers.map(({ orbit }) => orbit)),
  };
}

function stationResult(numbers: readonly StationNumbers[], span: number): Omit<StationResult, 'id'> {
  const offered = ({ offered: count }: StationNumbers) => count;
  const mean = (value: (each: StationNumbers) => number) => estimateOf(numbers.map(value));
  return {
    callRate: mean((each) => each.reached / span),
    delayed: countRatio(numbers, (each) => each.delayed, offered),
    rejected: countRatio(numbers, (each) => each.rejected, offered),
    failed: countRatio(numbers, (each) => each.failed, offered),
    gaveUp: countRatio(numbers, (each) => each.gaveUp, offered),
    wait: ratioOf(
      numbers,
      (each) => each.waitOfStarted,
      (each) => each.started,
    ),
    waitOfAll: ratioOf(
      numbers,
      (each) => each.waitOfStarted + each.waitOfGivenUp,
      (each) => each.started + each.gaveUp,
    ),
    utilization: mean((each) => (each.servers > 0 ? each.used / each.servers : 0)),
    busy: mean((each) => each.busy),
    waiting: mean((each) => each.waiting),
    number: mean((each) => each.busy + each.waiting),
    instances: mean((each) => each.instances),
    watched: shareOf(numbers.map((each) => each.watched)),
    watchedRate: mean((each) => each.watchedTimes / span),
  };
}

/** Ratio of sums, its spread from the ratios of the repetitions; null where all denominators are 0. */
function ratioOf<Item>(
  items: readonly Item[],
  over: (item: Item) => number,
  under: (item: Item) => number,
): Estimate | null {
  const known = items.filter((item) => under(item) > 0);
  if (known.length === 0) return null;
  return estimateOf(
    known.map((item) => over(item) / under(item)),
    sumOf(known, over) / sumOf(known, under),
  );
}

/** The same of counts: inside 0 and 1, and no narrower than their number allows where all repetitions agree. */
function countRatio<Item>(
  items: readonly Item[],
  over: (item: Item) => number,
  under: (item: Item) => number,
): Estimate | null {
  const ratio = ratioOf(items, over, under);
  if (!ratio) return null;
  const { value, low, high } = ratio;
  if (low === high) return clopperPearsonInterval(sumOf(items, over), sumOf(items, under), CONFIDENCE);
  return { value, low: Math.max(0, low), high: Math.min(1, high) };
}

function shareOf(values: readonly number[]): Estimate {
  const { value, low, high } = estimateOf(values);
  return { value, low: Math.max(0, low), high: Math.min(1, high) };
}

/** Wider by the thousandth part that a bin leaves open. */
function quantileOf(values: readonly number[], pooled: number): Estimate {
  const { low, high } = estimateOf(values, pooled);
  return { value: pooled, low: Math.max(0, low - pooled / 1024), high: high + pooled / 1024 };
}

function checksOf(network: Network, repetitions: readonly Repetition[], span: number): NetworkChecks {
  const conservation = network.streams.map(({ id }, index) => {
    const total = { id, fresh: 0, answered: 0, lost: 0, inside: 0 };
    for (const { streams } of repetitions) {
      const { all } = streams[index]!;
      total.fresh += all.fresh;
      total.answered += all.answered;
      total.lost += all.lost;
      total.inside += all.inside;
    }
    return total;
  });
  return {
    conservation,
    conserved: repetitions.every(({ streams }) => streams.every(isConserved)),
    little: network.stations.map((_station, number) =>
      Math.max(...repetitions.map(({ stations }) => littleDifference(stations[number]!, span))),
    ),
  };
}

const isConserved = ({ all, fresh, answered, lost, inside }: StreamNumbers): boolean =>
  all.fresh === all.answered + all.lost + all.inside &&
  fresh === answered + LOSSES.reduce((sum, loss) => sum + lost[loss], 0) + inside;

function littleDifference({ busy, waiting, timeInside }: StationNumbers, span: number): number {
  const number = (busy + waiting) * span;
  return number === 0 && timeInside === 0 ? 0 : Math.abs(number - timeInside) / Math.max(number, timeInside);
}
