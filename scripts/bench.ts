/**
 * Measures the speed goals side by side and writes docs/benchmarks.md: `npm run bench`, under three
 * minutes. With `--memory <replications>` it only runs that many futures and prints its peak memory.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { createSimulationPool, type SimulationPool } from '#backend/runs/simulation-pool.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { parsePlan } from '#shared/domain/plan-file.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { createSimulator } from '#shared/engine/simulate.ts';

const FULL = 1000;
const PREVIEW = 32;
const WORKERS = 2;
const REPORT = new URL('../docs/benchmarks.md', import.meta.url);

interface Measured {
  wallMs: number;
  /** All threads of the process. */
  cpuMs: number;
}

function samplePlan(): Plan {
  const file = new URL('../resources/sample/online-shop.headroom.json', import.meta.url);
  const parsed = parsePlan(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.ok)
    throw new Error('The sample plan cannot be read. Make it anew: node scripts/make-sample.ts');
  return parsed.plan;
}

function simulate(
  pool: SimulationPool,
  plan: Plan,
  replications: number,
  onProgress?: (verdict: boolean) => void,
) {
  return pool.run({
    plan,
    scenario: { id: 'base', name: 'Base' },
    seed: 1,
    replications,
    onProgress: onProgress && (({ verdict }) => onProgress(verdict !== undefined)),
  });
}

async function measure(work: () => Promise<unknown>): Promise<Measured> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs: performance.now() - began, cpuMs: (user + system) / 1000 };
}

async function measureAll(): Promise<string> {
  const plan = samplePlan();
  const pool = createSimulationPool({ workers: WORKERS });
  const coldPreview = await measure(() => simulate(pool, plan, PREVIEW));
  const previews: Measured[] = [];
  for (let edit = 1; edit <= 9; edit++)
    previews.push(await measure(() => simulate(pool, edited(plan, edit), PREVIEW)));
  const firstVerdicts: number[] = [];
  const runs: Measured[] = [];
  for (let round = 0; round < 3; round++) {
    const began = performance.now();
    let first = Infinity;
    runs.push(
      await measure(() =>
        simulate(pool, plan, FULL, (hasVerdict) => {
          if (hasVerdict) first = Math.min(first, performance.now() - began);
        }),
      ),
    );
    firstVerdicts.push(first);
  }
  await pool.close();
  // Of the process that did all of the above: an upper bound for one run.
  const memory = [process.resourceUsage().maxRSS / 1024, peakMemoryOf(4 * FULL)];
  return report({ coldPreview, previews, runs, firstVerdicts, memory, profile: await profile(plan) });
}

/** As a planner edits: another number of instances, everything else as before. */
const edited = (plan: Plan, edit: number): Plan => ({
  ...plan,
  components: plan.components.map((component) =>
    component.kind === 'pool' && component.id === 'edge' ? { ...component, instances: 3 + edit } : component,
  ),
});

async function printPeakMemory(replications: number): Promise<void> {
  const pool = createSimulationPool({ workers: WORKERS });
  await simulate(pool, samplePlan(), replications);
  await pool.close();
  console.log(process.resourceUsage().maxRSS / 1024);
}

/** Megabytes of a process of its own. */
const peakMemoryOf = (replications: number): number =>
  Number(
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), '--memory', String(replications)], {
      encoding: 'utf8',
    }),
  );

/** Share of one thread's time by module, over warm replications that keep no pictures of response times. */
async function profile(plan: Plan): Promise<[module: string, share: number][]> {
  const simulator = createSimulator(compilePlan(plan));
  simulator.run({ seed: 1, first: 256, count: 32 });
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  simulator.run({ seed: 1, first: 288, count: 100 });
  const { profile: taken } = await session.post('Profiler.stop');
  session.disconnect();
  const moduleOf = new Map(
    taken.nodes.map(({ id, callFrame }) => [id, callFrame.url.split('/').at(-1) ?? '']),
  );
  const times = new Map<string, number>();
  taken.samples?.forEach((node, index) => {
    const module = moduleOf.get(node) || 'garbage collection and the rest';
    times.set(module, (times.get(module) ?? 0) + (taken.timeDeltas?.[index] ?? 0));
  });
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times]
    .map(([module, time]): [string, number] => [module, time / total])
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, 12);
}

