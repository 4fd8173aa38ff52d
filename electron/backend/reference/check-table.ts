import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { KnownResult } from '#shared/queueing/known-results/known-result.ts';
import {
  type CheckOptions,
  type CheckedResult,
  groupResults,
} from '#shared/replay/known-results/check-results.ts';
import { Cancelled, throwIfCancelled } from '../problems.ts';

export interface TableOptions extends CheckOptions {
  /** Threads. Default: one per core. */
  workers?: number | undefined;
  signal: AbortSignal;
  /** Results checked so far. */
  onProgress?: (done: number) => void;
}

/** Checks a table of known results, models side by side in worker threads; results in the table's order. */
export async function checkTable(
  results: readonly KnownResult[],
  { replay, workers = availableParallelism(), signal, onProgress }: TableOptions,
): Promise<CheckedResult[]> {
  throwIfCancelled(signal);
  const groups = groupResults(results);
  const threads = new Piscina({
    filename: fileURLToPath(new URL('./reference-worker.ts', import.meta.url)),
    name: 'checkInWorker',
    minThreads: 1,
    maxThreads: Math.min(workers, groups.length),
  });
  let done = 0;
  try {
    const checked = await Promise.all(
      groups.map(async (group) => {
        const part = (await threads.run({ group, options: { replay } }, { signal })) as CheckedResult[];
        done += group.length;
        onProgress?.(done);
        return part;
      }),
    );
    const byId = new Map(checked.flat().map((result) => [result.id, result]));
    return results.map(({ id }) => byId.get(id)!);
  } catch (error) {
    if (signal.aborted) throw new Cancelled();
    throw error;
  } finally {
    await threads.destroy();
  }
}
