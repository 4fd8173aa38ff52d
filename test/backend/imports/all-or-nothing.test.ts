import { spawn } from 'node:child_process';
import { once } from 'node:events';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importFile } from '#backend/imports/import-file.ts';
import { runImport } from '#backend/imports/run-import.ts';
import { Cancelled, Unavailable } from '#backend/problems.ts';
import { checkDatabase } from '#backend/storage/database.ts';
import { createSampleStore } from '#backend/storage/samples.ts';
import { aWorkspace, type TestWorkspace } from '#test/makers/a-workspace.ts';
import { csvText } from '#test/makers/csv-text.ts';

let workspace: TestWorkspace;
beforeEach(() => void (workspace = aWorkspace()));
afterEach(() => workspace.close());

const longFile = () =>
  workspace.write('long.csv', csvText({ records: 150_000, stepMs: 60_000, from: '2020-01-01T00:00:00Z' }));
const watch = { check: () => {}, progress: () => {} };

function countRows(): number[] {
  return ['history_import', 'series', 'sample'].map(
    (table) => (workspace.database.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n,
  );
}

test('an import stores the file, its series, its samples and its report together', async () => {
  const report = await workspace.import(csvText({ records: 100 }));
  expect(countRows()).toEqual([1, 1, 100]);
  const store = createSampleStore(workspace.database);
  expect(store.listImports(workspace.planId)[0]!.report).toEqual(report);
  expect(store.listSeries(workspace.planId)).toEqual(report.series);
});

test('the same content is recognised, whatever the name of the file', async () => {
  const first = await workspace.import(csvText(), { name: 'monday.csv' });
  const second = await workspace.import(csvText(), { name: 'copy of monday.csv' });
  expect(second).toMatchObject({ alreadyImported: true, importId: first.importId, rows: 48 });
  expect(countRows()).toEqual([1, 1, 48]);
});

test('a removed import can be imported again', async () => {
  const store = createSampleStore(workspace.database);
  const { importId } = await workspace.import(csvText());
  expect(store.removeImport(importId!)).toBe(true);
  expect(countRows()).toEqual([0, 0, 0]);
  expect(store.removeImport(importId!)).toBe(false);
  expect((await workspace.import(csvText())).alreadyImported).toBe(false);
});

test('a dry run reports the same and stores nothing', async () => {
  const dry = await workspace.import(csvText(), { dryRun: true });
  expect(countRows()).toEqual([0, 0, 0]);
  const real = await workspace.import(csvText());
  expect(dry).toMatchObject({ rows: real.rows, quality: real.quality, decisions: real.decisions });
});

test('a cancelled import stops and leaves nothing', async () => {
  const controller = new AbortController();
  const work = importFile({
    path: longFile(),
    name: 'long.csv',
    planId: workspace.planId,
    planTimeZone: 'UTC',
    database: workspace.database,
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  await expect(work).rejects.toBeInstanceOf(Cancelled);
  expect(countRows()).toEqual([0, 0, 0]);
});

test('an import that is cancelled before it begins does not begin', async () => {
  await expect(workspace.import(csvText(), { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(
    Cancelled,
  );
});

test('cancelled at every moment it asks, the import leaves nothing; never cancelled, all', async () => {
  const request = {
    path: workspace.write('short.csv', csvText()),
    name: 'short.csv',
    planId: workspace.planId,
    planTimeZone: 'UTC',
  };
  for (let moment = 0; ; moment += 1) {
    let asked = 0;
    const check = () => {
      if (asked++ === moment) throw new Cancelled();
    };
    const result = await runImport(request, workspace.database, { ...watch, check }).catch(
      (error: unknown) => error,
    );
    if (!(result instanceof Cancelled)) {
      expect(moment).toBeGreaterThan(3);
      break;
    }
    expect(countRows()).toEqual([0, 0, 0]);
  }
  expect(countRows()).toEqual([1, 1, 48]);
});

test('progress tells bytes, rows, rate and time left, and never goes back', async () => {
  const events: { bytes: number; totalBytes: number; rows: number; rowsPerSecond: number; share?: number }[] =
    [];
  const options = { planId: workspace.planId, planTimeZone: 'UTC', database: workspace.database };
  await importFile({
    ...options,
    path: longFile(),
    name: 'long.csv',
    onProgress: (event) => events.push(event),
  });
  expect(events.length).toBeGreaterThan(1);
  const shares = events.map(({ share }) => share!);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(events.every(({ bytes, totalBytes }) => bytes <= totalBytes)).toBe(true);
  expect(events.at(-1)!.rowsPerSecond).toBeGreaterThan(0);
});

test('a process killed in mid-import leaves no trace', async () => {
  const script = `
    import { openDatabase } from '#backend/storage/database.ts';
    import { importFile } from '#backend/imports/import-file.ts';
    const { database } = openDatabase(${JSON.stringify(workspace.folder)});
    await importFile({ path: ${JSON.stringify(longFile())}, name: 'long.csv', planId: 'plan', planTimeZone: 'UTC', database,
      onProgress: ({ rows }) => rows > 0 && process.stdout.write('under way\\n') });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  expect(countRows()).toEqual([0, 0, 0]);
  expect(checkDatabase(workspace.database)).toEqual([]);
  expect((await workspace.import(csvText())).rows).toBe(48);
});

test('a full disk is told as such, and what was there stays', async () => {
  await workspace.import(csvText());
  const full = new BetterSqlite3(workspace.database.name);
  full.pragma('foreign_keys = ON');
  full.pragma(`max_page_count = ${(full.pragma('page_count', { simple: true }) as number) + 20}`);
  const work = runImport(
    { path: longFile(), name: 'long.csv', planId: workspace.planId, planTimeZone: 'UTC' },
    full,
    watch,
  );
  await expect(work).rejects.toMatchObject({ code: 'disk-full', name: Unavailable.name });
  full.close();
  expect(countRows()).toEqual([1, 1, 48]);
  expect(checkDatabase(workspace.database)).toEqual([]);
});
