import type { Intervention } from '../domain/intervention.ts';
import type { CompiledPlan } from '../engine/compiled-plan.ts';

/** A measured number with the ends of its 99 % interval, from independent repetitions (P3). */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/**
 * A span of a plan's horizon, simulated request by request in one future of the time-step engine.
 * Everything is measured over the requests that arrive inside the span, followed until they leave.
 */
export interface ReplayResult {
  /** Minutes from the start of the horizon, and length. */
  from: number;
  minutes: number;
  seed: number;
  /** Replication of the time-step engine whose demand, draws and outages are replayed. */
  future: number;
  /** Independent repetitions of the span's chance, in the same future. */
  repetitions: number;
  /** Minutes simulated before the span, so that it does not begin empty (P2). */
  warmUpMinutes: number;
  interventions: Intervention[];
  /** Requests simulated over all repetitions, warm-up included. */
  requests: number;
  /** In the plan's order. */
  journeys: ReplayedJourney[];
  /** Pools, queues and externals in the plan's order. */
  stations: ReplayedStation[];
  /** Equal parts of the span in order, all repetitions together: the live picture. */
  slices: ReplaySlice[];
  checks: ReplayChecks;
}

export interface ReplayedJourney {
  journey: string;
  /** Fresh requests of the span, over all repetitions. */
  requests: number;
  /** Fresh requests, and answered ones, per second. */
  arrivalsPerSecond: Estimate;
  throughputPerSecond: Estimate;
  /** Attempts per fresh request. */
  attempts: Estimate | null;
  /** Of answered requests, the last attempt's time with network and device; null where none was answered. */
  responseMs: ResponseTimes | null;
  /** Shares of fresh requests, by what became of the last attempt; null where there was none. */
  losses: Losses | null;
  /** Requests of the span that had not left when the replay ended, over all repetitions. */
  unfinished: number;
}

export interface ResponseTimes {
  mean: Estimate;
  p50: Estimate;
  p95: Estimate;
  p99: Estimate;
}

export type LossKind = 'limited' | 'shed' | 'rejected' | 'timedOut' | 'failed';
export type Losses = Record<LossKind, Estimate>;

export interface ReplayedStation {
  component: string;
  callsPerSecond: Estimate;
  /** Busy share of the servers; 0 where they are endless. */
  utilization: Estimate;
  /** Wait of calls that were served; null where none was. */
  meanWaitMs: Estimate | null;
  /** Calls inside, waiting and in service, and those that wait; means over the span. */
  meanNumber: Estimate;
  meanWaiting: Estimate;
  /** Instances up, mean over the span; null for an external. */
  instances: Estimate | null;
}

export interface ReplaySlice {
  /** Minutes from the start of the horizon, and length. */
  from: number;
  minutes: number;
  journeys: SliceOfJourney[];
  stations: SliceOfStation[];
}

/** By arrival: requests of the slice, whenever they left. Means over the repetitions. */
export interface SliceOfJourney {
  arrivalsPerSecond: number;
  throughputPerSecond: number;
  /** Milliseconds; null where nothing was answered. */
  p50: number | null;
  p95: number | null;
  p99: number | null;
  /** Requests per second lost. */
  losses: Record<LossKind, number>;
}

export interface SliceOfStation {
  utilization: number;
  /** Mean number waiting. */
  waiting: number;
  /** Mean number of servers there; null where they are endless. */
  servers: number | null;
  /** Mean number of instances up; null for an external. */
  instances: number | null;
}

/** What must hold in every replay whatever its numbers (P4). */
export interface ReplayChecks {
  /** By journey: fresh = answered + lost + still inside, all requests simulated, to the request. */
  conservation: { journey: string; fresh: number; answered: number; lost: number; inside: number }[];
  conserved: boolean;
  /** By station: ∫ number dt against the sum of times inside, largest relative difference. */
  little: { component: string; difference: number }[];
}

export interface ReplaySpanOptions {
  compiled: CompiledPlan;
  seed: number;
  /** Replication of the time-step engine to live in. */
  future: number;
  /** Minutes from the start of the horizon, and length. */
  from: number;
  minutes: number;
  /** Two at least, else no interval can be told. Default 10. */
  repetitions?: number;
  interventions?: readonly Intervention[];
  /** Looked at every few thousand events. Aborted: throws an AbortError. */
  signal?: { readonly aborted: boolean } | undefined;
  onProgress?: (progress: ReplayProgress) => void;
}

export interface ReplayProgress {
  /** Share of the work, 0 to 1. */
  done: number;
  /** Slices of which something new is known, repetitions so far together. */
  slices: { index: number; slice: ReplaySlice }[];
}
