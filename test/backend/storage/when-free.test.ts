import BetterSqlite3 from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { Cancelled, Unavailable } from '#backend/problems.ts';
import { databaseFile, openDatabase } from '#backend/storage/database.ts';
import { createPlanStore } from '#backend/storage/plans.ts';
import { whenFree } from '#backend/storage/when-free.ts';
import { aBackend } from '#test/makers/a-backend.ts';
import { aFolder } from '#test/makers/a-folder.ts';
import { aPlan } from '#test/makers/a-plan.ts';

/** A second connection that holds the write lock, as an import does while it copies its samples. */
function holdLock(folder: string): { release(): void } {
  const other = new BetterSqlite3(databaseFile(folder));
  onTestFinished(() => void other.close());
  other.exec('BEGIN IMMEDIATE');
  return { release: () => void other.exec('COMMIT') };
}

function aStore(folder = aFolder()) {
  const { database } = openDatabase(folder);
  onTestFinished(() => void database.close());
  return { folder, plans: createPlanStore(database) };
}

test('a plan saved while an import holds the workspace is stored when the import is done', async () => {
  const { client, folder } = aBackend();
  const { plan, revision } = await client.plans.create({ from: 'blank', name: 'Shop' });
  const lock = holdLock(folder);
  const saved = client.plans.save({ plan: { ...plan, description: 'Changed.' }, baseRevision: revision });
  // Longer than one statement waits; reading goes on meanwhile.
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect((await client.plans.get({ plan: plan.id })).revision).toBe(revision);
  lock.release();
  expect(await saved).toEqual({ revision: revision + 1 });
  expect((await client.plans.get({ plan: plan.id })).plan.description).toBe('Changed.');
});

test('a workspace opens while another connection writes to it', () => {
  const { folder, plans } = aStore();
  plans.create(aPlan());
  const lock = holdLock(folder);
  expect(aStore(folder).plans.list()).toHaveLength(1);
  lock.release();
});

test('when patience is over, it is said that something else writes, and nothing was changed', async () => {
  const { folder, plans } = aStore();
  const lock = holdLock(folder);
  const failure = await whenFree(() => plans.create(aPlan()), { patienceMs: 0 }).catch(
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(Unavailable);
  expect(failure).toMatchObject({ code: 'database-busy' });
  expect((failure as Unavailable).message).toMatch(/still writing.*Nothing was changed/);
  lock.release();
  expect(plans.list()).toEqual([]);
});

test('whoever no longer wants the answer does not wait for it', async () => {
  const { folder, plans } = aStore();
  const lock = holdLock(folder);
  const controller = new AbortController();
  const work = whenFree(() => plans.create(aPlan()), { signal: controller.signal });
  controller.abort();
  await expect(work).rejects.toBeInstanceOf(Cancelled);
  lock.release();
});

test('other errors are not tried again', async () => {
  let tries = 0;
  const work = () => {
    tries += 1;
    throw new RangeError('No.');
  };
  await expect(whenFree(work)).rejects.toThrow(RangeError);
  expect(tries).toBe(1);
});
