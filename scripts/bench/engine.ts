import { compilePlan } from '#shared/engine/compile-plan.ts';
import { createSimulator } from '#shared/engine/simulate.ts';
import {
  createWaitTable,
  scaledWaitAt,
  waitPosition,
  waitProbabilityAt,
  waitRow,
} from '#shared/engine/wait-table.ts';
import { cpuOf, measure, median, type Measured } from './measure.ts';
import { samplePlan } from './plans.ts';
import { profile, type Share } from './profile.ts';

export interface EngineBench {
  /** Processor milliseconds of a replication: as in a run, with the pictures of its first ones, and piece by piece. */
  replicationMs: number;
  picturedMs: number;
  piecewiseMs: number;
  /** Component-steps per processor second of the engine, and of the bare queue arithmetic beside it. */
  engineRate: number;
  bareRate: number;
  modules: Share[];
  functions: Share[];
}

const ROUNDS = 5;
const REPLICATIONS = 24;
/** Beyond it no pictures of demand and response times are kept. */
const UNPICTURED = 300;

/** One thread, warm; what is compared runs in turns. */
export async function benchEngine(): Promise<EngineBench> {
  const compiled = compilePlan(samplePlan());
  const simulator = createSimulator(compiled);
  const piecewise = createSimulator(compiled, { pieceByPiece: true });
  const { steps } = compiled.grid;
  const components = compiled.plan.components.length;
  const bare = createBareArithmetic(steps, components);
  const run = (first: number, count: number) => simulator.run({ seed: 1, first, count });
  run(UNPICTURED, 60);
  piecewise.run({ seed: 1, first: UNPICTURED, count: 2 });
  for (let round = 0; round < 20; round++) bare();
  const plain: Measured[] = [];
  const pictured: Measured[] = [];
  const pieces: Measured[] = [];
  const ratios: { engine: number; bare: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const first = UNPICTURED + round * REPLICATIONS;
    const own = await measure(() => run(first, REPLICATIONS));
    const arithmetic = await measure(() => {
      for (let again = 0; again < REPLICATIONS; again++) bare();
    });
    const work = REPLICATIONS * steps * components * 1000;
    ratios.push({ engine: work / own.cpuMs, bare: work / arithmetic.cpuMs });
    plain.push(own);
    pictured.push(await measure(() => run(round * REPLICATIONS, REPLICATIONS)));
    pieces.push(await measure(() => piecewise.run({ seed: 1, first, count: 2 })));
  }
  return {
    replicationMs: cpuOf(plain) / REPLICATIONS,
    picturedMs: cpuOf(pictured) / REPLICATIONS,
    piecewiseMs: cpuOf(pieces) / 2,
    engineRate: median(ratios.map(({ engine }) => engine)),
    bareRate: median(ratios.map(({ bare: rate }) => rate)),
    ...(await profile(() => run(UNPICTURED, 200))),
  };
}

/**
 * What a component costs in a step when nothing else is done: its utilization, the chance to wait and
 * the mean wait, read from the engine's own tables, and their sums.
 */
function createBareArithmetic(steps: number, components: number): () => number {
  const servers = 48;
  const row = waitRow(createWaitTable(1.5, 1.4), servers);
  const load = Float64Array.from(
    { length: steps },
    (_none, step) => servers * (0.5 + 0.4 * Math.sin(step / 4)),
  );
  const sums = new Float64Array(2);
  const station = (): void => {
    for (let step = 0; step < steps; step++) {
      const utilization = load[step]! / servers;
      const position = waitPosition(utilization);
      const chance = waitProbabilityAt(row, position);
      sums[0]! += chance;
      sums[1]! += (chance * scaledWaitAt(row, position)) / (1 - utilization);
    }
  };
  return () => {
    for (let component = 0; component < components; component++) station();
    return sums[0]! + sums[1]!;
  };
}
