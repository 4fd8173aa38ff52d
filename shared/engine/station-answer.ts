import { isServing } from '../domain/component.ts';
import type { CompiledPlan } from './compiled-plan.ts';
import type { PieceRecord } from './piece-record.ts';

/** What a station does in one piece. */
export interface StationFlow {
  callsPerSecond: number;
  /** Erlangs offered over servers; above 1 it is offered more than it can do. */
  offered: number;
  /** Busy share of the servers; 0 where they are endless. */
  utilization: number;
  /** Of served calls; null where none was. */
  meanWaitMs: number | null;
  /** Mean number of calls that wait. */
  waiting: number;
  /** Effective servers there; null where they are endless. */
  servers: number | null;
  /** Instances up; null for an external. */
  instances: number | null;
}

/** A station over a span: means over time, waits over calls, and the most that was offered in any piece. */
export interface StationAnswer extends StationFlow {
  component: string;
  highestOffered: number;
  /** Fewest and most instances up. */
  fewestInstances: number | null;
  mostInstances: number | null;
  /** Squared coefficient of variation of times between arrivals, and of service times, that it counts with. */
  arrivalCv2: number;
  serviceCv2: number;
}

export function stationFlow(compiled: CompiledPlan, piece: PieceRecord, station: number): StationFlow {
  const { stations, seconds } = piece;
  const isEndless = stations.servers[station] === Infinity;
  const isDown = stations.down[station]! >= 0 && !isEndless;
  const servers = isDown ? 0 : stations.servers[station]!;
  const calls = stations.calls[station]!;
  const lost = stations.rejected[station]! + stations.timedOut[station]! + stations.failing[station]!;
  const served = calls * Math.max(0, 1 - lost);
  const delay = (stations.delayStart[station]! + stations.delayEnd[station]!) / 2;
  const wait = stations.waitProbability[station]! * stations.waitMean[station]! + delay;
  const offered = servers > 0 && servers < Infinity ? stations.utilization[station]! : 0;
  // What a backlog hands over to the servers, or takes from them, is work of its own.
  const drained = (stations.delayStart[station]! - stations.delayEnd[station]!) / seconds;
  return {
    callsPerSecond: calls,
    offered,
    utilization: isEndless ? 0 : clamp(offered * Math.max(0, 1 - lost) + drained),
    meanWaitMs: served > 0 ? wait * 1000 : null,
    waiting: served * wait,
    servers: isEndless ? null : servers,
    instances: instancesUp(compiled, piece, station),
  };
}

const clamp = (share: number): number => Math.min(1, Math.max(0, share));

function instancesUp({ plan, stations }: CompiledPlan, piece: PieceRecord, station: number): number | null {
  return isServing(plan.components[stations[station]!.component]!) ? piece.stations.up[station]! : null;
}

export function stationOverSpan(
  { stations }: CompiledPlan,
  station: number,
  parts: readonly { piece: PieceRecord; flow: StationFlow }[],
): StationAnswer {
  const { id, arrivalCv2, serviceCv2 } = stations[station]!;
  let seconds = 0;
  let calls = 0;
  let offered = 0;
  let busy = 0;
  let servers = 0;
  let waiting = 0;
  let waited = 0;
  let served = 0;
  let instances = 0;
  for (const { piece, flow } of parts) {
    const there = (flow.servers ?? 0) * piece.seconds;
    seconds += piece.seconds;
    calls += flow.callsPerSecond * piece.seconds;
    servers += there;
    offered += flow.offered * there;
    busy += flow.utilization * there;
    waiting += flow.waiting * piece.seconds;
    instances += (flow.instances ?? 0) * piece.seconds;
    if (flow.meanWaitMs === null) continue;
    waited += flow.meanWaitMs * flow.callsPerSecond * piece.seconds;
    served += flow.callsPerSecond * piece.seconds;
  }
  const isEndless = parts.every(({ flow }) => flow.servers === null);
  const up = parts.flatMap(({ flow }) => (flow.instances === null ? [] : [flow.instances]));
  return {
    component: id,
    callsPerSecond: calls / seconds,
    offered: servers > 0 ? offered / servers : 0,
    utilization: servers > 0 ? busy / servers : 0,
    meanWaitMs: served > 0 ? waited / served : null,
    waiting: waiting / seconds,
    servers: isEndless ? null : servers / seconds,
    instances: up.length > 0 ? instances / seconds : null,
    highestOffered: Math.max(0, ...parts.map(({ flow }) => flow.offered)),
    fewestInstances: up.length > 0 ? Math.min(...up) : null,
    mostInstances: up.length > 0 ? Math.max(...up) : null,
    arrivalCv2,
    serviceCv2,
  };
}
