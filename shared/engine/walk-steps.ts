import { isOut } from './call-loss.ts';
import { checkPiece } from './conservation.ts';
import { enterPutOff } from './deferred-ledger.ts';
import { regionRate } from './demand-path.ts';
import { enterPiece } from './ledger.ts';
import { addPiece, endOutages, isSampled } from './picture-tallies.ts';
import { nextMarked, TOUCHED, VISITED, WEAKENED } from './plain-steps.ts';
import { flowThroughPiece } from './piece.ts';
import { becomeQuiet, NEGLIGIBLE, settleCalmPiece, settleQuietStep } from './quiet-step.ts';
import { rememberFailures } from './retries.ts';
import { setStationStates } from './station-states.ts';
import { endStorms, watchStorms } from './storms.ts';
import { keepBuckets } from './token-buckets.ts';
import { settleWeakened } from './weakened-step.ts';
import { activateOutages, findEdges, holdsQueue, SUB_STEP } from './step-edges.ts';
import { heedSignal, type Walk } from './walk.ts';

/** Steps that are looked at between two looks at the signal: a few milliseconds. */
const STEPS_PER_LOOK = 256;

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
