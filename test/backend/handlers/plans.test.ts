import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aBackend, RESOURCES } from '#test/makers/a-backend.ts';
import { aPlan } from '#test/makers/a-plan.ts';

const sampleText = readFileSync(join(RESOURCES, 'sample', 'online-shop.headroom.json'), 'utf8');

test('a blank plan is valid, empty, and its name is made unique', async () => {
  const { client } = aBackend();
  const first = await client.plans.create({ from: 'blank', name: 'Shop' });
  const second = await client.plans.create({ from: 'blank', name: 'Shop' });
  expect(first.plan).toMatchObject({ id: 'shop', name: 'Shop', components: [], journeys: [] });
  expect(second.plan).toMatchObject({ id: 'shop-2', name: 'Shop 2' });
});

test('the sample brings its history', async () => {
  const { client } = aBackend();
  const { plan } = await client.plans.create({ from: 'sample' });
  const series = await client.history.series({ plan: plan.id });
  expect(series.map(({ name }) => name)).toEqual(['browse', 'search', 'cart', 'checkout']);
  expect(series[0]!.samples).toBeGreaterThan(17_000);
});

test('a plan file imported twice is one plan, and comes out byte for byte', async () => {
  const { client } = aBackend();
  const { plan } = await client.plans.importFile({ text: sampleText });
  await client.plans.importFile({ text: sampleText });
  expect(await client.plans.list()).toHaveLength(1);
  expect(await client.plans.exportFile({ plan: plan.id })).toEqual({
    fileName: 'online-shop-2027.headroom.json',
    text: sampleText,
  });
});

test('the same plan with its keys in another order is the same state, not the next', async () => {
  const { client } = aBackend();
  const { revision } = await client.plans.importFile({ text: sampleText });
  const turned = JSON.stringify(withKeysTurned(JSON.parse(sampleText)));
  expect((await client.plans.importFile({ text: turned, replace: true })).revision).toBe(revision);
});

function withKeysTurned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withKeysTurned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, withKeysTurned(inner)]),
  );
}

test('a file of a newer plan schema is refused with what to do', async () => {
  const { client } = aBackend();
  const text = JSON.stringify({ ...aPlan(), schemaVersion: 99 });
  await expect(client.plans.importFile({ text })).rejects.toMatchObject({
    code: 'userProblem',
    data: {
      problems: [{ path: 'schemaVersion', message: expect.stringContaining('Update Headroom') as string }],
    },
  });
});

test('a file says all that is wrong with it at once: values, names and times', async () => {
  const { client } = aBackend();
  const text = sampleText
    .replace('"component": "payment"', '"component": "paymnet"')
    .replace('"patienceMinutes": 2880', '"patienceMinutes": -2880')
    .replace('FREQ=WEEKLY;BYDAY=SU', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30');
  const failure = await client.plans.importFile({ text }).catch((error: unknown) => error);
  const { problems } = (failure as { data: { problems: { path: string }[] } }).data;
  expect(problems.map(({ path }) => path)).toEqual([
    'components/support-desk/patienceMinutes',
    'journeys/checkout/path',
    'operations/maintenance/database-care/window/rrule',
  ]);
});

test('text that is not JSON is told as no plan file', async () => {
  const { client } = aBackend();
  await expect(client.plans.importFile({ text: '{ "id": ' })).rejects.toMatchObject({
    data: { code: 'plan-invalid' },
  });
});

test('a removed plan is gone with its history', async () => {
  const { client } = aBackend();
  const { plan } = await client.plans.create({ from: 'sample' });
  const [series] = await client.history.series({ plan: plan.id });
  await client.plans.remove({ plan: plan.id });
  await expect(client.plans.get({ plan: plan.id })).rejects.toMatchObject({
    data: { code: 'plan-not-found' },
  });
  expect(await client.history.samples({ series: series!.id })).toMatchObject({ at: [] });
});

test('a fault of our own is reported with a code, its cause and where the log is', async () => {
  const { client, folder } = aBackend({ resourcesFolder: '/no/such/folder' });
  const error = await client.plans.create({ from: 'sample' }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: 'bug',
    data: { code: expect.stringMatching(/^BUG-[0-9a-f]{6}$/) as string },
  });
  const { data, message } = error as { data: { code: string }; message: string };
  const log = join(folder, 'logs', 'headroom.log');
  expect(message).toContain(log);
  expect(readFileSync(log, 'utf8')).toContain(data.code);
});

test('a window begins with the sample plan once, and never again after it was removed', async () => {
  const first = aBackend({ host: 'web', beginWithSample: true });
  const [plan] = await first.client.plans.list();
  expect(plan).toMatchObject({ id: 'online-shop-2027' });
  await first.client.plans.remove({ plan: plan!.id });
  await first.backend.close();
  const second = aBackend({ host: 'web', folder: first.folder, beginWithSample: true });
  expect(await second.client.plans.list()).toEqual([]);
});

test('info says where the workspace is and what happened to it', async () => {
  const { client, folder } = aBackend();
  expect(await client.workspace.info()).toMatchObject({ folder, host: 'cli', notices: [] });
  await client.settings.set({ key: 'theme', value: 'dark' });
  expect(await client.settings.get()).toMatchObject({ theme: 'dark' });
});
