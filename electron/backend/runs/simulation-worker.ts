import type { CompiledPlan } from '#shared/engine/compiled-plan.ts';
import type { RunTallies } from '#shared/engine/run-tallies.ts';
import { createSimulator, type Simulator } from '#shared/engine/simulate.ts';

export interface Batch {
  /** Names the run; the worker keeps its tables for the next batch of the same run. */
  run: string;
  compiled: CompiledPlan;
  seed: number;
  first: number;
  count: number;
}

let kept: { run: string; simulator: Simulator } | undefined;

/** Simulates one batch of replications in a worker thread. */
export function simulateBatch({ run, compiled, seed, first, count }: Batch): RunTallies {
  if (kept?.run !== run) kept = { run, simulator: createSimulator(compiled) };
  return kept.simulator.run({ seed, first, count });
}
