import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { expect, test } from 'vitest';
import type { Contract } from '#shared/contract/contract.ts';
import { startWebHost } from '#web/start-web-host.ts';
import { aFolder } from '#test/makers/a-folder.ts';
import { aPlan } from '#test/makers/a-plan.ts';
import { RESOURCES } from '#test/makers/a-backend.ts';
import { aWebHost, type AWebHost } from './a-web-host.ts';

function clientOf({ origin, cookie }: AWebHost): ContractRouterClient<Contract> {
  return createORPCClient(new RPCLink({ url: `${origin}/rpc`, headers: { cookie, origin } }));
}

test('a plan is created, saved, exported and removed over HTTP', async () => {
  const client = clientOf(await aWebHost());
  const { plan, revision } = await client.plans.create({ from: 'sample' });
  await client.plans.save({ plan: { ...plan, name: 'Shop' }, baseRevision: revision });
  expect(await client.plans.list()).toMatchObject([{ id: plan.id, name: 'Shop' }]);
  const { text } = await client.plans.exportFile({ plan: plan.id });
  expect(JSON.parse(text)).toMatchObject({ name: 'Shop' });
  await client.plans.remove({ plan: plan.id });
  expect(await client.plans.list()).toEqual([]);
});

test('what is wrong with a plan arrives typed, by path', async () => {
  const client = clientOf(await aWebHost());
  const broken = { ...aPlan(), confidence: 7 };
  await expect(client.plans.save({ plan: broken, baseRevision: 0 })).rejects.toMatchObject({
    code: 'userProblem',
    defined: true,
    data: { code: 'input-invalid', problems: [{ path: 'confidence' }] },
  });
  const contradictory = aPlan();
  contradictory.journeys[0]!.priorityClass = 'none';
  await expect(client.plans.save({ plan: contradictory, baseRevision: 0 })).rejects.toMatchObject({
    data: { code: 'plan-invalid', problems: [{ path: 'journeys/order/priorityClass' }] },
  });
});

test('an uploaded file is staged, imported, and gone when the host has stopped', async () => {
  const host = await aWebHost();
  const client = clientOf(host);
  const { plan } = await client.plans.create({ from: 'blank', name: 'Uploads' });
  const rows = Array.from(
    { length: 500 },
    (_none, hour) => `${new Date(Date.UTC(2026, 0, 1, hour)).toISOString()},${hour % 24}`,
  );
  const body = `time,requests\n${rows.join('\n')}\n`;
  const { status, text } = await host.send('/files?name=visits.csv', { method: 'POST', body });
  expect(status).toBe(200);
  const { staged } = JSON.parse(text) as { staged: string };

  const preview = await client.history.preview({ plan: plan.id, staged });
  expect(preview.file).toBe('visits.csv');
  const events = [];
  for await (const event of await client.history.import({ plan: plan.id, staged })) events.push(event);
  expect(events.at(-1)).toMatchObject({
    kind: 'done',
    report: { file: 'visits.csv', rows: 500, badRows: 0 },
  });
  const [series] = await client.history.series({ plan: plan.id });
  const { at, mean } = await client.history.samples({ series: series!.id, points: 5000 });
  expect(at).toHaveLength(500);
  expect(mean.slice(0, 3)).toEqual([0, 1, 2]);

  expect(stagedFiles(host.workspace)).toHaveLength(1);
  await host.close();
  expect(stagedFiles(host.workspace)).toHaveLength(0);
});

test('an unknown staged name is told as such', async () => {
  const client = clientOf(await aWebHost());
  await expect(client.history.preview({ staged: 'gone' })).rejects.toMatchObject({
    data: { code: 'file-not-staged' },
  });
});

test('a port that is taken is a clear refusal', async () => {
  const host = await aWebHost();
  const folder = aFolder();
  const second = startWebHost({
    workspace: folder,
    pageFolder: folder,
    resourcesFolder: RESOURCES,
    port: host.port,
    beginWithSample: false,
  });
  await expect(second).rejects.toMatchObject({ code: 'port-taken' });
});

test.skipIf(process.platform === 'win32').for(['SIGINT', 'SIGTERM'] as const)(
  'the process prints its address, serves, and leaves cleanly on %s',
  async (signal) => {
    const workspace = join(aFolder(), 'workspace');
    const child = spawn(process.execPath, ['electron/web/main.ts', '--workspace', workspace, '--no-open'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = await firstOutput(child.stdout);
    const address = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(output)![0];
    const answer = await fetch(address, { redirect: 'manual' });
    expect(answer.status).toBe(303);
    child.kill(signal);
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
    expect(existsSync(join(workspace, 'headroom.db-wal'))).toBe(false);
    expect(readFileSync(join(workspace, 'logs', 'headroom.log'), 'utf8')).toContain('"stopped"');
  },
);

async function firstOutput(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) {
    text += String(chunk);
    if (text.includes('Ctrl-C')) return text;
  }
  return text;
}

function stagedFiles(workspace: string): string[] {
  return readdirSync(join(workspace, 'staging'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}
