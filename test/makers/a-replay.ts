import type { SpanAnswer } from '#shared/engine/span-answer.ts';
import type { Estimate, ReplayResult } from '#shared/replay/replay-result.ts';

const REPETITIONS = 10;

/** An estimate with an interval of a part of its value on both sides. */
export const around = (value: number, half = 0.01): Estimate => ({
  value,
  low: value - half * Math.abs(value),
  high: value + half * Math.abs(value),
});

/**
 * A replay that found exactly what the time-step engine says, within one per cent: for sentences and
 * screens, where what matters is how the two differ.
 */
export function aReplayLike(fast: SpanAnswer, changes: Partial<ReplayResult> = {}): ReplayResult {
  return {
    from: fast.from,
    minutes: fast.minutes,
    seed: 1,
    future: 0,
    repetitions: REPETITIONS,
    warmUpMinutes: 10,
    interventions: [],
    requests: fast.journeys.reduce((sum, { requests }) => sum + requests, 0) * REPETITIONS,
    journeys: fast.journeys.map((journey) => ({
      journey: journey.journey,
      requests: Math.round(journey.requests * REPETITIONS),
      arrivalsPerSecond: around(journey.arrivalsPerSecond),
      throughputPerSecond: around(journey.throughputPerSecond),
      attempts: journey.attempts === null ? null : around(journey.attempts),
      responseMs: journey.responseMs && {
        mean: around(journey.responseMs.mean),
        p50: around(journey.responseMs.p50),
        p95: around(journey.responseMs.p95),
        p99: around(journey.responseMs.p99),
      },
      losses: journey.losses && {
        limited: around(journey.losses.limited),
        shed: around(journey.losses.shed),
        rejected: around(journey.losses.rejected),
        timedOut: around(journey.losses.timedOut),
        failed: around(journey.losses.failed),
      },
      unfinished: 0,
    })),
    stations: fast.stations.map((station) => ({
      component: station.component,
      callsPerSecond: around(station.callsPerSecond),
      utilization: around(station.utilization),
      meanWaitMs: station.meanWaitMs === null ? null : around(station.meanWaitMs),
      meanNumber: around(station.waiting + station.utilization * (station.servers ?? 0)),
      meanWaiting: around(station.waiting),
      instances: station.instances === null ? null : around(station.instances),
    })),
    slices: slicesOf(fast),
    checks: { conservation: [], conserved: true, little: [] },
    ...changes,
  };
}

/** Minute by minute what the time-step engine says of the piece the minute lies in. */
function slicesOf({ from, minutes, pieces }: SpanAnswer): ReplayResult['slices'] {
  return Array.from({ length: Math.min(60, Math.ceil(minutes)) }, (_none, index) => {
    const length = minutes / Math.min(60, Math.ceil(minutes));
    const start = from + index * length;
    const piece = pieces.findLast((candidate) => candidate.from <= start + 1e-9) ?? pieces[0]!;
    return {
      from: start,
      minutes: length,
      journeys: piece.journeys,
      stations: piece.stations.map(({ utilization, waiting, servers, instances }) => ({
        utilization,
        waiting,
        servers,
        instances,
      })),
    };
  });
}
