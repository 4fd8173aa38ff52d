import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';

export interface Migration {
  /** `PRAGMA user_version` after it. */
  number: number;
  name: string;
  sql: string;
}

/** The numbered files of `migrations/`, in order. They are append-only. */
export function readMigrations(folder: URL = new URL('./migrations/', import.meta.url)): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-.*\.sql$/.test(name))
    .sort()
    .map((name) => ({
      number: Number(name.slice(0, 4)),
      name: name.slice(5, -4),
      sql: readFileSync(new URL(name, folder), 'utf8'),
    }));
}

/**
 * Applies what is missing, each migration in a transaction of its own: a failing one leaves the
 * database as the one before left it. The version is read again inside the transaction, so
 * that two processes that start together do not apply one twice; where nothing is missing there is none,
 * so that nobody's long import holds up the start.
 */
export function applyMigrations(database: Database, migrations: Migration[]): void {
  const applied = database.pragma('user_version', { simple: true }) as number;
  for (const migration of migrations.filter(({ number }) => number > applied)) {
    database
      .transaction(() => {
        const version = database.pragma('user_version', { simple: true }) as number;
        if (version >= migration.number) return;
        database.exec(migration.sql);
        database.pragma(`user_version = ${migration.number}`);
      })
      .immediate();
  }
}
