import type { CompiledVisit } from '../engine/compiled-plan.ts';
import { heldAt } from '../engine/autoscaler.ts';
import type { Backlog } from './network.ts';
import type { PlanFuture } from './plan-future.ts';

/*
 * P2: a replay does not begin empty, nor with a queue that was never there. It starts some minutes
 * before its span with what the time-step engine has inside at that moment: calls in service by
 * offered load, and the requests its fluid queues hold.
 */

/** Minutes between which the warm-up lies. */
const SHORTEST = 1;
const LONGEST = 30;

/**
 * Minutes to simulate before the span: long enough for every queue to forget how it was begun. A
 * queue forgets in S + 2 (ca² + cs²) S / (c (1 − ρ)²), S being the service time, and no later than
 * its places are filled and emptied; three times that leaves a twentieth.
 * Source: relaxation time of M/G/1 near full utilization, Whitt, Stochastic-Process Limits, 5.7;
 * Newell, Applications of Queueing Theory, chapter 2.
 */
export function warmUpMinutes(future: PlanFuture, from: number): number {
  const { compiled, work } = future;
  const path = compiled.journeys.map((_journey, index) =>
    work.inputs.visits[index]!.reduce((sum, { calls, seconds }) => sum + calls * seconds, 0),
  );
  const patience = work.inputs.timeoutMs.map((timeout) => (timeout < Infinity ? timeout / 1000 : 0));
  const queues = compiled.stations.map((_station, index) => relaxation(future, index, from));
  const seconds = Math.max(5 * Math.max(...path), 2 * Math.max(...patience), 3 * Math.max(0, ...queues));
  return Math.min(from, LONGEST, Math.max(SHORTEST, seconds / 60));
}

/** Seconds in which a station's queue settles. */
function relaxation({ compiled, work }: PlanFuture, station: number, minute: number): number {
  const { serviceCv2, arrivalCv2 } = compiled.stations[station]!;
  const { servers, queueLimit, timeout, limit } = work.inputs.stations[station]!;
  const step = stepOf({ compiled }, minute);
  const load = work.loadPath.loads[station]![step]!;
  const there = Math.min(limit, servers[heldAt(work, station, minute)]!);
  const service = meanService(work.inputs.calls, work.inputs.erlangs, station, compiled.stations.length);
  if (load === 0 || there === Infinity || there === 0) return service;
  const spare = Math.max(1e-3, 1 - load / there);
  const settled = (2 * (arrivalCv2 + serviceCv2) * service) / (there * spare * spare);
  return service + Math.min(settled, 2 * timeout, (2 * queueLimit * service) / there);
}

/** Seconds per call of one request of every journey. */
function meanService(calls: Float64Array, erlangs: Float64Array, station: number, stations: number): number {
  let count = 0;
  let load = 0;
  for (let at = station; at < calls.length; at += stations) {
    count += calls[at]!;
    load += erlangs[at]!;
  }
  return count > 0 ? load / count : 0;
}

const stepOf = ({ compiled: { grid } }: Pick<PlanFuture, 'compiled'>, minute: number): number =>
  Math.min(grid.steps - 1, Math.floor(minute / grid.stepMinutes));

/** By station: calls inside at a minute. */
export function startingCalls(future: PlanFuture, minute: number): Backlog[][] {
  const { compiled, work } = future;
  const held = future.backlogAt(minute);
  const step = stepOf(future, minute);
  return compiled.stations.map((_station, station) => {
    const there = work.inputs.stations[station]!.servers[heldAt(work, station, minute)]!;
    const visits = visitsTo(future, station, step);
    const load = visits.reduce((sum, { erlangs }) => sum + erlangs, 0);
    const calls = visits.reduce((sum, visit) => sum + visit.rate, 0);
    const rate = load > 0 ? (there * calls) / load : 0;
    const serving = load > there ? there / load : 1;
    return visits.flatMap(({ at, erlangs, rate: own }) => {
      const served = Math.round(erlangs * serving);
      const waiting = calls > 0 ? Math.round((held[station]! * own) / calls) : 0;
      // Those in service came before those who wait.
      return [
        { ...at, calls: served, oldest: 0 },
        { ...at, calls: waiting, oldest: rate > 0 ? held[station]! / rate : 0 },
      ].filter((part) => part.calls > 0);
    });
  });
}

interface VisitRate {
  at: Pick<Backlog, 'stream' | 'step' | 'lane' | 'place'>;
  /** Calls per second, and what they keep busy. */
  rate: number;
  erlangs: number;
}

function visitsTo({ compiled, work, rates }: PlanFuture, station: number, step: number): VisitRate[] {
  return compiled.journeys.flatMap(({ visits }, stream) =>
    visits.flatMap((visit, index) => {
      if (visit.station !== station) return [];
      const { calls, seconds } = work.inputs.visits[stream]![index]!;
      const rate = rates[stream]![step]! * calls;
      return [
        {
          at: placeOf(compiled.plan.journeys[stream]!.path, visits, index, stream),
          rate,
          erlangs: rate * seconds,
        },
      ];
    }),
  );
}

/** Where on the route a visit is. */
function placeOf(
  path: readonly { kind: string }[],
  visits: readonly CompiledVisit[],
  index: number,
  stream: number,
): VisitRate['at'] {
  const { stage, lane } = visits[index]!;
  if (path[stage]!.kind === 'visit') return { stream, step: stage };
  const place = visits.slice(0, index).filter((each) => each.stage === stage && each.lane === lane).length;
  return { stream, step: stage, lane, place };
}
