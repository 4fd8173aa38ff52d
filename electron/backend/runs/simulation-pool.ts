import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { Plan } from '#shared/domain/plan.ts';
import type { CompiledPlan } from '#shared/engine/compiled-plan.ts';
import { runPicturesFrom } from '#shared/engine/run-pictures-from.ts';
import type { RunPictures } from '#shared/engine/run-pictures.ts';
import type { RunTallies } from '#shared/engine/run-tallies.ts';
import { createStore, leadingRows, storePart } from '#shared/engine/stored-tallies.ts';
import { findWarnings } from '#shared/engine/warnings.ts';
import { countFutures, createCounted, type CountedFutures } from '#shared/verdicts/counted-futures.ts';
import { judge } from '#shared/verdicts/judge.ts';
import type { VerdictDocument } from '#shared/verdicts/verdict-document.ts';
import { Cancelled, isCancelled } from '../problems.ts';
import { createHalt, type Halt } from './halt.ts';
import { inputHash } from './input-hash.ts';
import type { Batch } from './simulation-worker.ts';

export interface RunProgress {
  /** Replications. */
  done: number;
  total: number;
  /** Now and then, on what is finished so far, with 99.5 % intervals. */
  verdict?: VerdictDocument;
  /** Beside the verdict, where they were asked for. */
  pictures?: RunPictures;
}

export interface RunOptions {
  /** As the scenario sees it; nothing in it that `findImpossible` lists. */
  plan: Plan;
  scenario: { id: string; name: string };
  seed: number;
  replications: number;
  /** Batches at the same time. Default: all threads of the pool. */
  workers?: number | undefined;
  /** Whether the looks at an unfinished run bring pictures too. */
  looksWithPictures?: boolean | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: RunProgress) => void) | undefined;
}

export interface SimulationPool {
  /** Throws `Cancelled` when aborted; any other error is a bug. */
  run(options: RunOptions): Promise<{ verdict: VerdictDocument; pictures: RunPictures }>;
  close(): Promise<void>;
}

export interface PoolOptions {
  /** Threads. */
  workers?: number | undefined;
  /** The worker's file; where the backend is bundled, the bundle of simulation-worker.ts. */
  workerFile?: string | undefined;
}

/** Replications per batch: about a fifth of a second on the sample plan. */
const BATCH = 20;
/**
 * The first look at an unfinished run: enough futures to show a direction, few enough to answer while
 * somebody edits. The next ones follow each time their number has doubled.
 */
export const FIRST_LOOK = 32;
/** Threads that stay warm, which share the first look: a cold one would keep it waiting. */
const WARM_THREADS = 4;

/** Worker threads that simulate; started when first needed and kept until `close`. */
export function createSimulationPool({
  workers = Math.max(1, availableParallelism()),
  workerFile = fileURLToPath(new URL('./simulation-worker.ts', import.meta.url)),
}: PoolOptions = {}): SimulationPool {
  const threads = new Piscina({
    filename: workerFile,
    name: 'simulateBatch',
    // The pool is made when it is first needed; from then on the next preview finds these warm.
    minThreads: Math.min(workers, WARM_THREADS),
    maxThreads: workers,
    idleTimeout: 30_000,
  });
  // A worker that dies is reported through the batch it was working on.
  threads.on('error', () => {});
  let runs = 0;

  return {
    async run(options) {
      const started = performance.now();
      if (options.signal?.aborted) throw new Cancelled();
      const compiled = await compile(threads, options);
      runs += 1;
      const run = {
        threads,
        compiled,
        options,
        name: `run-${runs}`,
        workers: Math.min(workers, options.workers ?? workers),
      };
      const hash = inputHash(options);
      const conclude = ({ rows, counted }: Simulated, partial: boolean) =>
        judge({
          plan: options.plan,
          scenario: options.scenario,
          tallies: rows,
          counted,
          seed: options.seed,
          inputHash: hash,
          elapsedMs: Math.round(performance.now() - started),
          warnings: findWarnings(compiled, rows),
          partial,
        });
      const look = (simulated: Simulated) => ({
        verdict: conclude(simulated, true),
        ...(options.looksWithPictures && { pictures: runPicturesFrom(compiled, simulated.rows) }),
      });
      const simulated = await simulateAll(run, (soFar, done) => {
        options.onProgress?.({ done, total: options.replications, ...(soFar && look(soFar)) });
      });
      return { verdict: conclude(simulated, false), pictures: runPicturesFrom(compiled, simulated.rows) };
    },
    close: () => threads.destroy(),
  };
}

