import { parentPort, workerData } from 'node:worker_threads';
import BetterSqlite3 from 'better-sqlite3';
import { Cancelled, isCancelled, Unavailable, UserProblem } from '../problems.ts';
import { runImport, type ImportRequest } from './run-import.ts';
import type { ImportFailure, ImportMessage } from './worker-messages.ts';

const { request, databaseFile, cancelFlag } = workerData as {
  request: ImportRequest;
  databaseFile: string;
  cancelFlag: SharedArrayBuffer;
};
const cancelled = new Int32Array(cancelFlag);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads has no origin
const post = (message: ImportMessage) => parentPort!.postMessage(message);

/** Long enough for another connection to finish its own transaction. */
const BUSY_TIMEOUT_MS = 30_000;

const database = new BetterSqlite3(databaseFile, { timeout: BUSY_TIMEOUT_MS });
try {
  database.pragma('foreign_keys = ON');
  database.pragma('synchronous = NORMAL');
  const report = await runImport(request, database, {
    check() {
      if (Atomics.load(cancelled, 0) === 1) throw new Cancelled();
    },
    progress: (progress) => post({ kind: 'progress', progress }),
  });
  post({ kind: 'done', report });
} catch (error) {
  post({ kind: 'failed', failure: describeFailure(error) });
} finally {
  database.close();
}

function describeFailure(error: unknown): ImportFailure {
  if (isCancelled(error)) return { kind: 'cancelled' };
  if (error instanceof UserProblem)
    return { kind: 'userProblem', code: error.code, problems: error.problems };
  if (error instanceof Unavailable) return { kind: 'unavailable', code: error.code, message: error.message };
  return { kind: 'bug', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
