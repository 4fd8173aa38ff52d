import { createSimulationPool, type SimulationPool } from '#backend/runs/simulation-pool.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { cpuOf, measure, median, type Measured } from './measure.ts';
import { editedPlan, samplePlan } from './plans.ts';

export const FULL = 1000;
export const PREVIEW = 32;
export const WORKERS = 2;

export interface RunsBench {
  coldPreview: Measured;
  previews: Measured[];
  runs: Measured[];
  /** Milliseconds until the first verdict so far. */
  firstVerdicts: number[];
  /** Processor time and wall time of one worker over those of two. */
  scaling: { wall: number; cpu: number };
}

const EDITS = 9;
const ROUNDS = 3;
/** Replications of a run with one worker and one with two. */
const SCALED = 200;

/** Runs and previews as the backend makes them. */
export async function benchRuns(): Promise<RunsBench> {
  const plan = samplePlan();
  const pool = createSimulationPool({ workers: WORKERS });
  const coldPreview = await measure(() => simulate(pool, plan, PREVIEW));
  const previews: Measured[] = [];
  for (let edit = 0; edit < 2 * EDITS; edit++) {
    const preview = await measure(() => simulate(pool, editedPlan(plan, edit), PREVIEW));
    // The first ones warm the threads up.
    if (edit >= EDITS) previews.push(preview);
  }
  const runs: Measured[] = [];
  const firstVerdicts: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    let first = Infinity;
    const look = () => {
      first = Math.min(first, performance.now() - began);
    };
    runs.push(await measure(() => simulate(pool, plan, FULL, look)));
    firstVerdicts.push(first);
  }
  const scaling = await scaleUp(pool, plan);
  await pool.close();
  return { coldPreview, previews, runs, firstVerdicts, scaling };
}

async function scaleUp(pool: SimulationPool, plan: Plan): Promise<RunsBench['scaling']> {
  const alone: Measured[] = [];
  const together: Measured[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    alone.push(await measure(() => simulate(pool, plan, SCALED, undefined, 1)));
    together.push(await measure(() => simulate(pool, plan, SCALED)));
  }
  const wall = median(alone.map(({ wallMs }, round) => wallMs / together[round]!.wallMs));
  return { wall, cpu: cpuOf(alone) / cpuOf(together) };
}

function simulate(
  pool: SimulationPool,
  plan: Plan,
  replications: number,
  onVerdict?: () => void,
  workers?: number,
): Promise<unknown> {
  return pool.run({
    plan,
    scenario: { id: 'base', name: 'Base' },
    seed: 1,
    replications,
    workers,
    onProgress: onVerdict && (({ verdict }) => verdict && onVerdict()),
  });
}
