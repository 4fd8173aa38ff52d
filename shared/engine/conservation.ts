import { sumOf } from './spans.ts';
import { LOSSES, type Workspace } from './workspace.ts';

/** Requests per million that rounding may make or lose. */
const ROUNDING = 1e-3;

/** S7: what becomes of a piece's requests adds up, journey by journey. Throws where it does not. */
export function checkPiece({ journeys, stations, compiled, step }: Workspace): void {
  compiled.journeys.forEach(({ id }, journey) => {
    let all = journeys.success[journey]!;
    for (let kind = 0; kind < LOSSES; kind++) {
      const lost = journeys.lostBy[journey * LOSSES + kind]!;
      expectShare(lost, `a loss of ${id}`, step);
      all += lost;
    }
    expectShare(journeys.success[journey]!, `the success of ${id}`, step);
    expectShare(journeys.noWait[journey]!, `the chance of ${id} not to wait`, step);
    if (!(Math.abs(all - 1) * 1e6 < ROUNDING))
      throw new Error(`Step ${step}: ${all} of every request of ${id} is accounted for. Expected 1.`);
  });
  compiled.stations.forEach(({ id }, station) => {
    expectShare(stations.rejected[station]!, `what ${id} rejects`, step);
    expectShare(stations.timedOut[station]!, `what times out at ${id}`, step);
    expectAmount(stations.nextBacklog[station]!, `the backlog of ${id}`, step);
    expectAmount(stations.delayEnd[station]!, `the delay at ${id}`, step);
  });
}

/** S7: over a future arrivals are released or still put off. */
export function checkFuture({ deferral, path, compiled }: Workspace): void {
  const { steps, stepMinutes } = compiled.grid;
  for (const { journey, totals, heldAtEnd } of deferral?.journeys ?? []) {
    const came = sumOf(totals, 0, steps) * stepMinutes * 60;
    const went = sumOf(path.totals[journey]!, 0, steps) * stepMinutes * 60;
    if (!(Math.abs(came - went - heldAtEnd) * 1e6 <= ROUNDING * came))
      throw new Error(
        `Of ${came} requests of ${compiled.journeys[journey]!.id} ${went} were released and ${heldAtEnd} are held.`,
      );
  }
}

function expectShare(value: number, what: string, step: number): void {
  if (!(value >= 0 && value <= 1 + 1e-9))
    throw new Error(`Step ${step}: ${what} is ${value}. Expected a share.`);
}

function expectAmount(value: number, what: string, step: number): void {
  if (!(value >= 0 && value < Infinity))
    throw new Error(`Step ${step}: ${what} is ${value}. Expected a finite amount of at least 0.`);
}