interface Run {
  threads: Piscina;
  compiled: CompiledPlan;
  options: RunOptions;
  name: string;
  workers: number;
}

/** In a worker, so that the host stays responsive. A worker that dies is replaced once. */
async function compile(threads: Piscina, { plan, signal }: RunOptions): Promise<CompiledPlan> {
  const halt = createHalt(signal ?? new AbortController().signal);
  const attempt = () =>
    halt.unlessAborted(
      () => threads.run(plan, { name: 'compileForWorkers', signal: halt.firm }) as Promise<CompiledPlan>,
    );
  try {
    return await attempt();
  } catch (error) {
    if (isCancelled(error) || !/worker/i.test((error as Error).message)) throw error;
    return attempt();
  }
}

/** Rows of a run's first futures, and what was counted of those beyond. */
interface Simulated {
  rows: RunTallies;
  counted: CountedFutures;
}

/** Hands out batches in order, `workers` at a time; the parts are joined in order, whoever was first. */
async function simulateAll(
  run: Run,
  tell: (soFar: Simulated | undefined, done: number) => void,
): Promise<Simulated> {
  const { plan, replications, signal, onProgress } = run.options;
  const batches = planBatches(replications, run.workers);
  const store = createStore(run.compiled, replications);
  const counted = createCounted(plan);
  const waiting = new Map<number, RunTallies>();
  const stop = new AbortController();
  const halt = createHalt(signal ? AbortSignal.any([signal, stop.signal]) : stop.signal);
  let next = 0;
  let joined = 0;
  let done = 0;
  let known = 0;
  let nextLook = FIRST_LOOK;

  /** Takes in the parts that follow those joined so far without a gap. */
  function join(): void {
    for (let part = waiting.get(joined); part; part = waiting.get(joined)) {
      waiting.delete(joined);
      joined += 1;
      known += part.replications;
      storePart(store, part);
      const from = Math.max(0, store.rows.replications - part.first);
      if (from < part.replications) countFutures(counted, plan, part, from);
    }
  }

  async function work(): Promise<void> {
    for (let isFirst = true; next < batches.length; isFirst = false) {
      const index = next++;
      const part = await simulateBatch(run, batches[index]!, halt, isFirst);
      waiting.set(index, part);
      done += part.replications;
      join();
      const isLook = onProgress !== undefined && known >= nextLook && known < replications;
      while (nextLook <= known) nextLook *= 2;
      tell(isLook ? { rows: leadingRows(store, known), counted } : undefined, done);
    }
  }

  try {
    await Promise.all(Array.from({ length: run.workers }, work));
  } catch (error) {
    stop.abort();
    throw error;
  }
  return { rows: store.rows, counted };
}

interface Span {
  first: number;
  count: number;
}

/** The first look is shared among the warm threads, so that it comes soon; then batch after batch. */
function planBatches(replications: number, workers: number): Span[] {
  const batches: Span[] = [];
  for (let first = 0; first < replications;) {
    const isEarly = first < FIRST_LOOK;
    const share = Math.min(BATCH, Math.ceil(FIRST_LOOK / Math.min(workers, WARM_THREADS)));
    const size = isEarly ? Math.min(share, FIRST_LOOK - first) : BATCH;
    const count = Math.min(size, replications - first);
    batches.push({ first, count });
    first += count;
  }
  return batches;
}

/** A batch whose worker died is run once more; the second death is the run's. */
async function simulateBatch(
  { threads, compiled, options, name }: Run,
  { first, count }: Span,
  halt: Halt,
  isFirst: boolean,
): Promise<RunTallies> {
  const batch: Batch = { run: name, seed: options.seed, first, count, halt: halt.flag };
  const send = (task: Batch) =>
    halt.unlessAborted(() => threads.run(task, { signal: halt.firm }) as Promise<RunTallies | null>);
  // To copy the plan costs more than to simulate a future of it: only threads that do not know it get it.
  const attempt = async () =>
    (await send(isFirst ? { ...batch, compiled } : batch)) ??
    ((await send({ ...batch, compiled })) as RunTallies);
  try {
    return await attempt();
  } catch (error) {
    if (isCancelled(error)) throw error;
    try {
      return await attempt();
    } catch (again) {
      if (isCancelled(again)) throw again;
      const range = `replications ${first} to ${first + count - 1}`;
      throw new Error(`A simulation worker failed twice on ${range}: ${(again as Error).message}`, {
        cause: again,
      });
    }
  }
}
