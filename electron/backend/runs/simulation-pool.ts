import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { Plan } from '#shared/domain/plan.ts';
import type { CompiledPlan } from '#shared/engine/compiled-plan.ts';
import { runPicturesFrom } from '#shared/engine/run-pictures-from.ts';
import type { RunPictures } from '#shared/engine/run-pictures.ts';
import type { RunTallies } from '#shared/engine/run-tallies.ts';
import { mergeTallies } from '#shared/engine/merge-tallies.ts';
import { findWarnings } from '#shared/engine/warnings.ts';
import { judge } from '#shared/verdicts/judge.ts';
import type { VerdictDocument } from '#shared/verdicts/verdict-document.ts';
import { Cancelled, isCancelled } from '../problems.ts';
import { inputHash } from './input-hash.ts';
import type { Batch } from './simulation-worker.ts';

export interface RunProgress {
  /** Replications. */
  done: number;
  total: number;
  /** On what is finished so far, with 99.5 % intervals. */
  verdict?: VerdictDocument;
}

export interface RunOptions {
  /** As the scenario sees it; nothing in it that `findUnsupported` lists. */
  plan: Plan;
  scenario: { id: string; name: string };
  seed: number;
  replications: number;
  /** Batches at the same time. Default: all threads of the pool. */
  workers?: number | undefined;
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
/** Looks at an unfinished run, after which share of its replications. */
const LOOKS = [0.02, 0.1, 0.25, 0.5];
/** Fewer replications say too little to be shown. */
const LEAST_LOOK = 40;

/** Worker threads that simulate; started when first needed and kept until `close`. */
export function createSimulationPool({
  workers = Math.max(1, availableParallelism()),
  workerFile = fileURLToPath(new URL('./simulation-worker.ts', import.meta.url)),
}: PoolOptions = {}): SimulationPool {
  const threads = new Piscina({
    filename: workerFile,
    name: 'simulateBatch',
    // The pool is made when it is first needed; from then on the next preview finds one thread warm.
    minThreads: 1,
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
      const conclude = (tallies: RunTallies, partial: boolean) =>
        judge({
          plan: options.plan,
          scenario: options.scenario,
          tallies,
          seed: options.seed,
          inputHash: hash,
          elapsedMs: Math.round(performance.now() - started),
          warnings: findWarnings(compiled, tallies),
          partial,
        });
      const tallies = await simulateAll(run, (parts, done) => {
        const looked = parts ? { verdict: conclude(mergeTallies(parts), true) } : {};
        options.onProgress?.({ done, total: options.replications, ...looked });
      });
      return { verdict: conclude(tallies, false), pictures: runPicturesFrom(compiled, tallies) };
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
  const task = { name: 'compileForWorkers', ...(signal && { signal }) };
  try {
    return (await threads.run(plan, task)) as CompiledPlan;
  } catch (error) {
    if (signal?.aborted) throw new Cancelled();
    if (!/worker/i.test((error as Error).message)) throw error;
    return (await threads.run(plan, task)) as CompiledPlan;
  }
}

/** Hands out batches in order, `workers` at a time; the parts are joined in order, whoever was first. */
async function simulateAll(
  run: Run,
  tell: (parts: RunTallies[] | undefined, done: number) => void,
): Promise<RunTallies> {
  const { replications, signal } = run.options;
  const parts: RunTallies[] = [];
  const stop = new AbortController();
  const abort = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  let next = 0;
  let done = 0;
  let look = 0;

  async function work(): Promise<void> {
    while (next < replications) {
      const first = next;
      const count = Math.min(BATCH, replications - first);
      next += count;
      const part = await simulateBatch(run, first, count, abort);
      parts[first / BATCH] = part;
      done += count;
      const passed = looksPassed(done, replications);
      const isLook = done < replications && passed > look;
      look = passed;
      const whole = isLook && run.options.onProgress ? leading(parts) : [];
      tell(whole.length > 0 ? whole : undefined, done);
    }
  }

  try {
    await Promise.all(Array.from({ length: run.workers }, work));
  } catch (error) {
    stop.abort();
    if (signal?.aborted || isCancelled(error)) throw new Cancelled();
    throw error;
  }
  return mergeTallies(parts);
}

const looksPassed = (done: number, replications: number): number =>
  LOOKS.filter((share) => done >= Math.max(LEAST_LOOK, share * replications)).length;

/** The finished parts from the first on, without gaps. */
function leading(parts: readonly (RunTallies | undefined)[]): RunTallies[] {
  const gap = Array.from(parts).indexOf(undefined);
  return (gap < 0 ? parts : parts.slice(0, gap)) as RunTallies[];
}

/** A batch whose worker died is run once more; the second death is the run's. */
async function simulateBatch(
  { threads, compiled, options, name }: Run,
  first: number,
  count: number,
  signal: AbortSignal,
): Promise<RunTallies> {
  const batch: Batch = { run: name, compiled, seed: options.seed, first, count };
  try {
    return (await threads.run(batch, { signal })) as RunTallies;
  } catch {
    if (signal.aborted) throw new Cancelled();
    try {
      return (await threads.run(batch, { signal })) as RunTallies;
    } catch (again) {
      if (signal.aborted) throw new Cancelled();
      const range = `replications ${first} to ${first + count - 1}`;
      throw new Error(`A simulation worker failed twice on ${range}: ${(again as Error).message}`, {
        cause: again,
      });
    }
  }
}
