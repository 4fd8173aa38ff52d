import type { Tier } from '../domain/clause.ts';

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
  /** Those that measure the same events share their arrays. */
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
  /** Storms of retries that outlived their trigger: (replication × stations + station) × 2: minute in which the first lost its trigger (−1: none), and minutes the longest went on. */
  storms: Float32Array;
  pictures: PictureTallies;
}

/** What pictures need of each replication, in replication order. */
export interface PictureTallies {
  /** Fresh requests per second in each day's busiest step: (replication × days + day) × (journeys + 1) + journey; the last is all together. */
  dailyPeaks: Float32Array;
  /** Share of the month's minutes up: (replication × months + month) × components + component. */
  upShare: Float32Array;
  /** (replication × months + month) × journeys + journey. */
  success: Float32Array;
  /** Share of fresh requests lost: … × 5 + kind, and … × causes + cause. */
  losses: Float32Array;
  lossCauses: Float32Array;
  /** Median, 95th and 99th percentile in ms: … × 3 + percentile; NaN in a month without requests. */
  response: Float32Array;
  /** Tickets per desk hour, mean wait in minutes and longest queue: ((replication × months + month) × desks + desk) × 3. */
  desks: Float32Array;
  /** Share of arrivals put off and their mean delay in minutes: … × journeys + journey) × 2; empty where nothing is. */
  deferred: Float32Array;
  /** Outages that began in the month, and minutes of outages in it, announced work left out: (replication × months + month) × components + component. */
  outages: Float32Array;
  outMinutes: Float32Array;
  /** Step in which the month's busiest hour begins: … × components + component. */
  busiest: Float32Array;
}
