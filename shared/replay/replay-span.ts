import { networkFromPlan, type PlanNetwork } from './from-plan.ts';
import { gather, type NetworkResult, type StationResult, type StreamResult } from './network-result.ts';
import { createReplay } from './replay.ts';
import type {
  Estimate,
  ReplayedJourney,
  ReplayedStation,
  ReplayProgress,
  ReplayResult,
  ReplaySpanOptions,
} from './replay-result.ts';
import { createSpanSlices, type SpanSlices } from './span-slices.ts';

/** A replay of a span of a plan that its host moves on piece by piece. */
export interface SpanReplay {
  /** Handles up to so many events; true when all repetitions are over. */
  advance(events: number): boolean;
  /** Share of the work done, and the slices of which something new is known since the last call. */
  progress(): ReplayProgress;
  /** What all repetitions measured; they are over. */
  result(): ReplayResult;
}

const REPETITIONS = 10;
const PIECE = 20_000;

/** Replays a span of one future of a plan. Throws an AbortError when the signal is set. */
export function replaySpan(options: ReplaySpanOptions): ReplayResult {
  const replay = createSpanReplay(options);
  for (let isOver = false; !isOver;) {
    if (options.signal?.aborted)
      throw Object.assign(new Error('The replay was cancelled.'), { name: 'AbortError' });
    isOver = replay.advance(PIECE);
    if (options.onProgress) report(replay.progress(), options.onProgress);
  }
  return replay.result();
}

function report(progress: ReplayProgress, onProgress: (progress: ReplayProgress) => void): void {
  if (progress.slices.length > 0 || progress.done === 1) onProgress(progress);
}

export function createSpanReplay(options: ReplaySpanOptions): SpanReplay {
  const { compiled, seed, future, from, minutes, repetitions = REPETITIONS, interventions = [] } = options;
  requireSpan(options);
  const made = networkFromPlan({ compiled, seed, future, interventions, from, minutes });
  const slices = sliceCount(minutes);
  const span = {
    start: made.start,
    from: 0,
    to: minutes * 60,
    grace: made.grace,
    slices,
    seed,
    future,
    repetitions,
  };
  const replay = createReplay(made.network, span);
  const gathering = gather(made.network, span);
  const pictures = createSpanSlices({
    from,
    minutes,
    slices,
    journeys: compiled.journeys.length,
    hasInstances: compiled.stations.map(({ kind }) => kind !== 'external'),
  });
  let repetition = 0;
  /** Slices of the repetition under way told so far, and those of the one before still to be told. */
  let told = 0;
  let untold: number[] = [];
  replay.start(seed, future, repetition);
  return {
    advance(events) {
      if (repetition === repetitions) return true;
      if (!replay.advance(events)) return false;
      gathering.add(replay);
      pictures.add(replay.core);
      repetition += 1;
      untold = numbersFrom(told, slices);
      told = 0;
      if (repetition < repetitions) replay.start(seed, future, repetition);
      return repetition === repetitions;
    },
    progress() {
      const running = repetition < repetitions ? replay.core : undefined;
      const known = running ? Math.max(0, running.measures.edge - 1) : slices;
      const news = running ? [...untold, ...numbersFrom(told, known)] : untold;
      untold = [];
      told = Math.max(told, known);
      return {
        done: running ? (repetition + shareOf(running.clock[0]!, span)) / repetitions : 1,
        slices: news.map((index) => ({ index, slice: pictures.read(index, running) })),
      };
    },
    result: () => resultOf(options, made, gathering.result(), pictures, slices),
  };
}

const numbersFrom = (first: number, end: number): number[] =>
  Array.from({ length: Math.max(0, end - first) }, (_none, index) => first + index);

function shareOf(now: number, { start, to }: { start: number; to: number }): number {
  return Math.min(1, Math.max(0, (now - start) / (to - start)));
}

function requireSpan({
  compiled: { grid },
  from,
  minutes,
  repetitions = REPETITIONS,
}: ReplaySpanOptions): void {
  const horizon = grid.steps * grid.stepMinutes;
  if (!(from >= 0 && minutes > 0 && from + minutes <= horizon))
    throw new RangeError(
      `Expected a span within the horizon of ${horizon} minutes, got ${minutes} minutes from minute ${from}.`,
    );
  if (!Number.isInteger(repetitions) || repetitions < 1)
    throw new RangeError(`Expected at least one repetition, got ${repetitions}.`);
}

/** Minutes of a slice, the shortest that gives no more than `MOST_SLICES`. */
const SLICE_MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440];
const MOST_SLICES = 120;

function sliceCount(minutes: number): number {
  const length = SLICE_MINUTES.find((each) => minutes / each <= MOST_SLICES) ?? minutes / MOST_SLICES;
  return Math.max(1, Math.round(minutes / length));
}

function resultOf(
  { compiled, seed, future, from, minutes, interventions = [] }: ReplaySpanOptions,
  { warmUpMinutes }: PlanNetwork,
  measured: NetworkResult,
  pictures: SpanSlices,
  slices: number,
): ReplayResult {
  return {
    from,
    minutes,
    seed,
    future,
    repetitions: measured.repetitions,
    warmUpMinutes,
    interventions: [...interventions],
    requests: measured.requests,
    journeys: measured.streams.map(journeyOf),
    stations: measured.stations.map((station, index) =>
      stationOf(station, compiled.stations[index]!.kind !== 'external'),
    ),
    slices: Array.from({ length: slices }, (_none, index) => pictures.read(index)),
    checks: {
      conservation: measured.checks.conservation.map(({ id, ...counts }) => ({ journey: id, ...counts })),
      conserved: measured.checks.conserved,
      little: measured.checks.little.map((difference, index) => ({
        component: measured.stations[index]!.id,
        difference,
      })),
    },
  };
}

function journeyOf(stream: StreamResult): ReplayedJourney {
  const [p50, p95, p99] = stream.response?.quantiles.map(inMilliseconds) ?? [];
  return {
    journey: stream.id,
    requests: stream.requests,
    arrivalsPerSecond: stream.arrivalRate,
    throughputPerSecond: stream.throughput,
    attempts: stream.attempts,
    responseMs:
      stream.response && p50 && p95 && p99
        ? { mean: inMilliseconds(stream.response.mean), p50, p95, p99 }
        : null,
    losses: stream.losses,
    unfinished: stream.unfinished,
  };
}

function stationOf(station: StationResult, hasInstances: boolean): ReplayedStation {
  return {
    component: station.id,
    callsPerSecond: station.callRate,
    utilization: station.utilization,
    meanWaitMs: station.wait && inMilliseconds(station.wait),
    meanNumber: station.number,
    meanWaiting: station.waiting,
    instances: hasInstances ? station.instances : null,
  };
}

const inMilliseconds = ({ value, low, high }: Estimate): Estimate => ({
  value: value * 1000,
  low: Math.max(-Number.MAX_VALUE, low * 1000),
  high: Math.min(Number.MAX_VALUE, high * 1000),
});
