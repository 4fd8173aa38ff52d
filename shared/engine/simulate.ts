import type { Intervention } from '../domain/intervention.ts';
import { heldAt, lateInstances, scaledInstances } from './autoscaler.ts';
import { isOut } from './call-loss.ts';
import { closeReplication } from './close-ledger.ts';
import type { CompiledPlan } from './compiled-plan.ts';
import { fewestSlots } from './concurrency-limits.ts';
import { checkFuture, checkPiece } from './conservation.ts';
import { createUniforms, type Uniform } from './correlated-inputs.ts';
import { deferWork, resetDeferral } from './defer-work.ts';
import { enterPutOff } from './deferred-ledger.ts';
import { recallDemand } from './demand-memory.ts';
import { regionRate } from './demand-path.ts';
import { createTallies } from './empty-tallies.ts';
import { createDesks, drawDesks, type DeskState } from './desk.ts';
import { runDesks } from './desk-steps.ts';
import { createDraw, drawInputs, QUIET_UTILIZATION } from './draw-inputs.ts';
import { createLedger, enterPiece, openLedger, type Ledger } from './ledger.ts';
import type { Outage } from './outage.ts';
import { drawOutages } from './outages.ts';
import { addSurges, withFaults } from './interventions.ts';
import {
  addPiece,
  closePictures,
  createPictures,
  endOutages,
  isSampled,
  openPictures,
  type Pictures,
} from './picture-tallies.ts';
import { enterPlainSteps } from './plain-ledger.ts';
import { addWholeSteps } from './plain-pictures.ts';
import {
  findStretches,
  markOutages,
  markPlainSteps,
  nextMarked,
  TOUCHED,
  VISITED,
  WEAKENED,
} from './plain-steps.ts';
import { fillLoadPath } from './load-path.ts';
import { flowThroughPiece } from './piece.ts';
import { becomeQuiet, NEGLIGIBLE, prepareQuiet, settleCalmPiece, settleQuietStep } from './quiet-step.ts';
import { areRetriesMoving, rememberFailures } from './retries.ts';
import type { RunTallies } from './run-tallies.ts';
import { setStationStates } from './station-states.ts';
import { closeStorms, createStorms, endStorms, openStorms, watchStorms, type Storms } from './storms.ts';
import { areBucketsMoving, keepBuckets } from './token-buckets.ts';
import { settleWeakened } from './weakened-step.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

export interface SimulateOptions {
  seed: number;
  /** Replications `first` to `first + count − 1`; each depends on its number alone. */
  first: number;
  count: number;
  /** Looked at again and again, also inside a replication. */
  signal?: { readonly aborted: boolean } | undefined;
}

/** Minutes of a sub-step where a queue is moving (E2). */
const SUB_STEP = 5;

