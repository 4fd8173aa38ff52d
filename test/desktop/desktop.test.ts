import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildDesktop, buildPage } from '../../scripts/build.ts';
import { startDesktop, type RunningDesktop } from './start-desktop.ts';

let workspace: string;
let desktop: RunningDesktop;

beforeAll(async () => {
  workspace = mkdtempSync(path.join(tmpdir(), 'headroom-desktop-'));
  await buildPage();
  await buildDesktop();
  desktop = await startDesktop({ workspace });
}, 180_000);

afterAll(async () => {
  await desktop?.stop();
  rmSync(workspace, { recursive: true, force: true });
});

test('the window opens the sample plan over a message port', async () => {
  await desktop.page.getByText('Online shop 2027').first().waitFor({ timeout: 60_000 });
});

test('the page gets a way to hand over files, and nothing else', async () => {
  expect(
    await desktop.page.evaluate(() => Object.keys((window as never as { headroom: object }).headroom)),
  ).toEqual(['stageFile']);
  expect(await desktop.page.evaluate(() => 'require' in window || 'process' in window)).toBe(false);
});

test('processes are sandboxed and permissions denied', () => {
  expect(desktop.asked).toEqual(
    expect.arrayContaining(['sandbox', 'permission false', 'permission-check false']),
  );
});

test('new windows are denied, and the page cannot leave its origin', () => {
  expect(desktop.asked).toContain('window-open deny');
  expect(desktop.asked.filter((line) => line.startsWith('navigate'))).toEqual([
    'navigate https://example.org/ false',
    'navigate file:///etc/passwd false',
    'navigate app://headroom/index.html true',
    'navigate app://headroom.evil.org/ false',
  ]);
});

test('a file outside the page folder is not served', async () => {
  const statuses = await desktop.page.evaluate(async () => {
    const wanted = ['/../package.json', '/..%2f..%2fpackage.json', '/%00', '/missing.js'];
    return Promise.all(wanted.map(async (url) => (await fetch(url)).status));
  });
  expect(statuses.every((status) => status === 403 || status === 404)).toBe(true);
});

test('only paths of real files are staged, and only for the page', async () => {
  const refused = await desktop.page.evaluate(() =>
    (window as never as { __invoke(channel: string, args: unknown[]): Promise<unknown> })
      .__invoke('stage-file', ['relative.csv'])
      .then(
        () => 'staged',
        (error: Error) => error.message,
      ),
  );
  expect(refused).toContain('dropped or chosen');
});

test('the shell ends cleanly when it is asked to', async () => {
  expect(await desktop.stop()).toBe(0);
});
