import { CAUSE, CAUSES } from './causes.ts';
import { noneOf } from './request-calls.ts';
import { LOSSES, LOST, type Workspace } from './workspace.ts';

/** Share of a journey's requests that are lost at a hard dependency: `per` calls, `hit` of them from a cache. */
export function callLoss(work: Workspace, station: number, hit: number, per: number): number {
  const perCall = failingShare(work, station);
  return perCall === 0 ? 0 : (1 - hit) * (1 - noneOf(perCall, per));
}

/** Whether calls fail at once because nothing is there; a queue keeps them. */
export const isOut = ({ stations, compiled }: Workspace, station: number): boolean =>
  stations.down[station]! >= 0 && compiled.stations[station]!.kind !== 'queue';

/** Share of calls to a station that fail, for whatever reason. */
function failingShare(work: Workspace, station: number): number {
  if (isOut(work, station)) return 1;
  const { stations, compiled } = work;
  const failing = stations.failing[station]!;
  const rejected = (1 - failing) * stations.rejected[station]!;
  const timedOut = (1 - failing - rejected) * stations.timedOut[station]!;
  const { overlongShare } = compiled.stations[station]!;
  const open = stations.open[station]!;
  return open + (1 - open) * Math.min(1, failing + rejected + timedOut + overlongShare);
}

/** Books what a journey loses at a station by kind and cause; `share` of its requests. */
export function bookLoss(work: Workspace, journey: number, station: number, share: number): void {
  const { stations, journeys, compiled } = work;
  const { lostBy, causes } = journeys;
  const kindAt = journey * LOSSES;
  const causeAt = journey * CAUSES;
  if (isOut(work, station)) {
    lostBy[kindAt + LOST.failed]! += share;
    causes[causeAt + stations.down[station]!]! += share;
    return;
  }
  const failing = stations.failing[station]!;
  const rejected = (1 - failing) * stations.rejected[station]!;
  const timedOut = (1 - failing - rejected) * stations.timedOut[station]!;
  const { overlongShare } = compiled.stations[station]!;
  const each = share / failingShare(work, station);
  const open = stations.open[station]! * each;
  // Together they may be more than all calls; then all calls fail, in proportion.
  const closed = (each - open) / Math.max(1, failing + rejected + timedOut + overlongShare);
  lostBy[kindAt + LOST.failed]! += open + failing * closed;
  lostBy[kindAt + LOST.rejected]! += rejected * closed;
  lostBy[kindAt + LOST.timedOut]! += (timedOut + overlongShare) * closed;
  causes[causeAt + stations.openCause[station]!]! += open;
  causes[causeAt + CAUSE.failure]! += failing * closed;
  causes[causeAt + CAUSE.dependency]! += overlongShare * closed;
  causes[causeAt + rejectionCause(work, station)]! += rejected * closed;
  causes[causeAt + overloadCause(work, station)]! += timedOut * closed;
}

/** Who is to blame where a station is full: what weakens it when it could have carried the load without, else load. */
export function overloadCause({ stations, inputs }: Workspace, station: number): number {
  const weakened = stations.weakened[station]!;
  const whole = inputs.stations[station]!.servers[stations.running[station]!]!;
  return weakened >= 0 && stations.load[station]! < whole ? weakened : CAUSE.load;
}

/** A call that finds the places of a concurrency limit full is turned away by it (S3). */
export function rejectionCause(work: Workspace, station: number): number {
  const cause = overloadCause(work, station);
  return cause === CAUSE.load && work.stations.limited[station] === 1 ? CAUSE.shaping : cause;
}
