import { closeReplication } from './close-ledger.ts';
import type { CompiledPlan } from './compiled-plan.ts';
import { checkFuture } from './conservation.ts';
import { createTallies } from './empty-tallies.ts';
import { runDesks } from './desk-steps.ts';
import { closePictures } from './picture-tallies.ts';
import { enterPlainSteps } from './plain-ledger.ts';
import { addWholeSteps } from './plain-pictures.ts';
import { findStretches } from './plain-steps.ts';
import { becomeQuiet } from './quiet-step.ts';
import type { RunTallies } from './run-tallies.ts';
import { closeStorms } from './storms.ts';
import { createWalk, heedSignal, openFuture, type Walk } from './walk.ts';
import { walkSteps } from './walk-steps.ts';

export interface SimulateOptions {
  seed: number;
  /** Replications `first` to `first + count − 1`; each depends on its number alone. */
  first: number;
  count: number;
  /** Looked at again and again, also inside a replication. */
  signal?: { readonly aborted: boolean } | undefined;
}

/** Walks through futures; keeps its tables from call to call, which changes no number. */
export interface Simulator {
  /** Throws an AbortError when the signal is set. */
  run(options: SimulateOptions): RunTallies;
}

/**
 * For tests: `pieceByPiece` walks without the short cuts for quiet steps, which change no number;
 * `isChecked` throws where what becomes of requests does not add up (S7).
 */
export function createSimulator(
  compiled: CompiledPlan,
  { pieceByPiece = false, isChecked = false } = {},
): Simulator {
  const walk = createWalk(compiled);
  walk.work.pieceByPiece = pieceByPiece;
  walk.isChecked = isChecked;
  return {
    run({ seed, first, count, signal }) {
      const tallies = createTallies(compiled, first, count);
      walk.signal = signal;
      for (let index = 0; index < count; index++) {
        simulateOne(walk, seed, first + index);
        closeReplication(walk.ledger, tallies.clauses, index);
        closePictures(walk.work, walk.pictures, tallies, index);
        closeStorms(walk.storms, tallies.storms, index);
      }
      return tallies;
    },
  };
}

/** Walks through replications `first` to `first + count − 1` and returns their ledger. */
export const simulateReplications = (compiled: CompiledPlan, options: SimulateOptions): RunTallies =>
  createSimulator(compiled).run(options);

function simulateOne(walk: Walk, seed: number, replication: number): void {
  const { work, ledger, desks } = walk;
  openFuture(walk, seed, replication);
  walkSteps(walk, 0, work.plain.marks.length);
  if (!work.isQuiet) becomeQuiet(work);
  findStretches(work);
  enterPlainSteps(work, ledger);
  addWholeSteps(work, walk.pictures);
  heedSignal(walk);
  runDesks(work, desks, walk.pictures);
  if (walk.isChecked) checkFuture(work);
}
