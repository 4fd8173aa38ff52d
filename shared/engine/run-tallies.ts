import type { Tier } from '../domain/clause.ts';
import type { PictureTallies } from './picture-tallies.ts';

/** Good and valid events of one clause and tier, row by row: index = replication × windows + window. */
export interface TierTallies {
  tier: Tier;
  good: Float64Array;
  valid: Float64Array;
  /** The same with announced maintenance counted the other way; null where the plan has none. */
  otherAccounting: { good: Float64Array; valid: Float64Array } | null;
  /** Bad events by cause (order of `causes`): index = (replication × windows + window) × causes + cause. */
  badByCause: Float64Array;
}

export interface ClauseTallies {
  clause: string;
  /** Labels of the windows, in order of time. A rolling window: its month's worst. */
  windows: string[];
  tiers: TierTallies[];
}

/** The ledger of a run (or of a part of its replications), in replication order. */
export interface RunTallies {
  /** Number of the first replication in this part. */
  first: number;
  replications: number;
  clauses: ClauseTallies[];
  /** Utilization in the busiest hour: index = (replication × months + month) × components + component. */
  peakUtilization: Float32Array;
  pictures: PictureTallies;
}
