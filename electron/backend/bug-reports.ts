import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { destination, pino } from 'pino';

/** One log file is kept beside the current one. */
const LOG_LIMIT_BYTES = 5 * 1024 * 1024;

export interface BugReports {
  readonly file: string;
  /** Writes the error to the log and returns the code it can be found by. */
  report(error: unknown, where: string): string;
  /** Notes that something happened. No names, figures or texts of the user belong here. */
  note(message: string, facts?: Record<string, string | number | boolean>): void;
  close(): void;
}

/** Logs into `logs/headroom.log` of the workspace, one JSON line per entry. */
export function createBugReports(folder: string, host: string): BugReports {
  const file = join(folder, 'logs', 'headroom.log');
  mkdirSync(join(folder, 'logs'), { recursive: true });
  if (existsSync(file) && statSync(file).size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
  const stream = destination({ dest: file, sync: true, append: true });
  const log = pino({ base: { host, pid: process.pid } }, stream);
  // A log that cannot be written must never take the work down with it.
  stream.on('error', () => {});

  return {
    file,
    report(error, where) {
      const cause = error instanceof Error ? error : new Error(String(error));
      const code = codeOf(cause, where);
      log.error({ code, where, err: cause }, 'bug');
      return code;
    },
    note: (message, facts = {}) => log.info(facts, message),
    close: () => stream.end(),
  };
}

/** The same fault in the same place has the same code: `BUG-1a2b3c`. */
function codeOf(error: Error, where: string): string {
  const frame = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at ')) ?? '';
  const place = frame.replace(/\(?(?:file:\/\/)?\S*\/(\S+?)\)?$/, '$1');
  return `BUG-${createHash('sha256').update(`${where} ${error.name} ${place}`).digest('hex').slice(0, 6)}`;
}
