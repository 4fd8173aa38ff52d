import type { TimeGrid } from '../calendar/time-grid.ts';
import type { Accounting, Tier } from '../domain/clause.ts';
import type { Plan } from '../domain/plan.ts';
import type { Quantity } from '../units/quantity.ts';
import type { CompiledRules } from './compiled-rules.ts';

/**
 * A resolved plan made ready for simulation: everything that is the same in every future, computed
 * once. Plain data, so that it can be handed to workers. Times inside are minutes from the start of
 * the horizon; list positions follow the plan's own lists.
 */
export interface CompiledPlan {
  plan: Plan;
  grid: TimeGrid;
  demand: CompiledDemand;
  stations: CompiledStation[];
  desks: CompiledDesk[];
  journeys: CompiledJourney[];
  rules: CompiledRules;
  /** Calendar intervals that change a station, in order of their start; and those that change a desk. */
  calendar: CalendarInterval[];
  deskCalendar: CalendarInterval[];
  clauses: CompiledClause[];
}

export interface CompiledDemand {
  /** Factor by step, mean 1; journeys and regions that agree share one. */
  seasons: Float32Array[];
  /** Index into `seasons`: journey × regions + region. */
  seasonOf: number[];
  events: EventOccurrence[];
  /** Stands in for the plan's own growth; null where there is none. */
  forecast: ForecastPoint[] | null;
}

/** Of a forecast made elsewhere: the level times `factor` at a minute from the start of the horizon. */
export interface ForecastPoint {
  minute: number;
  factor: Quantity;
}

/** One occurrence of a foreseen event: 1 + (multiplier − 1) × weight from `firstStep` on. */
export interface EventOccurrence {
  event: number;
  /** Names the draw, `demand/events/black-friday/2027-11-26`. */
  purpose: string;
  firstStep: number;
  weights: Float32Array;
  journeys: number[];
  regions: number[];
}

/** A component that requests visit: pool, queue or external. */
export interface CompiledStation {
  id: string;
  /** Position in the plan's list of components. */
  component: number;
  kind: 'pool' | 'queue' | 'external';
  /** Of the mix of calls the station sees at the start of the horizon. */
  serviceCv2: number;
  arrivalCv2: number;
  /** Autoscaler's smallest number of instances by step; null without a schedule. */
  scheduledMinimum: Uint32Array | null;
  /** Share of calls whose service alone outlasts the caller's patience (external only). */
  overlongShare: number;
}

export interface CompiledVisit {
  station: number;
  soft: boolean;
  /** Position of the step on the path, and of the branch within it: branches start together. */
  stage: number;
  lane: number;
  /** Where its quantities stand in the plan, `journeys/checkout/path/2`; names its draws. */
  path: string;
}

export interface CompiledJourney {
  id: string;
  priority: number;
  visits: CompiledVisit[];
  /** By region: response time without waiting, over all its devices. */
  response: ResponseLaw[];
  /** By region: chance to outlast the client's patience; null without a time-out. */
  timeout: (TailTable | null)[];
}

/** Law of a response time without waiting on a grid of `delta` milliseconds. */
export interface ResponseLaw {
  delta: number;
  mean: number;
  deviation: number;
  /** P(response ≤ k × delta). */
  cumulative: Float64Array;
}

/** Chance that response + wait exceeds a threshold: see tail-table.ts. */
export interface TailTable {
  thresholdMs: number;
  law: ResponseLaw;
  /** Natural logarithm of the chance: (cv² × waits + wait) × times + time. */
  logTail: Float64Array;
}

export const EFFECT = { down: 0, reduced: 1, slow: 2 } as const;

/** A time in which a station, or a desk, is not its usual self. */
export interface CalendarInterval {
  station: number;
  start: number;
  end: number;
  effect: number;
  /** Share of instances away, or factor of service time. */
  value: number;
  cause: number;
  /** Announced maintenance, which clauses may leave out. */
  announced: boolean;
  /** Deployments and faults draw more per occurrence. */
  source:
    | { kind: 'maintenance' }
    | { kind: 'deployment'; index: number; purpose: string }
    | { kind: 'fault'; index: number; purpose: string };
}

export interface CompiledDesk {
  id: string;
  component: number;
  /** Shifts that are there together; nobody first. */
  staffs: number[][];
  /** Pieces of the horizon between two changes: their step, their start in minutes and who is there. */
  step: Int32Array;
  start: Float64Array;
  staff: Uint16Array;
}

export interface CompiledTier {
  tier: Tier;
  /** Milliseconds, requests per second or minutes, by metric; 0 where the target is a share only. */
  threshold: number;
  /** Latency: by region; null where the scope leaves the region out. */
  tails: (TailTable | null)[];
}

export interface CompiledClause {
  id: string;
  metric: 'latency' | 'availability' | 'errorRate' | 'throughput' | 'supportResponse';
  /** Position of the journey, or of the desk for support. */
  subject: number;
  /** By region: share of its requests inside the scope. */
  regionWeights: number[];
  /** All regions and devices. */
  isWhole: boolean;
  /** Share of each step inside the scope's hours; null: always. */
  hours: Float32Array | null;
  timeslices: boolean;
  sliceTarget: number;
  excludeMaintenance: boolean;
  excludeShed: boolean;
  /** How requests put off are counted; `fromRelease` where it makes no difference. */
  deferred: Accounting['deferred'];
  /** Whether announced maintenance ever touches what the clause measures. */
  hasMaintenance: boolean;
  /** Stations whose maintenance counts: those on the journey's path. */
  stations: number[];
  windows: string[];
  /** Accumulator of each step; −1 where none. */
  binOf: Int16Array;
  bins: number;
  /** Rolling windows: length in days, and the month each day's window ends in. */
  rolling: { days: number; monthOfDay: Uint8Array } | null;
  tiers: CompiledTier[];
}
