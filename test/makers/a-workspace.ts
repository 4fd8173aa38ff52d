import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type WorkspaceDatabase } from '#backend/storage/database.ts';
import { importFile, type ImportOptions } from '#backend/imports/import-file.ts';
import type { ImportReport } from '#shared/history/import-report.ts';

export interface TestWorkspace {
  folder: string;
  database: WorkspaceDatabase;
  planId: string;
  /** Writes a file into the folder and gives its path. */
  write(name: string, content: string | Buffer): string;
  /** Writes and imports it, in UTC unless the options say otherwise. */
  import(content: string | Buffer, options?: Partial<ImportOptions>): Promise<ImportReport>;
  close(): void;
}

/** A real database in a temporary folder, with one plan to import into. */
export function aWorkspace(): TestWorkspace {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-import-'));
  const { database } = openDatabase(folder);
  const planId = 'plan';
  database
    .prepare('INSERT INTO plan VALUES (?, ?, 1, ?, ?)')
    .run(planId, 'Plan', '{}', '2026-01-01T00:00:00Z');
  const write = (name: string, content: string | Buffer) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  return {
    folder,
    database,
    planId,
    write,
    import(content, options = {}) {
      const name = options.name ?? 'metrics.csv';
      return importFile({
        path: write(name, content),
        name,
        planId,
        planTimeZone: 'UTC',
        database,
        ...options,
      });
    },
    close() {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
