import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { formatPlanFile } from '#shared/domain/plan-file.ts';
import { RESOURCES } from '#test/makers/a-backend.ts';
import { aFolder } from '#test/makers/a-folder.ts';
import { aPlan } from '#test/makers/a-plan.ts';
import { runHeadroom } from './run-headroom.ts';

const SAMPLE = join(RESOURCES, 'sample', 'online-shop.headroom.json');

test('init makes an empty workspace, and again changes nothing', async () => {
  const workspace = join(aFolder(), 'w');
  for (let time = 0; time < 2; time += 1) {
    const { code, stdout, stderr, json } = await runHeadroom(['init', '--workspace', workspace, '--json']);
    expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' });
    expect(json()).toEqual({ workspace, plans: [] });
  }
});

test('init --sample brings the sample plan with its history, once', async () => {
  const workspace = aFolder();
  const first = await runHeadroom(['init', '--sample', '--workspace', workspace, '--json']);
  expect(first.code, first.stderr).toBe(0);
  expect(first.json<{ plans: object[] }>().plans).toMatchObject([
    { id: 'online-shop-2027', name: 'Online shop 2027' },
  ]);
  const second = await runHeadroom(['init', '--sample', '--workspace', workspace, '--json']);
  expect(second.json<{ plans: object[] }>().plans).toHaveLength(1);
  const database = new BetterSqlite3(join(workspace, 'headroom.db'), { readonly: true });
  expect(database.prepare('SELECT count(*) FROM history_import').pluck().get()).toBe(1);
  database.close();
});

test('a plan file goes in and comes out byte for byte', async () => {
  const workspace = aFolder();
  const out = join(workspace, 'out.headroom.json');
  expect((await runHeadroom(['import-plan', SAMPLE, '--workspace', workspace])).code).toBe(0);
  const exported = await runHeadroom([
    'export',
    'online-shop-2027',
    '--format',
    'headroom',
    '--out',
    out,
    '--workspace',
    workspace,
  ]);
  expect(exported.code, exported.stderr).toBe(0);
  expect(readFileSync(out).equals(readFileSync(SAMPLE))).toBe(true);
  const piped = await runHeadroom(['export', 'Online shop 2027', '--workspace', workspace]);
  expect(piped.stdout).toBe(readFileSync(SAMPLE, 'utf8'));
});

test('a changed plan file stands beside the plan it came from, or with --replace becomes its next state', async () => {
  const workspace = aFolder();
  const file = join(workspace, 'small.headroom.json');
  writeFileSync(file, formatPlanFile(aPlan()));
  await runHeadroom(['import-plan', file, '--workspace', workspace]);
  writeFileSync(file, formatPlanFile(aPlan({ description: 'changed' })));
  const beside = await runHeadroom(['import-plan', file, '--workspace', workspace, '--json']);
  expect(beside.json()).toMatchObject({ id: 'small-2', name: 'Small 2', revision: 1 });
  const replaced = await runHeadroom(['import-plan', file, '--replace', '--workspace', workspace, '--json']);
  expect(replaced.json()).toMatchObject({ id: 'small', revision: 2 });
});

test('a plan file with a typo is refused, told by path, and nothing is stored', async () => {
  const workspace = aFolder();
  const file = join(workspace, 'typo.headroom.json');
  writeFileSync(file, formatPlanFile(aPlan()).replace('"concurrency"', '"concurency"'));
  const { code, stdout, stderr } = await runHeadroom(['import-plan', file, '--workspace', workspace]);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain('components/web');
  expect(stderr).toContain('concurency');
  const asJson = await runHeadroom(['import-plan', file, '--workspace', workspace, '--json']);
  expect(asJson.json()).toMatchObject({
    error: { code: 'plan-invalid', problems: expect.arrayContaining([]) as object[] },
  });
  const { json } = await runHeadroom(['check', '--workspace', workspace, '--json']);
  expect(json()).toMatchObject({ ok: true, plans: 0 });
});

