import type { RunTallies } from '../engine/run-tallies.ts';

/** What a verdict reads of a run's ledger. */
export type JudgedTallies = Pick<RunTallies, 'replications' | 'clauses' | 'peakUtilization'>;
