import type { Intervention } from '../domain/intervention.ts';
import { createAnsweredTimes, type AnsweredTimes } from './answered-times.ts';
import type { CompiledPlan } from './compiled-plan.ts';
import { outagesInSpan, type OutageInSpan } from './outages-in-span.ts';
import { recordPiece, type PieceRecord } from './piece-record.ts';
import { stationFlow, stationOverSpan, type StationAnswer, type StationFlow } from './station-answer.ts';
import { watchFuture } from './watch-future.ts';
import { LOSSES, LOST } from './workspace.ts';

/** What the time-step engine says of a span of one future, as it walks it in a run. */
export interface SpanAnswer {
  /** Minutes from the start of the horizon, and length. */
  from: number;
  minutes: number;
  /** In the plan's order. */
  journeys: JourneyAnswer[];
  /** Pools, queues and externals in the plan's order. */
  stations: StationAnswer[];
  /** Parts of the span in which nothing changes, in order. */
  pieces: PieceAnswer[];
  /** What takes capacity away in the span, in order of time. */
  outages: OutageInSpan[];
}

export interface JourneyAnswer {
  journey: string;
  /** Fresh requests of the span. */
  requests: number;
  arrivalsPerSecond: number;
  throughputPerSecond: number;
  /** Attempts per fresh request; null where there was none. */
  attempts: number | null;
  /** Milliseconds, of answered requests; null where none was. */
  responseMs: { mean: number; p50: number; p95: number; p99: number } | null;
  /** Shares of fresh requests; null where there was none. */
  losses: Losses | null;
}

export type Losses = Record<keyof typeof LOST, number>;

export interface PieceAnswer {
  /** Minutes from the start of the horizon, and length. */
  from: number;
  minutes: number;
  journeys: JourneyInPiece[];
  stations: StationFlow[];
}

export interface JourneyInPiece {
  arrivalsPerSecond: number;
  throughputPerSecond: number;
  /** Milliseconds; null where nothing was answered. */
  p50: number | null;
  p95: number | null;
  p99: number | null;
  /** Requests per second lost. */
  losses: Losses;
}

export interface SpanOptions {
  seed: number;
  /** Number of the replication. */
  future: number;
  /** Minutes from the start of the horizon, and length. */
  from: number;
  minutes: number;
  interventions?: readonly Intervention[];
}

/** Walks the future to the end of the span and answers for the span alone. */
export function answerSpan(compiled: CompiledPlan, options: SpanOptions): SpanAnswer {
  const { from, minutes, interventions = [], seed, future } = options;
  const span = { from, to: from + minutes };
  const pieces: PieceRecord[] = [];
  const work = watchFuture(compiled, {
    seed,
    future,
    interventions,
    ...span,
    onPiece: (work, start, end) => {
      const piece = recordPiece(work, { from: start, to: end }, span);
      if (piece) pieces.push(piece);
    },
  });
  const times = createAnsweredTimes(compiled, work.inputs);
  const flows = pieces.map((piece) =>
    compiled.stations.map((_station, station) => stationFlow(compiled, piece, station)),
  );
  return {
    from,
    minutes,
    journeys: compiled.journeys.map((_journey, journey) => answerJourney(compiled, times, pieces, journey)),
    stations: compiled.stations.map((_station, station) =>
      stationOverSpan(
        compiled,
        station,
        pieces.map((piece, index) => ({ piece, flow: flows[index]![station]! })),
      ),
    ),
    pieces: pieces.map((piece, index) => ({
      from: piece.from,
      minutes: piece.to - piece.from,
      journeys: compiled.journeys.map((_journey, journey) => journeyInPiece(times, piece, journey)),
      stations: flows[index]!,
    })),
    outages: outagesInSpan(work, span),
  };
}

function answerJourney(
  { journeys }: CompiledPlan,
  times: AnsweredTimes,
  pieces: readonly PieceRecord[],
  journey: number,
): JourneyAnswer {
  let seconds = 0;
  let requests = 0;
  let attempts = 0;
  let answered = 0;
  const lost = new Float64Array(LOSSES);
  for (const piece of pieces) {
    const fresh = piece.journeys.fresh[journey]! * piece.seconds;
    seconds += piece.seconds;
    requests += fresh;
    attempts += fresh * piece.journeys.attempts[journey]!;
    answered += fresh * piece.journeys.success[journey]!;
    for (let kind = 0; kind < LOSSES; kind++)
      lost[kind]! += fresh * piece.journeys.lostBy[journey * LOSSES + kind]!;
  }
  const mean = times.mean(journey, pieces);
  return {
    journey: journeys[journey]!.id,
    requests,
    arrivalsPerSecond: requests / seconds,
    throughputPerSecond: answered / seconds,
    attempts: requests > 0 ? attempts / requests : null,
    responseMs: mean === null ? null : { mean, ...percentiles(times, journey, pieces) },
    losses: requests > 0 ? byKind((kind) => lost[kind]! / requests) : null,
  };
}

function journeyInPiece(times: AnsweredTimes, piece: PieceRecord, journey: number): JourneyInPiece {
  const { fresh, success, lostBy } = piece.journeys;
  const rate = fresh[journey]!;
  const isAnswered = rate * success[journey]! > 0;
  return {
    arrivalsPerSecond: rate,
    throughputPerSecond: rate * success[journey]!,
    ...(isAnswered ? percentiles(times, journey, [piece]) : { p50: null, p95: null, p99: null }),
    losses: byKind((kind) => rate * lostBy[journey * LOSSES + kind]!),
  };
}

/** Of requests that are answered. */
function percentiles(times: AnsweredTimes, journey: number, pieces: readonly PieceRecord[]) {
  return {
    p50: times.percentile(journey, pieces, 0.5)!,
    p95: times.percentile(journey, pieces, 0.05)!,
    p99: times.percentile(journey, pieces, 0.01)!,
  };
}

const byKind = (valueOf: (kind: number) => number): Losses => ({
  limited: valueOf(LOST.limited),
  shed: valueOf(LOST.shed),
  rejected: valueOf(LOST.rejected),
  timedOut: valueOf(LOST.timedOut),
  failed: valueOf(LOST.failed),
});
