import { setTimeout as delay } from 'node:timers/promises';
import { Cancelled } from '../problems.ts';
import { asStorageProblem } from './storage-problems.ts';

export interface WhenFreeOptions {
  signal?: AbortSignal | undefined;
  /** How long to go on trying, in milliseconds. */
  patienceMs?: number;
}

/** The copy of an import of 1 GB into the workspace holds the lock for about a minute. */
const PATIENCE_MS = 150_000;
const PAUSE_MS = 100;

/**
 * Does the work as soon as no other connection writes: tries again in short pauses, in which everything
 * else goes on. The work must change nothing before its first write. Throws `Unavailable`
 * `database-busy` when patience is over, `Cancelled` when the signal is aborted meanwhile.
 */
export async function whenFree<Result>(
  work: () => Result | Promise<Result>,
  { signal, patienceMs = PATIENCE_MS }: WhenFreeOptions = {},
): Promise<Result> {
  const end = performance.now() + patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (performance.now() > end) throw asStorageProblem(error);
    }
    await delay(PAUSE_MS, undefined, { signal }).catch(() => {
      throw new Cancelled();
    });
  }
}

function isBusy(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'));
}
