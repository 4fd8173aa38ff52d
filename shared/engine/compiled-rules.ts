import type { RuleSchedule } from './rule-schedule.ts';

/** Shaping rules that are switched on, in the order of the plan. */
export interface CompiledRules {
  rateLimits: CompiledRateLimit[];
  /** By station. */
  limitsOf: CompiledConcurrencyLimit[][];
  shedding: CompiledShedding[];
  /** By journey; null where clients do not try again. */
  retries: (CompiledRetry | null)[];
  hasRetries: boolean;
  deferrals: CompiledDeferral[];
  /** By station. */
  breakersOf: CompiledBreaker[][];
  /** Moments inside steps at which a rule begins or ends to apply, by step. */
  edges: Map<number, number[]>;
}

export interface CompiledRateLimit {
  rule: number;
  purpose: string;
  burst: number;
  /** Of its arrivals, weighted by the journeys' levels. */
  arrivalCv2: number;
  /** Requests wait for their tokens; else they are turned away. */
  delays: boolean;
  journeys: number[];
  schedule: RuleSchedule | null;
}

export interface CompiledConcurrencyLimit {
  limit: number;
  /** null: the component's own. */
  queueLimit: number | null;
  schedule: RuleSchedule | null;
}

export interface CompiledShedding {
  /** −1: whichever is busiest. */
  station: number;
  above: number;
  /** Journeys of one class each, first to be shed first. */
  order: number[][];
  schedule: RuleSchedule | null;
}

export interface CompiledDeferral {
  journeys: number[];
  maximumMinutes: number;
  below: number;
  schedule: RuleSchedule | null;
}

export interface CompiledBreaker {
  /** Share of failed calls. */
  above: number;
  openSeconds: number;
  schedule: RuleSchedule | null;
}

export interface CompiledRetry {
  attempts: number;
  backoffMs: number;
  /** Infinity where there is none. */
  budget: number;
  dropExpired: boolean;
  schedule: RuleSchedule | null;
}
