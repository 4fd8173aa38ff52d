import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aFolder } from '#test/makers/a-folder.ts';
import { runHeadroom } from './run-headroom.ts';

/** A Node of this machine that cannot run TypeScript; undefined where there is none. */
const olderNode = ['/usr/bin/node', '/usr/local/bin/node'].find((path) => {
  try {
    return Number.parseInt(execFileSync(path, ['--version'], { encoding: 'utf8' }).slice(1), 10) < 24;
  } catch {
    return false;
  }
});

test.skipIf(olderNode === undefined)(
  'a Node too old hands over to the pinned one, exit code included',
  async () => {
    const good = await runHeadroom(['check', '--json', '--workspace', aFolder()], { node: olderNode });
    expect(good.code, good.stderr).toBe(0);
    expect(good.json()).toMatchObject({ ok: true });
    const bad = await runHeadroom(['frobnicate'], { node: olderNode });
    expect(bad.code).toBe(2);
  },
);

test.skipIf(olderNode === undefined)('without a pinned one it says in two lines what it needs', () => {
  const folder = join(aFolder(), 'electron', 'cli');
  mkdirSync(folder, { recursive: true });
  cpSync('electron/cli/bin.mjs', join(folder, 'bin.mjs'));
  try {
    execFileSync(olderNode!, [join(folder, 'bin.mjs')], { encoding: 'utf8', stdio: 'pipe' });
    expect.unreachable();
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: string };
    expect(status).toBe(2);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringContaining('needs Node 24'),
      expect.stringContaining('npm ci'),
    ]);
  }
});
