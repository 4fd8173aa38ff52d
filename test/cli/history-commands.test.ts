import { gzipSync } from 'node:zlib';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { DemandFit } from '#shared/history/demand-fit.ts';
import type { ImportReport } from '#shared/history/import-report.ts';
import { aFolder } from '#test/makers/a-folder.ts';
import { realDataFolder } from '#test/real-data.ts';
import { runHeadroom } from './run-headroom.ts';

const HOUR = 3_600_000;

/** Requests per hour with a day and a week in them, growing by a tenth each hundred days. */
function requestsCsv(days: number): string {
  const rows = Array.from({ length: days * 24 }, (_none, hour) => {
    const at = new Date(Date.UTC(2026, 0, 1) + hour * HOUR);
    const daily = 1 + 0.5 * Math.sin((2 * Math.PI * (at.getUTCHours() - 8)) / 24);
    const weekly = [0, 6].includes(at.getUTCDay()) ? 0.7 : 1;
    return `${at.toISOString()},${Math.round(1000 * daily * weekly * (1 + (0.1 * hour) / 2400))}`;
  });
  return `time,requests\n${rows.join('\n')}\n`;
}

function aCsv(content: string | Buffer = requestsCsv(120)): { workspace: string; file: string } {
  const workspace = aFolder();
  const file = join(workspace, 'requests.csv');
  writeFileSync(file, content);
  return { workspace, file };
}

test('a CSV is imported into a workspace that had no plan, twice only once', async () => {
  const { workspace, file } = aCsv();
  const first = await runHeadroom(['import', file, '--workspace', workspace, '--json']);
  expect(first.code, first.stderr).toBe(0);
  expect(first.json<ImportReport[]>()).toMatchObject([
    {
      file: 'requests.csv',
      delimiter: ',',
      rows: 2880,
      badRows: 0,
      alreadyImported: false,
      series: [{ id: 1, name: 'requests', stepSeconds: 3600, samples: 2880, gaps: 0 }],
    },
  ]);
  const second = await runHeadroom(['import', file, '--workspace', workspace, '--json']);
  expect(second.json<ImportReport[]>()[0]!.alreadyImported).toBe(true);
  const people = await runHeadroom(['import', file, '--workspace', workspace]);
  expect(people.stdout).toContain('already imported');
});

test('--dry-run reports and stores nothing', async () => {
  const { workspace, file } = aCsv();
  const { code, stdout } = await runHeadroom(['import', file, '--dry-run', '--workspace', workspace]);
  expect(code).toBe(0);
  expect(stdout).toContain('would be imported');
  const database = new BetterSqlite3(join(workspace, 'headroom.db'), { readonly: true });
  expect(database.prepare('SELECT count(*) FROM sample').pluck().get()).toBe(0);
  database.close();
});

test('a file that cannot be read does not keep the others out, and ends with 2', async () => {
  const { workspace, file } = aCsv();
  const { code, stderr, json } = await runHeadroom([
    'import',
    join(workspace, 'gone.csv'),
    file,
    '--workspace',
    workspace,
    '--json',
  ]);
  expect(code).toBe(2);
  expect(stderr).toContain('There is no such file');
  expect(json()).toMatchObject([{ error: { code: 'file-not-found' } }, { rows: 2880 }]);
});

test.for([
  ['an empty file', Buffer.alloc(0)],
  [
    'a binary file',
    gzipSync(Buffer.from(Array.from({ length: 40_000 }, (_none, index) => (index * 7919) % 256))).subarray(
      10,
    ),
  ],
  ['a CSV without any time', 'name,colour\nrose,red\nlily,white\niris,blue\n'],
] as const)('%s is refused with a clear line', async ([, content]) => {
  const { workspace, file } = aCsv(Buffer.from(content));
  const { code, stdout, stderr, json } = await runHeadroom([
    'import',
    file,
    '--workspace',
    workspace,
    '--json',
  ]);
  expect(code, stdout).toBe(2);
  expect(stderr.length).toBeGreaterThan(20);
  expect(stderr).not.toContain('fault in Headroom');
  expect(json()).toMatchObject([{ error: { kind: 'userProblem' } }]);
});

test('a folder in place of a file is refused', async () => {
  const workspace = aFolder();
  mkdirSync(join(workspace, 'folder'));
  const { code, stderr } = await runHeadroom(['import', join(workspace, 'folder'), '--workspace', workspace]);
  expect(code).toBe(2);
  expect(stderr).toContain('not a file');
});

test('a mapping with a mistake is told by path', async () => {
  const { workspace, file } = aCsv();
  const mapping = join(workspace, 'mapping.json');
  writeFileSync(mapping, JSON.stringify({ dialect: 'delimited', decimal: '!' }));
  const { code, stderr } = await runHeadroom([
    'import',
    file,
    '--mapping',
    mapping,
    '--workspace',
    workspace,
  ]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^decimal: /m);
});

