import { scaledInstances } from './autoscaler.ts';
import { CAUSES } from './causes.ts';
import type { CompiledPlan } from './compiled-plan.ts';
import { drawDemand } from './demand-path.ts';
import { createDesks, drawDesks, stepDesk, type DeskState } from './desk.ts';
import { createDraw, drawInputs } from './draw-inputs.ts';
import { clearLedger, closeReplication, createLedger, enterPiece, type Ledger } from './ledger.ts';
import { drawOutages, type Outage } from './outages.ts';
import { addPiece, addStep, closePictures, createPictureTallies, createPictures, mergePictures, openPictures, type Pictures } from './picture-tallies.ts';
import { flowThroughPiece } from './piece.ts';
import type { RunTallies } from './run-tallies.ts';
import { setStationStates } from './station-states.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

export interface SimulateOptions {
  seed: number;
  /** Replications `first` to `first + count − 1`; each depends on its number alone. */
  first: number;
  count: number;
  /** Looked at between replications. */
  signal?: { readonly aborted: boolean } | undefined;
}

/** Minutes of a sub-step where a queue is moving (E2). */
const SUB_STEP = 5;

interface Walk {
  work: Workspace;
  ledger: Ledger;
  desks: DeskState[];
  pictures: Pictures;
  active: Outage[];
  next: number;
  edges: Float64Array;
  requests: number;
  failures: number;
  /** Instances an autoscaler still holds until `lateUntil`; 0 where it is on time. `target`: what it goes to then. */
  scaling: Float64Array;
  lateUntil: Float64Array;
  target: Float64Array;
}

/** Walks through futures; keeps its tables from call to call, which changes no number. */
export interface Simulator {
  /** Throws an AbortError when the signal is set. */
  run(options: SimulateOptions): RunTallies;
}

export function createSimulator(compiled: CompiledPlan): Simulator {
  const walk = createWalk(compiled);
  return {
    run({ seed, first, count, signal }) {
      const tallies = createTallies(compiled, first, count);
      for (let index = 0; index < count; index++) {
        if (signal?.aborted) throw Object.assign(new Error('The simulation was cancelled.'), { name: 'AbortError' });
        simulateOne(walk, seed, first + index);
        closeReplication(walk.ledger, tallies.clauses, index);
        closePictures(walk.work, walk.pictures, tallies, index);
      }
      return tallies;
    },
  };
}

/** Walks through replications `first` to `first + count − 1` and returns their ledger. */
export const simulateReplications = (compiled: CompiledPlan, options: SimulateOptions): RunTallies =>
  createSimulator(compiled).run(options);

/** Puts parts of a run together, in the order of their replications. */
export function mergeTallies(parts: readonly RunTallies[]): RunTallies {
  const sorted = parts.toSorted((a, b) => a.first - b.first);
  const head = sorted[0];
  if (!head) throw new RangeError('Expected at least one part of a run.');
  return {
    first: head.first,
    replications: sorted.reduce((sum, part) => sum + part.replications, 0),
    clauses: head.clauses.map((clause, index) => ({
      ...clause,
      tiers: clause.tiers.map((tier, position) => {
        const all = sorted.map((part) => part.clauses[index]!.tiers[position]!);
        return {
          tier: tier.tier,
          good: join(all.map(({ good }) => good)),
          valid: join(all.map(({ valid }) => valid)),
          otherAccounting: tier.otherAccounting && {
            good: join(all.map(({ otherAccounting }) => otherAccounting!.good)),
            valid: join(all.map(({ otherAccounting }) => otherAccounting!.valid)),
          },
          badByCause: join(all.map(({ badByCause }) => badByCause)),
        };
      }),
    })),
    peakUtilization: joinFloats(sorted.map(({ peakUtilization }) => peakUtilization)),
    pictures: mergePictures(sorted.map(({ pictures }) => pictures)),
  };
}