interface Results {
  coldPreview: Measured;
  previews: Measured[];
  runs: Measured[];
  firstVerdicts: number[];
  /** Megabytes at 1000 and 4000 replications. */
  memory: number[];
  profile: [module: string, share: number][];
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const wall = (all: readonly Measured[]): number => median(all.map(({ wallMs }) => wallMs));
const cpu = (all: readonly Measured[]): number => median(all.map(({ cpuMs }) => cpuMs));
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)}\u00a0s`;
const millis = (ms: number): string => `${Math.round(ms)}\u00a0ms`;
const megabytes = (value: number): string => `${Math.round(value)}\u00a0MB`;
const met = (isMet: boolean): string => (isMet ? 'met' : 'missed');

function report({ coldPreview, previews, runs, firstVerdicts, memory, profile: shares }: Results): string {
  const [small = 0, large = 0] = memory;
  const rows = [
    [
      'B1',
      `Sample plan, 24 months hourly, ${FULL} replications`,
      '5\u00a0s',
      seconds(wall(runs)),
      seconds(cpu(runs)),
      met(wall(runs) <= 5000),
    ],
    ['', 'Its first partial verdict', '', seconds(median(firstVerdicts)), '', ''],
    [
      'B2',
      `Preview after an edit, ${PREVIEW} replications`,
      '100\u00a0ms',
      millis(wall(previews)),
      millis(cpu(previews)),
      met(wall(previews) <= 100),
    ],
    [
      '',
      'The first preview, threads not yet started',
      '',
      millis(coldPreview.wallMs),
      millis(coldPreview.cpuMs),
      '',
    ],
    [
      'B4',
      `Peak memory, ${FULL} replications (all runs and previews above in one process)`,
      '500\u00a0MB',
      megabytes(small),
      '',
      met(small < 500),
    ],
    ['B4', `Peak memory, ${4 * FULL} replications`, '500\u00a0MB', megabytes(large), '', met(large < 500)],
  ];
  return `# Benchmarks

Written by \`npm run bench\`; do not edit. Medians (of ${runs.length} runs, ${previews.length} previews), ${WORKERS} threads. Processor
time is that of all threads together.

${machine()}

| Goal | What | Goal | Measured | Processor time | |
| --- | --- | --- | --- | --- | --- |
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}

B3 (replay) and B5 (import) are measured with the features they belong to.

## Where the time goes

Share of one thread's time by module, 100 warm replications:

| Module | Share |
| --- | --- |
${shares.map(([module, share]) => `| ${module} | ${(share * 100).toFixed(1)}\u00a0% |`).join('\n')}

A replication of the sample plan has 17 544 steps. Some 95 in 100 are plain: they cost the draws of
\`demand-path.ts\` (one normal number and one exponential per journey and step) and a few sums over
whole arrays. Some 4 in 100 are touched by an outage, a deployment or maintenance and are walked piece
by piece (\`piece.ts\`, \`station-flow.ts\`, \`outcome.ts\`, \`ledger.ts\`, \`simulate.ts\`). Support desks
(\`desk.ts\`) have a state that runs from step to step and are walked in full.
`;
}

function machine(): string {
  const { model = 'unknown processor' } = cpus()[0] ?? {};
  const busy = loadavg()[0]!.toFixed(1);
  return `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${availableParallelism()} × ${model}, ${Math.round(totalmem() / 2 ** 30)}\u00a0GB; load average ${busy} at the end (above ${WORKERS}: other work shared the machine).`;
}

const memoryAt = process.argv.indexOf('--memory');
if (memoryAt > 0) await printPeakMemory(Number(process.argv[memoryAt + 1]));
else writeFileSync(REPORT, await measureAll());
