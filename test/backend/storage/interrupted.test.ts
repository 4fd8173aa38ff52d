import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { checkDatabase, openDatabase } from '#backend/storage/database.ts';
import { createPlanStore } from '#backend/storage/plans.ts';
import { aBackend } from '#test/makers/a-backend.ts';
import { aFolder } from '#test/makers/a-folder.ts';
import { aPlan } from '#test/makers/a-plan.ts';

test.skipIf(process.platform === 'win32').for([20, 60, 140])(
  'a process killed while it saves (after %i ms) leaves the last state whole',
  async (patience) => {
    const folder = aFolder();
    const program = join(import.meta.dirname, 'save-for-ever.ts');
    const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    await delay(patience);
    child.kill('SIGKILL');
    await once(child, 'exit');

    const { database, notices } = openDatabase(folder);
    expect(notices).toEqual([]);
    expect(checkDatabase(database)).toEqual([]);
    const { plan, revision } = createPlanStore(database).get('small');
    expect(revision).toBeGreaterThan(1);
    expect(plan.description).toBe(
      String(revision - 1)
        .repeat(400)
        .slice(0, plan.description.length),
    );
    const kept = database.prepare('SELECT count(*) FROM plan_revision').pluck().get();
    expect(kept).toBe(revision);
    database.close();
  },
);

const smallDisk = mountSmallDisk();

test.skipIf(smallDisk === undefined)(
  'on a full disk a save is refused in words, and everything before it stays',
  async () => {
    const folder = join(smallDisk!.folder, 'workspace');
    onTestFinished(() => smallDisk!.unmount());
    const { client, backend } = aBackend({ folder });
    const { plan } = await client.plans.importFile({ text: JSON.stringify(aPlan()) });
    let saved = 1;
    const fill = async () => {
      for (;;) {
        const next = { ...plan, description: `${saved}`.repeat(500).slice(0, 2000) };
        ({ revision: saved } = await client.plans.save({ plan: next, baseRevision: saved }));
      }
    };
    await expect(fill()).rejects.toMatchObject({
      code: 'unavailable',
      data: { code: 'disk-full' },
      message: expect.stringContaining('disk is full') as string,
    });
    expect((await client.plans.get({ plan: plan.id })).revision).toBe(saved);
    expect((await client.workspace.check()).problems).toEqual([]);
    await backend.close();
  },
);

/** A disk of a megabyte, where the tests may mount one; undefined where not. */
function mountSmallDisk(): { folder: string; unmount: () => void } | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const folder = join('/tmp', `headroom-small-disk-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmdirSync(folder);
    return undefined;
  }
  return {
    folder,
    unmount: () => {
      execFileSync('umount', ['-l', folder]);
      rmdirSync(folder);
    },
  };
}
