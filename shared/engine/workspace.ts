import type { CompiledPlan } from './compiled-plan.ts';
import type { CompiledBreaker } from './compiled-rules.ts';
import { createDeferral, type Deferral } from './deferral.ts';
import { createDemandPath, type DemandPath } from './demand-path.ts';
import type { Inputs } from './draw-inputs.ts';
import { createLoadPath, type LoadPath } from './load-path.ts';
import type { Outage } from './outage.ts';
import { createBuckets, type Buckets } from './buckets.ts';
import { createWaitTable, type WaitRow, type WaitTable } from './wait-table.ts';
import { CAUSES } from './causes.ts';
import { spansOf, type Span } from './spans.ts';

/** Everything one worker needs to walk through futures, allocated once. Rates per second, times in seconds. */
export interface Workspace {
  compiled: CompiledPlan;
  /** Where the walk is: the step, and the minute of the horizon at which the piece begins. */
  step: number;
  minute: number;
  path: DemandPath;
  inputs: Inputs;
  /** Of stations, and of desks. */
  outages: Outage[];
  deskOutages: Outage[];
  waitTables: WaitTable[];
  stations: StationState;
  journeys: JourneyState;
  regions: number;
  /** The horizon's months and days. */
  months: Span[];
  days: Span[];
  /** Fresh arrivals of the step, journey × regions + region. */
  regionRates: Float64Array;
  loadPath: LoadPath;
  /** null where nothing is put off. */
  deferral: Deferral | null;
  buckets: Buckets;
  /** Seconds until a breaker opens, at the points asked for so far; see breakers.ts. */
  breakerTimes: Map<CompiledBreaker, Map<number, number>>;
  /** Wait rows by station and instances, for this future's draws. */
  rows: (WaitRow | undefined)[][];
  /** Journeys whose waits something measures. */
  needsWaits: Uint8Array;
  /** Whether the journeys' and stations' states are those of a quiet step. */
  isQuiet: boolean;
  /** See plain-steps.ts; by step, or by station and step. */
  plain: {
    marks: Uint8Array;
    /** The plain steps, once all others are visited: from `from` to `to` − 1. */
    stretches: { from: number; to: number }[];
    /** Whether clients try again, or breakers open, so often in this future that no step is plain. */
    isRestless: boolean;
    /** Mean over the step; for visited steps filled by the walk. */
    utilization: Float64Array[];
    /** All requests, and those that failed. */
    requests: Float64Array;
    failures: Float64Array;
    deskUtilization: Float64Array;
    /** By bin of a clause. */
    sums: Float64Array;
  };
  /** Whether the journeys' outcome and waits are those of a quiet step where nobody waits. */
  isCalm: boolean;
  /** Whether something is left of the piece before: a backlog, an open breaker. */
  carriesOver: boolean;
  /** No short cuts: every step as pieces, to check the short cuts against. */
  pieceByPiece: boolean;
  quiet: {
    failed: Float64Array;
    attempts: Float64Array;
    success: Float64Array;
    successIn: Float64Array;
    lateIn: Float64Array;
    lostBy: Float64Array;
    causes: Float64Array;
    /** Of the step being tried, by station. */
    chance: Float64Array;
    mean: Float64Array;
    square: Float64Array;
  };
}

/** By station; what a piece of a step finds and leaves. */
export interface StationState {
  /** Instances the autoscaler holds, or all. */
  running: Float64Array;
  /** Instances working. */
  up: Float64Array;
  /** Effective servers; what concurrency limits leave of them, waiting places, and whether a limit shows. */
  servers: Float64Array;
  slots: Float64Array;
  places: Float64Array;
  limited: Uint8Array;
  /** Cause of a total outage, −1 while up. */
  down: Int8Array;
  /** Cause of what takes a part of its capacity away, −1 where nothing does. */
  weakened: Int8Array;
  /** Minutes until the outage ends. */
  downFor: Float64Array;
  /** Share of calls that fail because they still go to a failed part. */
  failing: Float64Array;
  slow: Float64Array;
  maintained: Uint8Array;
  /** Requests waiting beyond what is stationary. */
  backlog: Float64Array;
  nextBacklog: Float64Array;
  /** Calls per second: all that are made, and those that reach it. */
  wanted: Float64Array;
  calls: Float64Array;
  load: Float64Array;
  utilization: Float64Array;
  waitProbability: Float64Array;
  /** Of those who wait: mean and mean square, seconds. */
  waitMean: Float64Array;
  waitSquare: Float64Array;
  /** Fluid delay at the start and end of the piece, seconds. */
  delayStart: Float64Array;
  delayEnd: Float64Array;
  /** Circuit breaker: chance to be open before and after the piece, share of it open, cause of what opened it. */
  openBefore: Float64Array;
  open: Float64Array;
  openAfter: Float64Array;
  openCause: Uint8Array;
  rejected: Float64Array;
  timedOut: Float64Array;
  /** Where all waiting is dropped once its client gave up: rate of the exponential time a call that is served has left, and the share served; 0 elsewhere. */
  gapRate: Float64Array;
  servedShare: Float64Array;
  /** Whether the piece before found it out: its calls failed at once. */
  wasOut: Uint8Array;
}

