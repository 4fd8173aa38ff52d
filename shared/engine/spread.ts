import { callLoss, isOut } from './call-loss.ts';
import type { Workspace } from './workspace.ts';

/**
 * Calls and erlangs at every station, each visit reached by what survived the ones before it;
 * branches of a parallel step start together. As if every breaker were closed: what an open one
 * keeps away, a station leaves out.
 */
export function spreadCalls(work: Workspace): void {
  const { journeys, stations, compiled } = work;
  stations.wanted.fill(0);
  stations.calls.fill(0);
  stations.load.fill(0);
  journeys.loads.fill(0);
  for (let journey = 0; journey < compiled.journeys.length; journey++) {
    const offered =
      journeys.fresh[journey]! *
      journeys.attempts[journey]! *
      (1 - journeys.limited[journey]!) *
      journeys.passing[journey]!;
    if (offered > 0) followPath(work, journey, offered);
  }
}

function followPath(work: Workspace, journey: number, offered: number): void {
  const { journeys, stations, compiled, inputs } = work;
  const count = compiled.stations.length;
  const kept = 1 - journeys.shed[journey]!;
  const { visits } = compiled.journeys[journey]!;
  let alive = offered;
  let before = offered;
  let inLane = offered;
  for (let place = 0; place < visits.length; place++) {
    const { station, soft, stage, lane } = visits[place]!;
    if (place > 0 && stage !== visits[place - 1]!.stage) inLane = before = alive;
    else if (place > 0 && lane !== visits[place - 1]!.lane) inLane = before;
    const { calls, seconds, hit, per } = inputs.visits[journey]![place]!;
    const wanted = inLane * calls;
    const reaching = isOut(work, station) ? 0 : wanted;
    stations.wanted[station]! += wanted * kept;
    stations.calls[station]! += reaching * kept;
    stations.load[station]! += reaching * seconds * kept;
    journeys.loads[journey * count + station]! += reaching * seconds;
    if (soft) continue;
    const through = 1 - callLoss(work, station, hit, per);
    inLane *= through;
    alive *= through;
  }
}
