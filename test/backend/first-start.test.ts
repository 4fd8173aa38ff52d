import { expect, test, vi } from 'vitest';
import { aBackend } from '#test/makers/a-backend.ts';
import { aFolder } from '#test/makers/a-folder.ts';

test('a first start that is closed at any moment leaves nothing half-done, and is taken up again', async () => {
  const folder = aFolder();
  for (const wait of [0, 40, 300]) {
    const { backend } = aBackend({ folder, beginWithSample: true, workers: 1 });
    await new Promise((resolve) => setTimeout(resolve, wait));
    await backend.close();

    const looking = aBackend({ folder });
    const [plan, ...more] = await looking.client.plans.list();
    expect(more).toEqual([]);
    expect((await looking.client.workspace.check()).problems).toEqual([]);
    // All four series of the history, or none.
    expect([0, 4]).toContain((await looking.client.history.series({ plan: plan!.id })).length);
    expect(await looking.client.runs.list({ plan: plan!.id })).toEqual([]);
    await looking.backend.close();
  }
  const { client, backend } = aBackend({ folder, beginWithSample: true, workers: 1 });
  const [plan] = await client.plans.list();
  await vi.waitFor(async () => expect(await client.history.series({ plan: plan!.id })).toHaveLength(4), {
    timeout: 30_000,
  });
  await backend.close();
});
