import { Unavailable, UserProblem } from '../problems.ts';

/**
 * What SQLite and the file system say, in words that tell what to do. Statements roll back on these
 * errors, so nothing was changed. Other errors pass through as they are.
 */
export function asStorageProblem(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return error;
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return new Unavailable(
      'disk-full',
      'The disk is full. Nothing was changed. Free some space and try again.',
    );
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new Unavailable(
      'database-busy',
      'A large import or another Headroom is still writing to this workspace. Nothing was changed. Try again when it has finished.',
    );
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return new UserProblem(
      'workspace-read-only',
      'The workspace folder cannot be written to. Change its permissions or choose another folder with --workspace.',
    );
  }
  if (code.startsWith('SQLITE_CANTOPEN')) {
    return new UserProblem(
      'workspace-cannot-open',
      'The workspace file cannot be opened. Check that the folder exists and may be written to, or choose another with --workspace.',
    );
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return new Unavailable(
      'disk-error',
      `The disk could not be read or written (${code}). Nothing was changed. Check the disk and its free space, then try again.`,
    );
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new Unavailable(
      'database-damaged',
      'The workspace file is damaged. Start Headroom again: it sets the file aside and names the newest backup.',
    );
  }
  return error;
}
