import type { Intervention } from '../domain/intervention.ts';
import { createUniforms } from '../engine/correlated-inputs.ts';
import type { CompiledPlan } from '../engine/compiled-plan.ts';
import { createDraw, type Draw } from '../engine/draw-inputs.ts';
import { VISITED } from '../engine/plain-steps.ts';
import { createWalk, openFuture } from '../engine/walk.ts';
import { walkSteps } from '../engine/walk-steps.ts';
import type { Workspace } from '../engine/workspace.ts';

/** One future of the time-step engine, in which a span is replayed. */
export interface PlanFuture {
  compiled: CompiledPlan;
  interventions: readonly Intervention[];
  /** Draws, outages with injected faults, instances asked for and rates of the future; surges in it. */
  work: Workspace;
  /** Arrivals per second by journey and step, without the injected surges. */
  rates: Float64Array[];
  draw: Draw;
  /** By station: requests that the time-step engine holds beyond a stationary queue at a minute. */
  backlogAt(minute: number): Float64Array;
}

export interface FutureOptions {
  compiled: CompiledPlan;
  seed: number;
  future: number;
  interventions: readonly Intervention[];
}

export function openPlanFuture({ compiled, seed, future, interventions }: FutureOptions): PlanFuture {
  const walk = createWalk(compiled);
  openFuture(walk, seed, future, interventions);
  const { work } = walk;
  return {
    compiled,
    interventions,
    work,
    rates: ratesWithoutSurges({ compiled, seed, future, interventions }, work),
    draw: createDraw(seed, future, createUniforms(compiled.plan.correlations)),
    backlogAt: (minute) => {
      const { stepMinutes, steps } = compiled.grid;
      const step = Math.min(steps - 1, Math.floor(minute / stepMinutes));
      walkSteps(walk, 0, step);
      let at = step * stepMinutes;
      let before = work.stations.backlog.slice();
      const found = before.slice();
      work.plain.marks[step] = VISITED;
      work.pieceByPiece = true;
      walk.onPiece = (_work, seconds) => {
        const end = at + seconds / 60;
        const after = work.stations.backlog.slice();
        // A fluid queue moves in a straight line within a piece.
        if (minute >= at && minute <= end)
          found.forEach((_value, station) => {
            const share = end > at ? (minute - at) / (end - at) : 1;
            found[station] = before[station]! + share * (after[station]! - before[station]!);
          });
        before = after;
        at = end;
      };
      walkSteps(walk, step, step + 1);
      return found;
    },
  };
}

/**
 * The time-step engine spreads a surge over the steps it touches; the replay takes it to the minute,
 * on the rates without it. Journeys that a rule puts off keep their releases as the engine times them.
 */
function ratesWithoutSurges(options: FutureOptions, { path, deferral }: Workspace): Float64Array[] {
  const { compiled, seed, future, interventions } = options;
  if (!interventions.some(({ kind }) => kind === 'surge')) return path.totals;
  const walk = createWalk(compiled);
  openFuture(walk, seed, future);
  return walk.work.path.totals.map((totals, journey) =>
    deferral?.ofJourney[journey] ? path.totals[journey]! : totals,
  );
}
