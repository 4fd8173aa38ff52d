import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatPlanFile } from '#shared/domain/plan-file.ts';
import { aFolder } from '#test/makers/a-folder.ts';
import { aPlan } from '#test/makers/a-plan.ts';
import { runHeadroom } from './run-headroom.ts';

async function refused(...args: string[]): Promise<string> {
  const { code, stderr, stdout } = await runHeadroom(args);
  expect(code, stderr).toBe(2);
  expect(stdout.trim()).toBe('');
  expect(stderr).not.toMatch(/E[A-Z]{4,}:|\n\s+at /);
  return stderr;
}

function aFile(name: string, content: string | Buffer): { folder: string; file: string } {
  const folder = aFolder();
  const file = join(folder, name);
  writeFileSync(file, content);
  return { folder, file };
}

test('a CSV with a header and nothing below is told as that', async () => {
  const { folder, file } = aFile('empty.csv', 'time,requests\n');
  expect(await refused('import', file, '--workspace', folder)).toContain(
    '"empty.csv" has no records below its header.',
  );
});

test('what is wrong in a plan file is told with the file, the path, and that nothing was stored', async () => {
  const plan = JSON.parse(formatPlanFile(aPlan())) as { horizon: Record<string, unknown> };
  plan.horizon['months'] = 'twelve';
  const { folder, file } = aFile('plan.headroom.json', JSON.stringify(plan));
  const message = await refused('simulate', file, '--workspace', folder);
  expect(message).toContain(`"${file}" is not a valid plan; nothing was stored.`);
  expect(message).toContain('horizon/months: Expected a number, got "twelve".');
  const { json } = await runHeadroom(['check', '--workspace', folder, '--json']);
  expect(json()).toMatchObject({ plans: 0 });
});

test('an output folder that does not exist is told before any work, with what to do', async () => {
  const { folder, file } = aFile('plan.headroom.json', formatPlanFile(aPlan()));
  const out = join(folder, 'no', 'such', 'proposal.pdf');
  for (const command of ['propose', 'simulate']) {
    const message = await refused(command, file, '--out', out, '--workspace', folder);
    expect(message).toContain(`there is no folder "${join(folder, 'no', 'such')}". Make it first`);
  }
  const { json } = await runHeadroom(['check', '--workspace', folder, '--json']);
  expect(json()).toMatchObject({ runs: 0 });
});

test('a workspace in the place of a file is told as that', async () => {
  const { file } = aFile('notes.txt', 'Mine.');
  expect(await refused('check', '--workspace', file)).toContain('a file is in the place of a folder');
});

// Whoever is root may write anywhere.
test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'a workspace that cannot be written to is named with the reason',
  async () => {
    const folder = aFolder();
    chmodSync(folder, 0o500);
    expect(await refused('check', '--workspace', folder)).toContain(
      `The workspace folder "${folder}" cannot be made or written to: its permissions do not allow it.`,
    );
    chmodSync(folder, 0o700);
  },
);

test('an unknown run is told with those there are', async () => {
  const folder = aFolder();
  expect(await refused('verdict', 'run-nope', '--workspace', folder)).toContain(
    'There is no run "run-nope" in this workspace. It has none yet',
  );
});
