/** `node scripts/bench/memory.ts 1000`: one run of the sample plan in a process of its own; prints its peak in megabytes. */
import { createSimulationPool } from '#backend/runs/simulation-pool.ts';
import { peakMegabytes } from './measure.ts';
import { samplePlan } from './plans.ts';

const pool = createSimulationPool({ workers: 2 });
await pool.run({
  plan: samplePlan(),
  scenario: { id: 'base', name: 'Base' },
  seed: 1,
  replications: Number(process.argv[2]),
});
await pool.close();
console.log(peakMegabytes());