/** By journey; shares are of fresh requests unless said otherwise. */
export interface JourneyState {
  fresh: Float64Array;
  attempts: Float64Array;
  /** Of attempts, in the previous piece as well: where the retry equilibrium starts. */
  failed: Float64Array;
  limited: Float64Array;
  /** What delaying buckets let go in the piece over what arrives at them. */
  passing: Float64Array;
  /** Waits at the door: chance of none; mean and variance over all, seconds; fluid delay at the piece's ends. */
  doorNone: Float64Array;
  doorMean: Float64Array;
  doorVariance: Float64Array;
  doorStart: Float64Array;
  doorEnd: Float64Array;
  shed: Float64Array;
  /** Station loads of the journey without shedding, erlangs: journey × stations + station. */
  loads: Float64Array;
  success: Float64Array;
  /**
   * By region, journey × regions + region: the share answered, and of the attempts that come through
   * those that outlast the client's patience.
   */
  successIn: Float64Array;
  lateIn: Float64Array;
  /** Losses by what happened: limited, shed, rejected, timed out, failed. */
  lostBy: Float64Array;
  /** Losses by cause. */
  causes: Float64Array;
  /** Chance that nothing on the path makes the request wait; then mean and cv² of the wait, seconds. */
  noWait: Float64Array;
  waitMean: Float64Array;
  waitCv2: Float64Array;
  delayStart: Float64Array;
  delayEnd: Float64Array;
  /** See `gapRate` of stations. */
  gapRate: Float64Array;
  servedShare: Float64Array;
}

export const LOST = { limited: 0, shed: 1, rejected: 2, timedOut: 3, failed: 4 } as const;
export const LOSSES = 5;

export function createWorkspace(compiled: CompiledPlan): Workspace {
  const stations = compiled.stations.length;
  const journeys = compiled.journeys.length;
  const byStation = () => new Float64Array(stations);
  const byJourney = () => new Float64Array(journeys);
  const byRegion = () => new Float64Array(journeys * compiled.plan.regions.length);
  const path = createDemandPath(compiled);
  return {
    compiled,
    step: 0,
    minute: 0,
    path,
    inputs: undefined as never,
    outages: [],
    deskOutages: [],
    waitTables: compiled.stations.map(({ serviceCv2, arrivalCv2 }) =>
      createWaitTable(serviceCv2, arrivalCv2),
    ),
    regions: compiled.plan.regions.length,
    months: spansOf(compiled.grid.monthOf),
    days: spansOf(compiled.grid.dayOf),
    regionRates: new Float64Array(journeys * compiled.plan.regions.length),
    loadPath: createLoadPath(compiled),
    buckets: createBuckets(compiled),
    breakerTimes: new Map(),
    deferral: createDeferral(compiled, path.mixes),
    rows: compiled.stations.map(() => []),
    needsWaits: Uint8Array.from(compiled.journeys, ({ timeout }, index) =>
      timeout[0] || compiled.clauses.some((clause) => clause.metric === 'latency' && clause.subject === index)
        ? 1
        : 0,
    ),
    isQuiet: false,
    plain: {
      marks: new Uint8Array(compiled.grid.steps),
      stretches: [],
      isRestless: false,
      utilization: compiled.stations.map(() => new Float64Array(compiled.grid.steps)),
      requests: new Float64Array(compiled.grid.steps),
      failures: new Float64Array(compiled.grid.steps),
      deskUtilization: new Float64Array(compiled.desks.length > 0 ? compiled.grid.steps : 0),
      sums: new Float64Array(Math.max(1, ...compiled.clauses.map(({ bins }) => bins))),
    },
    isCalm: false,
    carriesOver: false,
    pieceByPiece: false,
    quiet: {
      failed: byJourney(),
      attempts: byJourney(),
      success: byJourney(),
      successIn: byRegion(),
      lateIn: byRegion(),
      lostBy: new Float64Array(journeys * LOSSES),
      causes: new Float64Array(journeys * CAUSES),
      chance: byStation(),
      mean: byStation(),
      square: byStation(),
    },
    stations: {
      running: byStation(),
      up: byStation(),
      servers: byStation(),
      slots: byStation(),
      places: byStation(),
      limited: new Uint8Array(stations),
      down: new Int8Array(stations),
      weakened: new Int8Array(stations).fill(-1),
      downFor: byStation(),
      failing: byStation(),
      slow: byStation(),
      maintained: new Uint8Array(stations),
      backlog: byStation(),
      nextBacklog: byStation(),
      wanted: byStation(),
      calls: byStation(),
      load: byStation(),
      utilization: byStation(),
      waitProbability: byStation(),
      waitMean: byStation(),
      waitSquare: byStation(),
      delayStart: byStation(),
      delayEnd: byStation(),
      openBefore: byStation(),
      open: byStation(),
      openAfter: byStation(),
      openCause: new Uint8Array(stations),
      rejected: byStation(),
      timedOut: byStation(),
      gapRate: byStation(),
      servedShare: byStation(),
      wasOut: new Uint8Array(stations),
    },
    journeys: {
      fresh: byJourney(),
      attempts: byJourney(),
      failed: byJourney(),
      limited: byJourney(),
      passing: byJourney(),
      doorNone: byJourney(),
      doorMean: byJourney(),
      doorVariance: byJourney(),
      doorStart: byJourney(),
      doorEnd: byJourney(),
      shed: byJourney(),
      loads: new Float64Array(journeys * stations),
      success: byJourney(),
      successIn: byRegion(),
      lateIn: byRegion(),
      lostBy: new Float64Array(journeys * LOSSES),
      causes: new Float64Array(journeys * CAUSES),
      noWait: byJourney(),
      waitMean: byJourney(),
      waitCv2: byJourney(),
      delayStart: byJourney(),
      delayEnd: byJourney(),
      gapRate: byJourney(),
      servedShare: byJourney(),
    },
  };
}
