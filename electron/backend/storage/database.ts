import { accessSync, constants, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { UserProblem } from '../problems.ts';
import { systemWords } from '../system-words.ts';
import { newestBackup, writeBackup } from './backups.ts';
import { applyMigrations, readMigrations, type Migration } from './migrations.ts';
import { asStorageProblem } from './storage-problems.ts';

export type WorkspaceDatabase = BetterSqlite3.Database;

/** `PRAGMA application_id` of a workspace: "Hdrm" in ASCII. */
const APPLICATION_ID = 0x4864726d;
const FILE_NAME = 'headroom.db';
/** How long opening waits for another process to finish, in milliseconds. */
const BUSY_TIMEOUT_MS = 5000;
/**
 * How long a statement waits once the workspace is open: it holds up everything else in this thread, so
 * longer waits are `whenFree`'s.
 */
const STATEMENT_TIMEOUT_MS = 50;

export interface OpenedDatabase {
  database: WorkspaceDatabase;
  /** What the user should hear about: a damaged file that was set aside, a backup that was made. */
  notices: string[];
}

export const databaseFile = (folder: string): string => join(folder, FILE_NAME);

/**
 * Opens the workspace in `folder`, making folder and file when they are missing, and brings it to the
 * newest schema. A damaged file is set aside under another name and a fresh one begun. Throws a
 * `UserProblem` for a file of a newer version or of another program; such a file is left as it is.
 */
export function openDatabase(folder: string, migrations: Migration[] = readMigrations()): OpenedDatabase {
  const notices: string[] = [];
  makeFolder(folder);
  const file = databaseFile(folder);
  let database = existsSync(file) ? openExisting(file, migrations) : openFile(file);
  if (!database) {
    notices.push(setAside(folder, file));
    database = openFile(file);
  }
  try {
    prepare(database, folder, migrations, notices);
    database.pragma(`busy_timeout = ${STATEMENT_TIMEOUT_MS}`);
  } catch (error) {
    database.close();
    throw asStorageProblem(error);
  }
  return { database, notices };
}

/** `PRAGMA quick_check`: empty when the file is sound. */
export function checkDatabase(database: WorkspaceDatabase): string[] {
  try {
    const rows = database.pragma('quick_check(20)') as { quick_check: string }[];
    const found = rows.map((row) => row.quick_check).filter((text) => text !== 'ok');
    const broken = database.pragma('foreign_key_check') as { table: string }[];
    return [...found, ...broken.map(({ table }) => `A row of table "${table}" points to nothing.`)];
  } catch (error) {
    return [(error as Error).message];
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new UserProblem(
      'workspace-folder',
      `The workspace folder "${folder}" cannot be made or written to: ${systemWords(error)}. Change that, or choose another folder with --workspace.`,
    );
  }
}

function openFile(file: string): WorkspaceDatabase {
  try {
    return new BetterSqlite3(file, { timeout: BUSY_TIMEOUT_MS });
  } catch (error) {
    throw asStorageProblem(error);
  }
}

/** The database, or null when the file is damaged. Looks without writing, so that a refused file stays as it is. */
function openExisting(file: string, migrations: Migration[]): WorkspaceDatabase | null {
  const database = openFile(file);
  try {
    const version = database.pragma('user_version', { simple: true }) as number;
    const owner = database.pragma('application_id', { simple: true }) as number;
    refuseForeign(file, owner, version);
    refuseNewer(file, version, migrations);
    const rows = database.pragma('quick_check(1)') as { quick_check: string }[];
    if (rows[0]?.quick_check === 'ok') return database;
  } catch (error) {
    if (!isDamage(error)) {
      database.close();
      throw asStorageProblem(error);
    }
  }
  database.close();
  return null;
}

function refuseForeign(file: string, owner: number, version: number): void {
  if (owner === APPLICATION_ID || (owner === 0 && version === 0)) return;
  throw new UserProblem(
    'database-foreign',
    `"${file}" is a database of another program. Choose another folder with --workspace.`,
  );
}

function refuseNewer(file: string, version: number, migrations: Migration[]): void {
  const newest = migrations.at(-1)?.number ?? 0;
  if (version <= newest) return;
  throw new UserProblem(
    'database-newer',
    `"${file}" was written by a newer Headroom (schema ${version}; this one knows up to ${newest}). ` +
      'It was left untouched. Update Headroom, or choose another folder with --workspace.',
  );
}

function prepare(
  database: WorkspaceDatabase,
  folder: string,
  migrations: Migration[],
  notices: string[],
): void {
  database.pragma('journal_mode = WAL');
  database.pragma('foreign_keys = ON');
  database.pragma('synchronous = NORMAL');
  const version = database.pragma('user_version', { simple: true }) as number;
  const isBehind = version < (migrations.at(-1)?.number ?? 0);
  if (version > 0 && isBehind) {
    notices.push(
      `The workspace was brought to a newer version. A backup was made first: ${writeBackup(database, folder, `before-${version + 1}`)}`,
    );
  }
  applyMigrations(database, migrations);
  if (version === 0) database.pragma(`application_id = ${APPLICATION_ID}`);
}

/** Moves the damaged file and its companions out of the way; says where they went. */
function setAside(folder: string, file: string): string {
  const stamp = new Date().toISOString().replace(/[:.]/g, '-');
  const target = join(folder, `headroom-damaged-${stamp}.db`);
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, target + suffix);
  }
  const backup = newestBackup(folder);
  return (
    `The workspace file was damaged. It was set aside as "${target}" and a new, empty one was begun. ` +
    (backup ? `The newest backup is "${backup}".` : 'There is no backup yet.')
  );
}

function isDamage(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
}
