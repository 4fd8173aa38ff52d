import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';

const backupFolder = (folder: string): string => join(folder, 'backups');

/** Writes a consistent copy of the open database and returns its path. */
export function writeBackup(database: Database, folder: string, reason: string): string {
  mkdirSync(backupFolder(folder), { recursive: true });
  const stamp = new Date().toISOString().replace(/[:.]/g, '-');
  const file = join(backupFolder(folder), `headroom-${stamp}-${reason}.db`);
  database.prepare('VACUUM INTO ?').run(file);
  return file;
}

/** Names begin with the instant, so the last in order is the newest. */
export function newestBackup(folder: string): string | undefined {
  if (!existsSync(backupFolder(folder))) return undefined;
  const files = readdirSync(backupFolder(folder)).filter((name) => name.endsWith('.db'));
  const newest = files.sort().at(-1);
  return newest && join(backupFolder(folder), newest);
}
