/** `node scripts/bench/large.ts`: a plan at the edge of what is allowed, in a process of its own; prints JSON. */
import { createSimulationPool } from '#backend/runs/simulation-pool.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { measure, peakMegabytes } from './measure.ts';
import { largePlan } from './plans.ts';

export interface LargeBench {
  steps: number;
  replications: number;
  wallMs: number;
  cpuMs: number;
  /** From the abort to the end of the run, and until the threads are free for the next one. */
  cancelMs: number;
  megabytes: number;
}

const REPLICATIONS = 8;
const plan = largePlan();
const pool = createSimulationPool({ workers: 2 });
const request = { plan, scenario: { id: 'base', name: 'Base' }, seed: 1, replications: REPLICATIONS };
const { wallMs, cpuMs } = await measure(() => pool.run(request));
const result: LargeBench = {
  steps: compilePlan(plan).grid.steps,
  replications: REPLICATIONS,
  wallMs,
  cpuMs,
  cancelMs: await cancel(),
  megabytes: peakMegabytes(),
};
await pool.close();
console.log(JSON.stringify(result));

/** Aborts while both threads are inside a replication. */
async function cancel(): Promise<number> {
  const controller = new AbortController();
  const running = pool.run({ ...request, seed: 2, signal: controller.signal }).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, wallMs / 4));
  const { wallMs: elapsed } = await measure(async () => {
    controller.abort();
    await running;
  });
  return elapsed;
}