test('demand is fitted to a series and the samples come out as CSV', async () => {
  const { workspace, file } = aCsv();
  await runHeadroom(['import', file, '--workspace', workspace]);
  const fit = await runHeadroom(['fit', 'my-plan', '--workspace', workspace, '--json']);
  expect(fit.code, fit.stderr).toBe(0);
  const [found] = fit.json<DemandFit[]>();
  expect(found!.seasons).toEqual(expect.arrayContaining(['day', 'week']));
  expect(found!.mase).toBeLessThan(1);
  const people = await runHeadroom(['fit', 'my-plan', '--series', '1', '--workspace', workspace]);
  expect(people.stdout).toContain('seasons    day, week');
  const csv = await runHeadroom([
    'export',
    'my-plan',
    '--format',
    'csv',
    '--series',
    '1',
    '--workspace',
    workspace,
  ]);
  expect(csv.stdout.split('\n').slice(0, 2)).toEqual(['at,requests', '2026-01-01T00:00:00.000Z,567']);
  expect(csv.stdout.trim().split('\n')).toHaveLength(1 + 2880);
});

test('a fit goes into the demand of a journey', async () => {
  const workspace = aFolder();
  await runHeadroom(['init', '--sample', '--workspace', workspace]);
  const { code, stderr } = await runHeadroom([
    'fit',
    'online-shop-2027',
    '--series',
    '1',
    '--apply',
    'browse',
    '--workspace',
    workspace,
  ]);
  expect(code, stderr).toBe(0);
  const { stdout } = await runHeadroom(['export', 'online-shop-2027', '--workspace', workspace]);
  const { demand } = JSON.parse(stdout) as {
    demand: { journeys: { journey: string; fittedFrom?: { file: string } }[] };
  };
  expect(demand.journeys.find(({ journey }) => journey === 'browse')!.fittedFrom).toMatchObject({
    file: 'online-shop-requests.csv',
  });
});

test('a series that does not exist is named with those that do', async () => {
  const { workspace, file } = aCsv();
  await runHeadroom(['import', file, '--workspace', workspace]);
  const { code, stderr } = await runHeadroom(['fit', 'my-plan', '--series', '9', '--workspace', workspace]);
  expect(code).toBe(2);
  expect(stderr).toContain('1 ("requests", ');
});

test.skipIf(process.platform === 'win32')(
  'Ctrl-C in the middle of an import stores nothing and ends with 130',
  async () => {
    const { workspace, file } = aCsv(requestsCsv(365 * 60));
    await runHeadroom(['init', '--workspace', workspace]);
    const { code, stdout } = await runHeadroom(['import', file, '--workspace', workspace, '--json'], {
      interrupt: { signal: 'SIGINT', workspace, onceLogged: 'import began' },
    });
    expect(code, stdout).toBe(130);
    const { code: after } = await runHeadroom(['check', '--workspace', workspace]);
    expect(after).toBe(0);
    const database = new BetterSqlite3(join(workspace, 'headroom.db'), { readonly: true });
    expect(
      database
        .prepare('SELECT (SELECT count(*) FROM sample) + (SELECT count(*) FROM history_import)')
        .pluck()
        .get(),
    ).toBe(0);
    database.close();
  },
);

test.skipIf(process.platform === 'win32')(
  'a process killed in the middle of an import leaves a sound workspace without a part of it',
  async () => {
    const { workspace, file } = aCsv(requestsCsv(365 * 60));
    await runHeadroom(['init', '--workspace', workspace]);
    await runHeadroom(['import', file, '--workspace', workspace], {
      interrupt: { signal: 'SIGKILL', workspace, onceLogged: 'import began' },
    });
    const { code, json } = await runHeadroom(['check', '--workspace', workspace, '--json']);
    expect(code).toBe(0);
    expect(json()).toMatchObject({ ok: true });
    const database = new BetterSqlite3(join(workspace, 'headroom.db'), { readonly: true });
    expect(database.prepare('SELECT count(*) FROM sample').pluck().get()).toBe(0);
    database.close();
  },
);

test.skipIf(realDataFolder === undefined).for([
  ['nab_nyc_taxi.csv', 'America/New_York', 10_320, 1800],
  ['uci_bikeshare_hour.csv', undefined, 17_379, 3600],
] as const)('the published file %s is imported whole', async ([name, zone, rows, stepSeconds]) => {
  const workspace = aFolder();
  const options = zone ? ['--timezone', zone] : [];
  const { code, stderr, json } = await runHeadroom([
    'import',
    join(realDataFolder!, name),
    ...options,
    '--workspace',
    workspace,
    '--json',
  ]);
  expect(code, stderr).toBe(0);
  const [report] = json<ImportReport[]>();
  expect(report).toMatchObject({ rows, badRows: 0 });
  expect(report!.series[0]!.stepSeconds).toBe(stepSeconds);
});
