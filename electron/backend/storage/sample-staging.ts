import type { WorkspaceDatabase } from './database.ts';

/** Samples copied per statement, so that a cancelled import stops within a second. */
const COPY_ROWS = 50_000;

export type SampleStaging = ReturnType<typeof createSampleStaging>;

/**
 * Where an import gathers its samples before they enter the workspace: temporary tables of one
 * connection. The workspace is locked only while they are copied, and a killed process leaves nothing.
 */
export function createSampleStaging(database: WorkspaceDatabase) {
  database.pragma('temp_store = FILE');
  database.exec(`
    DROP TABLE IF EXISTS temp.staged_sample;
    DROP TABLE IF EXISTS temp.staged_wall;
    CREATE TEMP TABLE staged_sample (
      column_index INTEGER NOT NULL, at_ms INTEGER NOT NULL, value REAL NOT NULL, line INTEGER NOT NULL,
      PRIMARY KEY (column_index, at_ms)
    ) STRICT, WITHOUT ROWID;
    CREATE TEMP TABLE staged_wall (
      column_index INTEGER NOT NULL, wall_ms INTEGER NOT NULL,
      PRIMARY KEY (column_index, wall_ms)
    ) STRICT, WITHOUT ROWID;`);
  const addSample = database.prepare('INSERT OR IGNORE INTO temp.staged_sample VALUES (?, ?, ?, ?)');
  const addWall = database.prepare('INSERT OR IGNORE INTO temp.staged_wall VALUES (?, ?)');
  const walls = database.prepare<[number], { wall_ms: number }>(
    'SELECT wall_ms FROM temp.staged_wall WHERE column_index = ? ORDER BY wall_ms',
  );
  const samples = database.prepare<[number], { at_ms: number; value: number }>(
    'SELECT at_ms, value FROM temp.staged_sample WHERE column_index = ? ORDER BY at_ms',
  );
  const copy = database.prepare(
    `INSERT INTO main.sample (series_id, at_ms, value, line)
     SELECT ?, at_ms, value, line FROM temp.staged_sample WHERE column_index = ? AND at_ms > ? ORDER BY at_ms LIMIT ${COPY_ROWS}`,
  );
  const lastCopied = database.prepare<[number], { at: number | null }>(
    'SELECT max(at_ms) AS at FROM main.sample WHERE series_id = ?',
  );

  return {
    /** False when the instant is taken: the first value stays. */
    addSample: (column: number, at: number, value: number, line: number): boolean =>
      addSample.run(column, at, value, line).changes > 0,
    /** False when the wall clock was there before. */
    addWall: (column: number, wall: number): boolean => addWall.run(column, wall).changes > 0,
    *walls(column: number): Generator<number> {
      for (const { wall_ms } of walls.iterate(column)) yield wall_ms;
    },
    samples: (column: number): Iterable<{ at_ms: number; value: number }> => samples.iterate(column),
    /** Inside a transaction; `onCopied` hears of every slice and may throw to stop. */
    copyTo(series: number, column: number, onCopied: (samples: number) => void): void {
      let after = Number.MIN_SAFE_INTEGER;
      for (let copied = COPY_ROWS; copied === COPY_ROWS;) {
        copied = copy.run(series, column, after).changes;
        onCopied(copied);
        after = lastCopied.get(series)?.at ?? after;
      }
    },
    /** Runs the work in one transaction of the temporary tables, which is what makes many inserts fast. */
    batch: (work: () => void): void => database.transaction(work)(),
    clear: (): void => void database.exec('DELETE FROM temp.staged_sample; DELETE FROM temp.staged_wall;'),
    close: (): void => void database.exec('DROP TABLE temp.staged_sample; DROP TABLE temp.staged_wall;'),
  };
}
