import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { createBugReports } from '#backend/bug-reports.ts';
import { createRunJobs } from '#backend/run-jobs.ts';
import { createSimulationPool } from '#backend/runs/simulation-pool.ts';
import { openDatabase, type WorkspaceDatabase } from '#backend/storage/database.ts';
import { createPlanStore } from '#backend/storage/plans.ts';
import { createRunStore } from '#backend/storage/runs.ts';
import type { RunEvent } from '#shared/contract/run-records.ts';
import { aFolder } from '#test/makers/a-folder.ts';
import { aPoolPlan, availability } from '#test/makers/a-run.ts';

const workerFile = fileURLToPath(
  new URL('../../../electron/backend/runs/simulation-worker.ts', import.meta.url),
);
const plan = aPoolPlan(
  { failure: { mtbfHours: 100, mttrMinutes: 40 } },
  { demand: { journeys: [{ journey: 'order', level: { low: 20, high: 50 } }] }, clauses: [availability()] },
);
const request = { plan: plan.id, scenario: 'base', seed: 3, replications: 400, workers: 2 };

/** A worker that is killed, with the whole thread, when it is handed replication `at` while the mark is there. */
function aWorkerKilledAt(at: number): { file: string; mark: string } {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-killed-'));
  const mark = join(folder, 'mark');
  const file = join(folder, 'killed.mjs');
  writeFileSync(mark, '');
  writeFileSync(
    file,
    `import { existsSync } from 'node:fs';
import { simulateBatch as simulate } from ${JSON.stringify(workerFile)};
export { compileForWorkers } from ${JSON.stringify(workerFile)};
export const simulateBatch = (batch) => {
  if (batch.first <= ${at} && ${at} < batch.first + batch.count && existsSync(${JSON.stringify(mark)})) process.exit(1);
  return simulate(batch);
};
`,
  );
  return { file, mark };
}

function aWorkspaceWithJobs(file = workerFile) {
  const folder = aFolder();
  const { database } = openDatabase(folder);
  const bugs = createBugReports(folder, 'cli');
  const plans = createPlanStore(database);
  const runs = createRunStore(database);
  const pool = createSimulationPool({ workers: 2, workerFile: file });
  plans.create(plan);
  const jobs = createRunJobs({
    plans,
    runs,
    pool: () => Promise.resolve(pool),
    bugs,
    looksWithPictures: false,
  });
  onTestFinished(async () => {
    jobs.close();
    await pool.close();
    database.close();
    bugs.close();
  });
  return { jobs, runs, rows: () => rowsOf(database) };
}

/** Every row of every table. */
function rowsOf(database: WorkspaceDatabase): string {
  const tables = database
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all();
  return JSON.stringify(
    tables.map(({ name }) => [name, database.prepare(`SELECT * FROM "${name}"`).all()]),
    (_key, value: unknown) => (Buffer.isBuffer(value) ? value.toString('base64') : value),
  );
}

async function follow(events: AsyncIterable<RunEvent>, onProgress: () => void): Promise<void> {
  for await (const event of events) if (event.kind === 'progress') onProgress();
}

test('a worker killed in the middle of a run that is to be stored leaves every row as it was', async () => {
  const { file, mark } = aWorkerKilledAt(200);
  const { jobs, rows } = aWorkspaceWithJobs(file);
  const before = rows();
  let seen = 0;
  await expect(follow(jobs.follow(request), () => (seen += 1))).rejects.toThrow(
    /failed twice on replications/,
  );
  expect(seen).toBeGreaterThan(0);
  expect(existsSync(mark)).toBe(true);
  expect(rows()).toBe(before);
});

test('a run cancelled twice, in its middle, leaves every row as it was, and runs through afterwards', async () => {
  const { jobs, runs, rows } = aWorkspaceWithJobs();
  const before = rows();
  const controller = new AbortController();
  const cancel = () => {
    controller.abort();
    controller.abort();
  };
  await expect(
    follow(jobs.follow({ ...request, replications: 20_000 }, controller.signal), cancel),
  ).rejects.toThrow();
  jobs.close();
  expect(rows()).toBe(before);
  const { run } = await jobs.finish(request);
  expect(runs.list(plan.id).map(({ id }) => id)).toEqual([run.id]);
});

test('a run cancelled before it starts leaves every row as it was', async () => {
  const { jobs, rows } = aWorkspaceWithJobs();
  const before = rows();
  await expect(follow(jobs.follow(request, AbortSignal.abort()), () => {})).rejects.toThrow();
  expect(rows()).toBe(before);
});

test('two runs of which one is cancelled: the other is stored, and nothing else', async () => {
  const { jobs, runs } = aWorkspaceWithJobs();
  const controller = new AbortController();
  const doomed = follow(jobs.follow({ ...request, replications: 20_000 }, controller.signal), () =>
    controller.abort(),
  );
  const kept = jobs.finish(request);
  await expect(doomed).rejects.toThrow();
  const { run } = await kept;
  expect(runs.list(plan.id).map(({ id }) => id)).toEqual([run.id]);
});