function join(parts: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function joinFloats(parts: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function createTallies({ clauses, grid, plan, journeys, desks }: CompiledPlan, first: number, count: number): RunTallies {
  return {
    first,
    replications: count,
    clauses: clauses.map(({ id, windows, tiers, hasMaintenance }) => {
      const size = count * windows.length;
      return {
        clause: id,
        windows,
        tiers: tiers.map(({ tier }) => ({
          tier,
          good: new Float64Array(size),
          valid: new Float64Array(size),
          otherAccounting: hasMaintenance ? { good: new Float64Array(size), valid: new Float64Array(size) } : null,
          badByCause: new Float64Array(size * CAUSES),
        })),
      };
    }),
    peakUtilization: new Float32Array(count * grid.months.length * plan.components.length),
    pictures: createPictureTallies({ grid, plan, journeys, desks }, first, count),
  };
}

function createWalk(compiled: CompiledPlan): Walk {
  return {
    work: createWorkspace(compiled),
    ledger: createLedger(compiled),
    desks: createDesks(compiled),
    pictures: createPictures(compiled),
    active: [],
    next: 0,
    edges: new Float64Array(4096),
    requests: 0,
    failures: 0,
    scaling: new Float64Array(compiled.stations.length),
    lateUntil: new Float64Array(compiled.stations.length),
    target: new Float64Array(compiled.stations.length),
  };
}

function simulateOne(walk: Walk, seed: number, replication: number): void {
  const { work, ledger, desks } = walk;
  const { compiled } = work;
  const draw = createDraw(seed, replication);
  work.inputs = drawInputs(compiled, draw);
  work.outages = drawOutages(compiled, work.inputs, seed, replication, draw);
  drawDemand(compiled, work.inputs, work.path, seed, replication, draw);
  drawDesks(compiled, desks, draw);
  clearLedger(ledger);
  openPictures(walk.pictures, replication);
  work.stations.backlog.fill(0);
  work.journeys.failed.fill(0);
  walk.active.length = 0;
  walk.next = 0;
  for (let step = 0; step < compiled.grid.steps; step++) walkStep(walk, step);
}

function walkStep(walk: Walk, step: number): void {
  const { work } = walk;
  const { compiled, path, journeys } = work;
  for (let journey = 0; journey < compiled.journeys.length; journey++) journeys.fresh[journey] = path.totals[journey]![step]!;
  for (let at = 0; at < work.regionRates.length; at++) work.regionRates[at] = path.rates[at]![step]!;
  walk.requests = 0;
  walk.failures = 0;
  const { stepMinutes } = compiled.grid;
  const edges = findEdges(walk, step * stepMinutes, (step + 1) * stepMinutes, step);
  for (let edge = 0; edge + 1 < edges; edge++) walkPiece(walk, step, walk.edges[edge]!, walk.edges[edge + 1]!);
  for (let desk = 0; desk < walk.desks.length; desk++) {
    stepDesk(compiled, walk.ledger, walk.desks, desk, step, walk.requests, walk.failures);
  }
  addStep(work, walk.pictures, walk.desks, step);
}

/** Fills `edges` with the moments at which something changes in the step, ends included; returns how many. */
function findEdges(walk: Walk, from: number, to: number, step: number): number {
  const { work, active, edges } = walk;
  while (walk.next < work.outages.length && work.outages[walk.next]!.start < to) active.push(work.outages[walk.next++]!);
  let kept = 0;
  for (const outage of active) if (outage.end > from) active[kept++] = outage;
  active.length = kept;
  let count = 0;
  edges[count++] = from;
  for (const { start, end } of active) {
    if (start > from && start < to) edges[count++] = start;
    if (end > from && end < to) edges[count++] = end;
  }
  count = scaleStations(walk, step, from, count);
  if (isMoving(work)) for (let at = from + SUB_STEP; at < to; at += SUB_STEP) edges[count++] = at;
  edges[count++] = to;
  if (count > 2) edges.subarray(0, count).sort();
  return count;
}

function scaleStations(walk: Walk, step: number, from: number, count: number): number {
  const { work, edges } = walk;
  for (let station = 0; station < work.compiled.stations.length; station++) {
    const input = work.inputs.stations[station]!;
    if (!input.autoscaled) {
      work.stations.running[station] = input.instances;
      continue;
    }
    const { before, after, late } = scaledInstances(work, station, step);
    work.stations.running[station] = after;
    walk.scaling[station] = late > 0 && before < after ? before : 0;
    walk.lateUntil[station] = from + late;
    if (walk.scaling[station]! > 0) edges[count++] = from + late;
  }
  return count;
}

/** Whether a fluid queue is building or draining. */
function isMoving({ stations, inputs, compiled }: Workspace): boolean {
  for (let station = 0; station < compiled.stations.length; station++) {
    if (stations.backlog[station]! > 0) return true;
    if (stations.utilization[station]! > 0.9 && inputs.stations[station]!.queueLimit === Infinity) return true;
  }
  return false;
}

function walkPiece(walk: Walk, step: number, from: number, to: number): void {
  if (to <= from) return;
  const { work, ledger } = walk;
  const { stations, journeys, compiled } = work;
  const seconds = (to - from) * 60;
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
  setStationStates(work, walk.active, from);
  flowThroughPiece(work, step, seconds);
  for (let station = 0; station < compiled.stations.length; station++) stations.backlog[station] = stations.nextBacklog[station]!;
  enterPiece(work, ledger, step, seconds);
  for (let journey = 0; journey < compiled.journeys.length; journey++) {
    walk.requests += journeys.fresh[journey]! * seconds;
    walk.failures += journeys.fresh[journey]! * seconds * (1 - journeys.success[journey]!);
  }
  addPiece(work, walk.pictures, step, seconds);
}
