import type { Intervention } from '../domain/intervention.ts';
import { heldAt } from './autoscaler.ts';
import type { CompiledPlan } from './compiled-plan.ts';
import { createUniforms, type Uniform } from './correlated-inputs.ts';
import { deferWork, resetDeferral } from './defer-work.ts';
import { recallDemand } from './demand-memory.ts';
import { createDesks, drawDesks, type DeskState } from './desk.ts';
import { createDraw, drawInputs } from './draw-inputs.ts';
import { createLedger, openLedger, type Ledger } from './ledger.ts';
import type { Outage } from './outage.ts';
import { drawOutages } from './outages.ts';
import { addSurges, withFaults } from './interventions.ts';
import { createPictures, openPictures, type Pictures } from './picture-tallies.ts';
import { markOutages, markPlainSteps } from './plain-steps.ts';
import { fillLoadPath } from './load-path.ts';
import { prepareQuiet } from './quiet-step.ts';
import { createStorms, openStorms, type Storms } from './storms.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

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

/** A future of a long horizon takes seconds, so that it is not enough to look between two of them. */
export function heedSignal({ signal }: Walk): void {
  if (signal?.aborted)
    throw Object.assign(new Error('The simulation was cancelled.'), { name: 'AbortError' });
}
