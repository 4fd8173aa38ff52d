import type { Problem } from '#shared/domain/problem.ts';

/** Something the user gave is wrong; shown where it happened. `code` is stable, messages are not. */
export class UserProblem extends Error {
  override readonly name = 'UserProblem';
  readonly code: string;
  readonly problems: Problem[];

  constructor(code: string, problems: Problem[] | string) {
    const list = typeof problems === 'string' ? [{ path: '', message: problems }] : problems;
    super(list.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('\n'));
    this.code = code;
    this.problems = list;
  }
}

/** The caller no longer wants the answer. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';

  constructor() {
    super('Cancelled.');
  }
}

/** Not possible now, possible later: a full disk, a locked database. Nothing was changed. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Whether the error says that somebody aborted the work, whoever threw it. */
export function isCancelled(error: unknown): boolean {
  if (error instanceof Cancelled) return true;
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  return name === 'AbortError' || code === 'ABORT_ERR';
}

/** Throws `Cancelled` when the signal was aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new Cancelled();
}
