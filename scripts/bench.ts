/** Measures the speed goals side by side and writes docs/benchmarks.md: `npm run bench`, some five minutes. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { benchEngine, type EngineBench } from './bench/engine.ts';
import type { LargeBench } from './bench/large.ts';
import { cpuOf, megabytes, median, millis, seconds, wallOf } from './bench/measure.ts';
import type { Share } from './bench/profile.ts';
import { benchReplay, type BenchRow } from './bench/replay.ts';
import { benchRuns, FULL, PREVIEW, WORKERS, type RunsBench } from './bench/runs.ts';

interface Results {
  runs: RunsBench;
  engine: EngineBench;
  replay: BenchRow[];
  /** Megabytes of a process of its own at `FULL` and at four times as many replications. */
  memory: [number, number];
  large: LargeBench;
}

type Row = [goal: string, what: string, wanted: string, measured: string, cpu: string, met: string];

/** In a process of its own: what was measured before must not count. */
const aside = (script: string, ...args: string[]): string =>
  execFileSync(process.execPath, [fileURLToPath(new URL(`./bench/${script}`, import.meta.url)), ...args], {
    encoding: 'utf8',
  });

async function measureAll(): Promise<Results> {
  return {
    memory: [Number(aside('memory.ts', String(FULL))), Number(aside('memory.ts', String(4 * FULL)))],
    large: JSON.parse(aside('large.ts')) as LargeBench,
    runs: await benchRuns(),
    engine: await benchEngine(),
    replay: await benchReplay(),
  };
}

const met = (isMet: boolean | null): string => (isMet === null ? '' : isMet ? 'met' : 'missed');

function goalRows({ runs, memory, replay }: Results): Row[] {
  const { coldPreview, previews, firstVerdicts } = runs;
  const run: [number, number] = [wallOf(runs.runs), cpuOf(runs.runs)];
  const preview: [number, number] = [wallOf(previews), cpuOf(previews)];
  return [
    [
      'B1',
      `Sample plan, 24 months hourly, ${FULL} replications`,
      '5\u00a0s',
      seconds(run[0]),
      seconds(run[1]),
      met(run[0] <= 5000),
    ],
    ['', 'Its first verdict so far', '', millis(median(firstVerdicts)), '', ''],
    [
      'B2',
      `Preview after an edit, ${PREVIEW} replications`,
      '100\u00a0ms',
      millis(preview[0]),
      millis(preview[1]),
      met(preview[0] <= 100),
    ],
    [
      '',
      'The first preview, threads not yet started',
      '',
      millis(coldPreview.wallMs),
      millis(coldPreview.cpuMs),
      '',
    ],
    ...replay.map(({ what, goal, measured, met: isMet }): Row => [
      'B3',
      what,
      goal,
      measured,
      '',
      met(isMet),
    ]),
    ...memory.map((value, index): Row => {
      const what = `Peak memory, ${index === 0 ? FULL : 4 * FULL} replications, in a process of its own`;
      return ['B4', what, '500\u00a0MB', megabytes(value), '', met(value < 500)];
    }),
  ];
}

function report(results: Results): string {
  const { runs, engine, large } = results;
  return `# Benchmarks

Written by \`npm run bench\`; do not edit. Medians (of ${runs.runs.length} runs, ${runs.previews.length} previews), ${WORKERS} threads. Processor
time is that of all threads together.

${machine()}

| Goal | What | Goal | Measured | Processor time | |
| --- | --- | --- | --- | --- | --- |
${goalRows(results)
  .map((row) => `| ${row.join(' | ')} |`)
  .join('\n')}

B5 (import) is measured with the feature it belongs to.

## Ratios, measured in turns

| What | |
| --- | --- |
| A replication of the sample plan, warm, one thread, processor time | ${millis(engine.replicationMs)} |
| One of the first, whose pictures are kept | ${millis(engine.picturedMs)} |
| Piece by piece, without the short cuts | ${(engine.piecewiseMs / engine.replicationMs).toFixed(1)} times as long |
| Component-steps per second of processor time | ${millions(engine.engineRate)} |
| The bare queue arithmetic: utilization, chance to wait and mean wait from the same tables | ${millions(engine.bareRate)}, ${(engine.bareRate / engine.engineRate).toFixed(1)} times as many |
| Two workers beside one, wall time | ${runs.scaling.wall.toFixed(2)} times as fast |
| Processor time of one worker over that of two | ${runs.scaling.cpu.toFixed(2)} |

## A large plan

12 journeys over 20 components in 2 regions, 60 months in steps of 5 minutes (${large.steps.toLocaleString('en')} steps), a pool of
100,000 servers: ${millis(large.cpuMs / large.replications)} of processor time per replication, compiling and starting included
(${large.replications} replications in ${seconds(large.wallMs)}), peak memory ${megabytes(large.megabytes)}. A run cancelled inside a replication ended
after ${millis(large.cancelMs)}.

## Where the time goes

Share of one thread's time, 200 warm replications without pictures of response times.

| Module | Share |
| --- | --- |
${tableOf(engine.modules.slice(0, 16))}

| Function | Share |
| --- | --- |
${tableOf(engine.functions.slice(0, 20))}

A replication of the sample plan has 17 544 steps at 6 components. Some 97 in 100 steps are plain: they cost one
normal number, an exponential series and a multiplication or two per journey (\`normal-row.ts\`,
\`demand-noise.ts\`), a weighted sum and a comparison per station (\`weighted-sum.ts\`, \`plain-steps.ts\`), and sums
over stretches for the ledger and the pictures (\`spans.ts\`). The others are walked piece by piece (\`walk-steps.ts\`,
\`piece.ts\`, \`outcome.ts\`, \`station-flow.ts\`, \`ledger.ts\`). Support desks (\`desk-*.ts\`) have a state that runs from
piece to piece and are walked in full.

The limit is arithmetic in one thread, not memory: the series a replication reads and writes (some 4 MB) pass through
the second and third level of cache at about 2 ns per step and pass, while drawing noise takes about 10 ns per journey
and step. Loops over steps hold no calls, since a call in a loop costs the registers around it, and whole numbers alone
are passed to functions that are called step by step, since other numbers would be put on the heap.
`;
}

const millions = (rate: number): string => `${(rate / 1e6).toFixed(1)} million`;

const tableOf = (shares: readonly Share[]): string =>
  shares.map(([name, share]) => `| ${name} | ${(share * 100).toFixed(1)}\u00a0% |`).join('\n');

function machine(): string {
  const { model = 'unknown processor' } = cpus()[0] ?? {};
  const busy = loadavg()[0]!.toFixed(1);
  return `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${availableParallelism()} × ${model}, ${Math.round(totalmem() / 2 ** 30)}\u00a0GB; load average ${busy} at the end (above ${WORKERS}: other work shared the machine).`;
}

writeFileSync(new URL('../docs/benchmarks.md', import.meta.url), report(await measureAll()));