test('check says that a workspace is sound', async () => {
  const workspace = aFolder();
  const { code, json } = await runHeadroom(['check', '--workspace', workspace, '--json']);
  expect(code).toBe(0);
  expect(json()).toEqual({ workspace, ok: true, problems: [], plans: 0, runs: 0 });
});

test('check ends with 1 when rows point to nothing', async () => {
  const workspace = aFolder();
  await runHeadroom(['init', '--workspace', workspace]);
  const database = new BetterSqlite3(join(workspace, 'headroom.db'));
  database.pragma('foreign_keys = OFF');
  database.exec("INSERT INTO plan_revision VALUES ('gone', 1, '{}', '2027-01-01')");
  database.close();
  const { code, json } = await runHeadroom(['check', '--workspace', workspace, '--json']);
  expect(code).toBe(1);
  expect(json<{ problems: string[] }>().problems[0]).toContain('plan_revision');
});

test('a workspace of a newer version is refused with one clear line and left as it was', async () => {
  const workspace = aFolder();
  await runHeadroom(['init', '--workspace', workspace]);
  const file = join(workspace, 'headroom.db');
  const database = new BetterSqlite3(file);
  database.pragma('user_version = 999');
  database.pragma('journal_mode = DELETE');
  database.close();
  const before = readFileSync(file);
  const { code, stderr } = await runHeadroom(['check', '--workspace', workspace]);
  expect(code).toBe(2);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain('newer Headroom (schema 999');
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a damaged workspace is set aside, said so, and work goes on', async () => {
  const workspace = aFolder();
  writeFileSync(join(workspace, 'headroom.db'), 'noise '.repeat(10_000));
  const { code, stderr } = await runHeadroom(['check', '--workspace', workspace]);
  expect(code).toBe(0);
  expect(stderr).toContain('set aside');
  expect(readdirSync(workspace).filter((name) => name.startsWith('headroom-damaged-'))).toHaveLength(1);
});

test.for([
  [[], 'Usage'],
  [['frobnicate'], 'frobnicate'],
  [['simulate'], 'plan'],
  [['simulate', 'x', '--replications', 'many'], 'whole number'],
  [['simulate', 'x', '--tier', 'gold'], 'gold'],
  [['propose', 'x'], '--out'],
  [['import', 'x.csv', '--timezone', 'Mars/Base'], 'time zone'],
  [['import-plan', '/no/such/file.json'], 'cannot be read'],
  [['verdict', 'run-none'], 'headroom simulate'],
  [['export', 'none'], 'headroom init --sample'],
] as [string[], string][])('bad usage %j ends with 2 and a hint', async ([args, hint]) => {
  const workspace = aFolder();
  const where = args.length > 0 && args[0] !== 'frobnicate' ? ['--workspace', workspace] : [];
  const { code, stdout, stderr } = await runHeadroom([...args, ...where]);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(hint);
});

test('formats that are not there yet say so', async () => {
  const workspace = aFolder();
  await runHeadroom(['import-plan', SAMPLE, '--workspace', workspace]);
  const { code, stderr } = await runHeadroom([
    'export',
    'online-shop-2027',
    '--format',
    'openslo',
    '--workspace',
    workspace,
  ]);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'Export as openslo is not there yet. Expected "headroom" or "csv".\n',
  });
});

test('an output file is written whole or not at all', async () => {
  const workspace = aFolder();
  await runHeadroom(['import-plan', SAMPLE, '--workspace', workspace]);
  const target = join(workspace, 'no-such-folder', 'x.json');
  const { code, stderr } = await runHeadroom([
    'export',
    'online-shop-2027',
    '--out',
    target,
    '--workspace',
    workspace,
  ]);
  expect(code).toBe(2);
  expect(stderr).toContain('cannot be written');
  expect(existsSync(target)).toBe(false);
});

test('--quiet prints nothing where all is well', async () => {
  const { code, stdout, stderr } = await runHeadroom(['init', '--quiet', '--workspace', aFolder()]);
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
});