/** A walk through one future after the other; its parts are reused. */
export interface Walk {
  isChecked: boolean;
  uniforms: Uniform;
  work: Workspace;
  ledger: Ledger;
  desks: DeskState[];
  pictures: Pictures;
  storms: Storms;
  active: Outage[];
  next: number;
  edges: Float64Array;
  /** Instances an autoscaler still holds until `lateUntil`; 0 where it is on time. `target`: what it goes to then. */
  scaling: Float64Array;
  lateUntil: Float64Array;
  target: Float64Array;
  signal: { readonly aborted: boolean } | undefined;
  /** Sees every piece once it is settled; absent in runs. */
  onPiece: ((work: Workspace, seconds: number) => void) | undefined;
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

export function createWalk(compiled: CompiledPlan): Walk {
  const ledger = createLedger(compiled);
  return {
    isChecked: false,
    uniforms: createUniforms(compiled.plan.correlations),
    work: createWorkspace(compiled),
    ledger,
    desks: createDesks(compiled, ledger),
    pictures: createPictures(compiled),
    storms: createStorms(compiled.stations.length),
    active: [],
    next: 0,
    edges: new Float64Array(256),
    scaling: new Float64Array(compiled.stations.length),
    lateUntil: new Float64Array(compiled.stations.length),
    target: new Float64Array(compiled.stations.length),
    signal: undefined,
    onPiece: undefined,
  };
}

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

/** Draws a future, with what is done to it on purpose, and stands at its beginning. */
export function openFuture(
  walk: Walk,
  seed: number,
  replication: number,
  interventions: readonly Intervention[] = [],
): void {
  const { work, ledger, desks } = walk;
  const { compiled } = work;
  const draw = createDraw(seed, replication, walk.uniforms);
  heedSignal(walk);
  work.inputs = drawInputs(compiled, draw);
  resetDeferral(work);
  recallDemand(compiled, work.inputs, work.path, seed, replication, draw);
  addSurges(compiled, work.path, interventions);
  heedSignal(walk);
  fillLoadPath(work);
  const outages = drawOutages({
    compiled,
    inputs: work.inputs,
    seed,
    replication,
    draw,
    heldAt: (station, minute) => heldAt(work, station, minute),
  });
  work.outages = withFaults(compiled.stations, outages.stations, interventions);
  work.deskOutages = withFaults(compiled.desks, outages.desks, interventions);
  deferWork(work);
  heedSignal(walk);
  drawDesks(compiled, desks, draw);
  openLedger(work, ledger);
  openPictures(walk.pictures, replication);
  openStorms(walk.storms);
  prepareQuiet(work);
  markPlainSteps(work);
  markOutages(work);
  walk.active.length = 0;
  walk.next = 0;
  // A future that was left halfway leaves nothing to the next one.
  walk.scaling.fill(0);
  walk.target.fill(0);
}

/** Steps that are looked at between two looks at the signal: a few milliseconds. */
const STEPS_PER_LOOK = 256;

/** A future of a long horizon takes seconds, so that it is not enough to look between two of them. */
function heedSignal({ signal }: Walk): void {
  if (signal?.aborted)
    throw Object.assign(new Error('The simulation was cancelled.'), { name: 'AbortError' });
}

/** Goes through the steps from `first` to `end` − 1 in which something may happen; the others are left as they are marked. */
export function walkSteps(walk: Walk, first: number, end: number): void {
  const { work } = walk;
  const { marks } = work.plain;
  for (let step = first, looked = 0; step < end; step++, looked++) {
    if (looked % STEPS_PER_LOOK === 0) heedSignal(walk);
    if (!work.carriesOver && isUnnoticed(walk, step)) {
      calmDown(walk);
      step = nextMarked(marks, step + 1, end) - 1;
    } else {
      marks[step] = VISITED;
      walkStep(walk, step);
    }
  }
}

/** Whether the step is plain, or becomes it because nobody notices what is away. */
function isUnnoticed(walk: Walk, step: number): boolean {
  const { work, ledger, active } = walk;
  const { marks } = work.plain;
  if (marks[step] === TOUCHED) {
    const { stepMinutes } = work.compiled.grid;
    activateOutages(walk, step * stepMinutes, (step + 1) * stepMinutes);
    marks[step] = settleWeakened(work, ledger, active, step);
  }
  return marks[step]! <= WEAKENED;
}

/** Leaves what the last visited step left behind. */
function calmDown({ work, pictures, storms }: Walk): void {
  if (work.isQuiet) return;
  becomeQuiet(work);
  endOutages(pictures);
  endStorms(storms);
}

function walkStep(walk: Walk, step: number): void {
  const { work } = walk;
  const { compiled, path, journeys, plain } = work;
  for (let journey = 0; journey < compiled.journeys.length; journey++)
    journeys.fresh[journey] = path.totals[journey]![step]!;
  for (let journey = 0, at = 0; journey < compiled.journeys.length; journey++)
    for (let region = 0; region < work.regions; region++)
      work.regionRates[at++] = regionRate(path, journey, region, step);
  for (let station = 0; station < compiled.stations.length; station++) plain.utilization[station]![step] = 0;
  plain.failures[step] = 0;
  const { stepMinutes } = compiled.grid;
  work.step = step;
  work.minute = step * stepMinutes;
  if (
    !compiled.rules.edges.has(step) &&
    isUndisturbed(walk, step * stepMinutes, (step + 1) * stepMinutes) &&
    settleQuietStep(work, step, isSampled(walk.pictures, step))
  ) {
    enter(walk, step, stepMinutes * 60);
  } else walkEdges(walk, step);
}

/** Whether no outage touches the step. */
function isUndisturbed({ active, next, work }: Walk, from: number, to: number): boolean {
  if (next < work.outages.length && work.outages[next]!.start < to) return false;
  for (let index = 0; index < active.length; index++) if (active[index]!.end > from) return false;
  return true;
}

/** A step in which something happens: piece by piece. */
function walkEdges(walk: Walk, step: number): void {
  const { stepMinutes } = walk.work.compiled.grid;
  walk.work.isQuiet = false;
  const edges = findEdges(walk, step * stepMinutes, (step + 1) * stepMinutes, step);
  for (let edge = 0; edge + 1 < edges; edge++)
    walkBetween(walk, step, walk.edges[edge]!, walk.edges[edge + 1]!);
}

/** A queue that began to move inside the step is followed from there on in pieces of `SUB_STEP`, until it is gone (E2). */
function walkBetween(walk: Walk, step: number, from: number, to: number): void {
  let at = from;
  for (; to - at > SUB_STEP && holdsQueue(walk.work); at += SUB_STEP)
    walkPiece(walk, step, at, at + SUB_STEP);
  walkPiece(walk, step, at, to);
}

function holdsQueue({ stations: { backlog } }: Workspace): boolean {
  for (let station = 0; station < backlog.length; station++) if (backlog[station]! > 0) return true;
  return false;
}

/** Fills `edges` with the moments at which something changes in the step, ends included; returns how many. */
function findEdges(walk: Walk, from: number, to: number, step: number): number {
  const { work, active } = walk;
  activateOutages(walk, from, to);
  const ruleEdges = work.compiled.rules.edges.get(step) ?? [];
  const edges = roomForEdges(walk, ruleEdges.length);
  let count = 0;
  edges[count++] = from;
  for (const { start, end } of active) {
    if (start > from && start < to) edges[count++] = start;
    if (end > from && end < to) edges[count++] = end;
  }
  count = scaleStations(walk, step, from, count);
  for (const edge of ruleEdges) edges[count++] = edge;
  if (isMoving(work, step)) for (let at = from + SUB_STEP; at < to; at += SUB_STEP) edges[count++] = at;
  edges[count++] = to;
  sortFirst(edges, count);
  return count;
}

/** Makes `active` the outages that touch the time from `from` to `to`. */
function activateOutages(walk: Walk, from: number, to: number): void {
  const { work, active } = walk;
  while (walk.next < work.outages.length && work.outages[walk.next]!.start < to)
    active.push(work.outages[walk.next++]!);
  let kept = 0;
  for (const outage of active) if (outage.end > from) active[kept++] = outage;
  active.length = kept;
}

/** Two edges of every outage, one of every autoscaler, the rules', the sub-steps' and the step's own. */
function roomForEdges(walk: Walk, ruleEdges: number): Float64Array {
  const { grid, stations } = walk.work.compiled;
  const most = 2 * walk.active.length + stations.length + ruleEdges + grid.stepMinutes / SUB_STEP + 2;
  if (walk.edges.length < most) walk.edges = new Float64Array(2 * most);
  return walk.edges;
}

/** Insertion sort in place: a handful of numbers, mostly in order. */
function sortFirst(values: Float64Array, count: number): void {
  for (let index = 1; index < count; index++) {
    const value = values[index]!;
    let at = index;
    for (; at > 0 && values[at - 1]! > value; at--) values[at] = values[at - 1]!;
    values[at] = value;
  }
}

function scaleStations(walk: Walk, step: number, from: number, count: number): number {
  const { work, edges } = walk;
  for (let station = 0; station < work.compiled.stations.length; station++) {
    const input = work.inputs.stations[station]!;
    if (!input.autoscaled) {
      work.stations.running[station] = input.instances;
      continue;
    }
    const after = scaledInstances(work, station, step);
    const before = input.lateMinutes > 0 ? lateInstances(work, station, step) : after;
    const load = work.loadPath.loads[station]![step]!;
    const isShort = before < after && (input.isTight || load >= QUIET_UTILIZATION * input.servers[before]!);
    work.stations.running[station] = after;
    walk.scaling[station] = isShort ? before : 0;
    walk.lateUntil[station] = from + input.lateMinutes;
    if (isShort) edges[count++] = from + input.lateMinutes;
  }
  return count;
}

/** Whether a fluid queue is building or draining. */
function isMoving(work: Workspace, step: number): boolean {
  const { stations, inputs, compiled, loadPath } = work;
  for (let station = 0; station < compiled.stations.length; station++) {
    if (stations.backlog[station]! > 0) return true;
    const { queueLimit, servers } = inputs.stations[station]!;
    const full = fewestSlots(work, station, servers[stations.running[station]!]!, step);
    if (queueLimit === Infinity && loadPath.loads[station]![step]! > QUIET_UTILIZATION * full) return true;
  }
  return areBucketsMoving(work) || areRetriesMoving(work);
}

function walkPiece(walk: Walk, step: number, from: number, to: number): void {
  if (to <= from) return;
  const { work } = walk;
  const { stations, compiled } = work;
  const seconds = (to - from) * 60;
  work.minute = from;
  for (let station = 0; station < compiled.stations.length; station++) {
    const held = walk.scaling[station]!;
    if (held === 0) continue;
    if (from < walk.lateUntil[station]!) {
      walk.target[station] = Math.max(walk.target[station]!, stations.running[station]!);
      stations.running[station] = held;
    } else if (walk.target[station]! > 0) {
      stations.running[station] = walk.target[station]!;
      walk.target[station] = 0;
    }
  }
  setStationStates(work, walk.active);
  if (settleCalmPiece(work, step)) endStorms(walk.storms);
  else {
    flowThroughPiece(work, seconds);
    watchStorms(work, walk.storms, to - from);
  }
  work.carriesOver = keepBuckets(work) || rememberFailures(work);
  for (let station = 0; station < compiled.stations.length; station++) {
    stations.backlog[station] = stations.nextBacklog[station]!;
    stations.wasOut[station] = isOut(work, station) ? 1 : 0;
    stations.openBefore[station] =
      stations.openAfter[station]! > NEGLIGIBLE ? stations.openAfter[station]! : 0;
    if (stations.backlog[station]! > 0 || stations.openBefore[station]! > 0) work.carriesOver = true;
  }
  enter(walk, step, seconds);
}

/** Enters what was settled for `seconds` into ledger, pictures and the desks' work. */
function enter(walk: Walk, step: number, seconds: number): void {
  const { work, ledger } = walk;
  const { journeys, compiled } = work;
  if (walk.isChecked) checkPiece(work);
  enterPiece(work, ledger, step, seconds);
  if (work.deferral) enterPutOff(work, ledger, step, seconds);
  let failures = 0;
  for (let journey = 0; journey < compiled.journeys.length; journey++)
    failures += journeys.fresh[journey]! * seconds * (1 - journeys.success[journey]!);
  work.plain.failures[step]! += failures;
  addPiece(work, walk.pictures, step, seconds);
  walk.onPiece?.(work, seconds);
}
