import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Contract } from '#shared/contract/contract.ts';
import { MessageChannelMain } from '#test/desktop/electron-double/ports.ts';
import { utilityProcess } from '#test/desktop/electron-double/utility-process.ts';
import { aShortShop } from '#test/end-to-end/the-page.ts';
import { csvText } from '#test/makers/csv-text.ts';
import { buildDesktop, buildPage } from '../../scripts/build.ts';

/** What @electron/fuses looks for in Electron's binary: this, a version, a length, one byte per fuse. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES = 8;

const folder = mkdtempSync(path.join(tmpdir(), 'headroom-package-'));
const unpacked = path.join(folder, 'out', 'linux-unpacked');
const resources = path.join(unpacked, 'resources');

beforeAll(async () => {
  await buildPage();
  await buildDesktop();
  pack();
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder shaped like Electron's: its binary does nothing, but carries the fuses. */
function standInElectron(): string {
  const standIn = path.join(folder, 'electron');
  mkdirSync(path.join(standIn, 'resources'), { recursive: true });
  const fuses = Buffer.concat([
    Buffer.from(FUSE_SENTINEL),
    Buffer.from([1, FUSES]),
    Buffer.from('1'.repeat(FUSES)),
  ]);
  writeFileSync(path.join(standIn, 'electron'), Buffer.concat([Buffer.from('#!/bin/sh\nexit 0\n'), fuses]));
  chmodSync(path.join(standIn, 'electron'), 0o755);
  return standIn;
}

function pack(): void {
  const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string };
  const { status, stdout, stderr } = spawnSync(
    'electron-builder',
    [
      '--linux',
      'dir',
      '--publish',
      'never',
      `-c.electronDist=${standInElectron()}`,
      `-c.electronVersion=${version}`,
      `-c.directories.output=${path.join(folder, 'out')}`,
    ],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`electron-builder failed:\n${stdout}${stderr}`);
}

async function listArchive(): Promise<string[]> {
  const { listPackage } = (await import('@electron/asar')) as {
    listPackage(file: string, options: object): string[];
  };
  return listPackage(path.join(resources, 'app.asar'), { isPack: false });
}

test('the archive holds the built application and its resources', async () => {
  expect(await listArchive()).toEqual(
    expect.arrayContaining([
      '/dist/desktop/main.js',
      '/dist/desktop/preload.cjs',
      '/dist/desktop/backend.js',
      '/dist/renderer/index.html',
      '/resources/report/proposal.typ',
      '/resources/sample/online-shop.headroom.json',
    ]),
  );
});

test('the archive holds no tests, sources or tools', async () => {
  const strangers =
    /^\/(test|scripts|shared|renderer|electron|docs)\/|node_modules\/(vitest|typescript|electron|playwright-core|react-aria-components)\//;
  expect((await listArchive()).filter((file) => strangers.test(file))).toEqual([]);
});

test('the fuses are flipped as the configuration says', () => {
  const binary = readFileSync(path.join(unpacked, 'headroom'), 'latin1');
  const wire = binary.slice(binary.indexOf(FUSE_SENTINEL) + FUSE_SENTINEL.length + 2);
  // runAsNode, cookieEncryption, nodeOptions, nodeCliInspect, asarIntegrity, onlyLoadAppFromAsar
  expect(wire.slice(0, 6)).toBe('010011');
});

test('the packaged backend does the main job from the package, under plain Node', async () => {
  const unpackedFiles = path.join(resources, 'app.asar.unpacked');
  const backend = utilityProcess.fork(path.join(unpackedFiles, 'dist', 'desktop', 'backend.js'), [
    '--workspace',
    path.join(folder, 'workspace'),
    '--resources',
    path.join(unpackedFiles, 'resources'),
  ]);
  const { port1, port2 } = new MessageChannelMain();
  backend.postMessage({ kind: 'connect' }, [port1]);
  port2.start();
  const client = createORPCClient<ContractRouterClient<Contract>>(new RPCLink({ port: port2 as never }));

  const csv = path.join(folder, 'requests.csv');
  writeFileSync(csv, csvText({ records: 24 * 21 }));
  backend.postMessage({ kind: 'stage', request: 1, path: csv });
  const [{ staged }] = (await once(backend, 'message')) as [{ staged: string }];

  await client.plans.importFile({ text: aShortShop() });
  const plan = 'short-shop';
  const imported = await last(await client.history.import({ plan, staged, timeZone: 'UTC' }));
  expect(imported).toMatchObject({ kind: 'done', report: { rows: 24 * 21 } });
  const [series] = await client.history.series({ plan });
  expect((await client.history.fit({ plan, series: series!.id })).seasons).toContain('day');
  const finished = await last(await client.runs.start({ plan, replications: 4 }));
  if (finished?.kind !== 'done') throw new Error('The run did not finish.');
  const { file } = await client.proposals.render({ plan, run: finished.result.run.id });
  expect(
    Buffer.from(await file.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');

  backend.postMessage({ kind: 'stop' });
  const [code] = (await once(backend, 'exit')) as [number];
  expect(code).toBe(0);
}, 120_000);

async function last<Event>(events: AsyncIterable<Event>): Promise<Event | undefined> {
  let newest: Event | undefined;
  for await (const event of events) newest = event;
  return newest;
}
