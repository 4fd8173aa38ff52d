import type { Intervention } from '../domain/intervention.ts';
import type { CompiledPlan } from './compiled-plan.ts';
import { VISITED } from './plain-steps.ts';
import { createWalk, openFuture } from './walk.ts';
import { walkSteps } from './walk-steps.ts';
import type { Workspace } from './workspace.ts';

export interface WatchOptions {
  seed: number;
  /** Number of the replication. */
  future: number;
  /** Minutes from the start of the horizon. */
  from: number;
  to: number;
  interventions: readonly Intervention[];
  /**
   * Called for each piece of the steps that the span touches, in order of time, while the workspace
   * holds what the engine found for it. Minutes from the start of the horizon.
   */
  onPiece: (work: Workspace, from: number, to: number) => void;
}

/**
 * Walks through one future of a run as far as a span and shows how the engine settles every piece
 * of it. Before the span the short cuts of a run are taken; inside it none, so that every station's
 * flow is there to be read (they change no number). Returns the workspace with the future's draws.
 */
export function watchFuture(compiled: CompiledPlan, options: WatchOptions): Workspace {
  const { seed, future, interventions, onPiece } = options;
  const { stepMinutes, steps } = compiled.grid;
  const first = Math.max(0, Math.floor(options.from / stepMinutes));
  const end = Math.min(steps, Math.ceil(options.to / stepMinutes));
  const walk = createWalk(compiled);
  openFuture(walk, seed, future, interventions);
  walkSteps(walk, 0, first);
  walk.work.plain.marks.fill(VISITED, first, end);
  walk.work.pieceByPiece = true;
  let at = first * stepMinutes;
  walk.onPiece = (work, seconds) => {
    onPiece(work, at, at + seconds / 60);
    at += seconds / 60;
  };
  walkSteps(walk, first, end);
  return walk.work;
}
