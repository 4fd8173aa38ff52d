import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
  const fuses = Buffer.concat([Buffer.from(FUSE_SENTINEL), Buffer.from([1, FUSES]), Buffer.from('1'.repeat(FUSES))]);
  writeFileSync(path.join(standIn, 'electron'), Buffer.concat([Buffer.from('#!/bin/sh\nexit 0\n'), fuses]));
  chmodSync(path.join(standIn, 'electron'), 0o755);
  return standIn;
}

function pack(): void {
  const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string };
  const { status, stdout, stderr } = spawnSync(
    'electron-builder',
    [
      '--linux', 'dir', '--publish', 'never',
      `-c.electronDist=${standInElectron()}`, `-c.electronVersion=${version}`, `-c.directories.output=${path.join(folder, 'out')}`,
    ],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`electron-builder failed:\n${stdout}${stderr}`);
}

async function listArchive(): Promise<string[]> {
  const { listPackage } = (await import('@electron/asar')) as { listPackage(file: string, options: object): string[] };
  return listPackage(path.join(resources, 'app.asar'), { isPack: false });
}

test('the archive holds the built application and its resources', async () => {
  expect(await listArchive()).toEqual(
    expect.arrayContaining([
      '/dist/desktop/main.js', '/dist/desktop/preload.cjs', '/dist/desktop/backend.js', '/dist/renderer/index.html',
      '/resources/report/proposal.typ', '/resources/sample/online-shop.headroom.json',
    ]),
  );
});

test('the archive holds no tests, sources or tools', async () => {
  const strangers = /^\/(test|scripts|shared|renderer|electron|docs)\/|node_modules\/(vitest|typescript|electron|playwright-core|react-aria-components)\//;
  expect((await listArchive()).filter((file) => strangers.test(file))).toEqual([]);
});

test('the fuses are flipped as the configuration says', () => {
  const binary = readFileSync(path.join(unpacked, 'headroom'), 'latin1');
  const wire = binary.slice(binary.indexOf(FUSE_SENTINEL) + FUSE_SENTINEL.length + 2);
  // runAsNode, cookieEncryption, nodeOptions, nodeCliInspect, asarIntegrity, onlyLoadAppFromAsar
  expect(wire.slice(0, 6)).toBe('010011');
});

test('the packaged backend starts from the package under Node and answers', async () => {
  const bootstrap = new URL('../desktop/electron-double/parent-port.ts', import.meta.url).href;
  const entry = path.join(resources, 'app.asar.unpacked', 'dist', 'desktop', 'backend.js');
  const args = ['--import', bootstrap, entry, '--workspace', path.join(folder, 'workspace'), '--resources', path.join(resources, 'app.asar.unpacked', 'resources')];
  const backend = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], serialization: 'advanced' });
  backend.send({ data: { kind: 'stage', request: 1, path: path.join(folder, 'electron', 'electron') }, ports: [] });
  const [answer] = (await once(backend, 'message')) as [{ data: { kind: string; staged: string } }];
  expect(answer.data).toMatchObject({ kind: 'staged', staged: expect.any(String) as string });
  backend.send({ data: { kind: 'stop' }, ports: [] });
  const [code] = (await once(backend, 'exit')) as [number];
  expect(code).toBe(0);
});
