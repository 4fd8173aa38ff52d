import type { Plan } from '#shared/domain/plan.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import type { CompiledPlan } from '#shared/engine/compiled-plan.ts';
import type { RunTallies } from '#shared/engine/run-tallies.ts';
import { createSimulator, type Simulator } from '#shared/engine/simulate.ts';
import { shareArrays } from './shared-arrays.ts';

export interface Batch {
  /** Names the run; the worker keeps its tables for the next batch of the same run. */
  run: string;
  /** Left out where the worker most likely knows the run. */
  compiled?: CompiledPlan;
  seed: number;
  first: number;
  count: number;
  /** Not 0 once the batch should stop before its next future. */
  halt?: Int32Array;
}

/** Compiles in the worker, which keeps what an edit did not touch; arrays are shared, not copied. */
export const compileForWorkers = (plan: Plan): CompiledPlan => shareArrays(compilePlan(plan));

/** Simulators of the newest runs, newest last: a preview beside a run must not cost the run its tables. */
const kept: { run: string; simulator: Simulator }[] = [];
/** Steps above which one simulator's memory is enough. */
const LONG = 100_000;

/**
 * Simulates one batch of replications in a worker thread; null where it does not know the run and is not told
 * its plan. Throws an AbortError when it was told to stop.
 */
export function simulateBatch({ run, compiled, seed, first, count, halt }: Batch): RunTallies | null {
  const simulator = kept.find((candidate) => candidate.run === run)?.simulator ?? create(run, compiled);
  return simulator && simulator.run({ seed, first, count, signal: halt && signalOf(halt) });
}

function create(run: string, compiled: CompiledPlan | undefined): Simulator | null {
  if (!compiled) return null;
  kept.splice(0, kept.length - (compiled.grid.steps > LONG ? 0 : 1));
  const simulator = createSimulator(compiled);
  kept.push({ run, simulator });
  return simulator;
}

const signalOf = (halt: Int32Array) => ({
  get aborted() {
    return Atomics.load(halt, 0) !== 0;
  },
});
