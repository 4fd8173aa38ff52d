import { Worker } from 'node:worker_threads';
import type { ImportEvent, ImportReport } from '#shared/history/import-report.ts';
import { Cancelled, throwIfCancelled, Unavailable, UserProblem } from '../problems.ts';
import type { WorkspaceDatabase } from '../storage/database.ts';
import type { ImportProgress, ImportRequest } from './run-import.ts';
import type { ImportFailure, ImportMessage } from './worker-messages.ts';

export { previewFile } from './preview-file.ts';

export interface ImportOptions extends ImportRequest {
  /** The workspace; the import opens a connection of its own to the same file. */
  database: WorkspaceDatabase;
  signal?: AbortSignal;
  /** At most ten times a second. */
  onProgress?: (event: ProgressEvent) => void;
}

export type ProgressEvent = Extract<ImportEvent, { kind: 'progress' }>;

const PROGRESS_MS = 100;

/**
 * Imports a file in a worker thread, so that the window stays quick meanwhile: all of it or nothing.
 * Rejects with `UserProblem` (the file or the mapping), `Cancelled` (within a second of the signal) or
 * `Unavailable` (the disk is full, the database is busy); in every case nothing is stored.
 */
export async function importFile({
  database,
  signal,
  onProgress,
  ...request
}: ImportOptions): Promise<ImportReport> {
  throwIfCancelled(signal);
  const cancelFlag = new SharedArrayBuffer(4);
  const worker = startWorker({ request, databaseFile: database.name, cancelFlag });
  const cancel = () => void Atomics.store(new Int32Array(cancelFlag), 0, 1);
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return await waitForReport(worker, onProgress && throttle(onProgress));
  } finally {
    signal?.removeEventListener('abort', cancel);
    await worker.terminate();
  }
}

interface WorkerParts {
  request: ImportRequest;
  databaseFile: string;
  cancelFlag: SharedArrayBuffer;
}

/** From source in development and tests, from the bundle beside this one when built. */
function startWorker(workerData: WorkerParts): Worker {
  const file = import.meta.url.endsWith('.ts') ? './import-worker.ts' : './import-worker.js';
  return new Worker(new URL(file, import.meta.url), {
    workerData,
    // A small young generation: the garbage of parsing would otherwise be the larger part of the memory.
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
    // The host's own switches (--eval, --input-type) would stop the worker's file from loading.
    execArgv: [],
  });
}

function waitForReport(
  worker: Worker,
  onProgress?: (progress: ImportProgress) => void,
): Promise<ImportReport> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: ImportMessage) => {
      if (message.kind === 'progress') onProgress?.(message.progress);
      else if (message.kind === 'done') resolve(message.report);
      else reject(toError(message.failure));
    });
    worker.on('error', reject);
    worker.on('exit', (code) =>
      reject(new Error(`The import stopped unexpectedly (exit code ${code}). Nothing was stored.`)),
    );
  });
}

function toError(failure: ImportFailure): Error {
  switch (failure.kind) {
    case 'cancelled':
      return new Cancelled();
    case 'userProblem':
      return new UserProblem(failure.code, failure.problems);
    case 'unavailable':
      return new Unavailable(failure.code, failure.message);
    case 'bug':
      return new Error(failure.message);
  }
}

/** Adds rate and time left, and lets one event through per tenth of a second. */
function throttle(onProgress: (event: ProgressEvent) => void): (progress: ImportProgress) => void {
  const start = performance.now();
  let last = -Infinity;
  return ({ bytes, totalBytes, rows, share }) => {
    const now = performance.now();
    if (now - last < PROGRESS_MS) return;
    last = now;
    const seconds = (now - start) / 1000;
    const secondsLeft = share > 0 && seconds > 0.5 ? (seconds / share) * (1 - share) : null;
    onProgress({
      kind: 'progress',
      bytes,
      totalBytes,
      rows,
      rowsPerSecond: seconds > 0 ? rows / seconds : 0,
      secondsLeft,
      share,
    });
  };
}
