import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importFile, previewFile } from '#backend/imports/import-file.ts';
import { UserProblem } from '#backend/problems.ts';
import { aWorkspace, type TestWorkspace } from '#test/makers/a-workspace.ts';
import { csvText } from '#test/makers/csv-text.ts';

let workspace: TestWorkspace;
beforeAll(() => void (workspace = aWorkspace()));
afterAll(() => workspace.close());

async function problemOf(work: Promise<unknown>): Promise<UserProblem> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserProblem);
  return error as UserProblem;
}

const storedImports = () => workspace.database.prepare('SELECT count(*) AS n FROM history_import').get();
const dates = (day: (index: number) => string) => csvText({ records: 9, time: (_, index) => day(index) });

const refusals: [string, string, string | Buffer, RegExp][] = [
  [
    'a binary file',
    'binary-file',
    Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256)),
    /binary data.*Expected a CSV/,
  ],
  ['an empty file', 'empty-file', '', /empty/],
  ['a file of blank lines', 'empty-file', '\n\n  \n', /blank lines/],
  [
    'a zip renamed to csv',
    'zip-file',
    Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(200)]),
    /ZIP archive or a spreadsheet/,
  ],
  ['a PDF renamed to csv', 'binary-file', '%PDF-1.7\n1 0 obj\n', /binary data/],
  [
    'a table without times',
    'no-times',
    'name,colour,price\napple,red,1\npear,green,2\nplum,blue,3\n',
    /No column .* holds times.*Columns: name, colour, price.*--mapping/,
  ],
  [
    'days and months that read both ways',
    'ambiguous-dates',
    dates((index) => `0${index + 1}/04/2026`),
    /dd\/MM\/yyyy or as MM\/dd\/yyyy|MM\/dd\/yyyy or as dd\/MM\/yyyy/,
  ],
  [
    'a truncated gzip',
    'truncated-gzip',
    gzipSync(csvText({ records: 5000 })).subarray(0, 9000),
    /ends in the middle.*Nothing was imported/,
  ],
  [
    'a damaged gzip',
    'damaged-gzip',
    Buffer.concat([gzipSync(csvText({ records: 5000 })).subarray(0, 500), Buffer.alloc(500, 7)]),
    /damaged/,
  ],
  [
    'records that are mostly bad',
    'mostly-bad-rows',
    csvText({ records: 100, value: (index) => (index % 3 === 0 ? '5' : '') }),
    /66 of the first 100 records.*line 3, requests: has no value/s,
  ],
  [
    'a table of words',
    'no-values',
    'time,state\n2026-03-02 00:00:00,up\n2026-03-02 01:00:00,down\n2026-03-02 02:00:00,up\n',
    /No column .* is chosen/,
  ],
  [
    'commas that may part thousands or fractions',
    'ambiguous-numbers',
    csvText({ delimiter: ';', records: 5, value: (index) => `1,23${index}` }),
    /thousand or a fraction/,
  ],
];

test.each(refusals)('%s is refused as %s, with what to do', async (_, code, content, message) => {
  const before = storedImports();
  const problem = await problemOf(workspace.import(content));
  expect(problem.code).toBe(code);
  expect(problem.message).toMatch(message);
  expect(storedImports()).toEqual(before);
});

test('a quote that is never closed is told with its line', async () => {
  const problem = await problemOf(
    workspace.import(`${csvText({ records: 10 })}"2026-03-02 10:00:00,${'x'.repeat(5 * 1024 * 1024)}\n`),
  );
  expect(problem).toMatchObject({ code: 'unclosed-quote' });
  expect(problem.message).toContain('line 12');
});

test('a folder and a missing file are told apart', async () => {
  const path = join(workspace.folder, 'folder.csv');
  mkdirSync(path);
  const options = { planId: workspace.planId, planTimeZone: 'UTC', database: workspace.database };
  expect(await problemOf(importFile({ ...options, path, name: 'folder.csv' }))).toMatchObject({
    code: 'not-a-file',
  });
  expect(await problemOf(importFile({ ...options, path: `${path}.gone`, name: 'gone.csv' }))).toMatchObject({
    code: 'file-not-readable',
  });
});

test('an unknown time zone and an unknown column of a mapping are named', async () => {
  expect((await problemOf(workspace.import(csvText(), { timeZone: 'Mars/Olympus' }))).message).toContain(
    '"Mars/Olympus"',
  );
  const mapping = {
    columns: [{ column: 'hits', name: 'hits', kind: 'count' as const, unit: '', use: true }],
  };
  expect((await problemOf(workspace.import(csvText(), { mapping }))).message).toMatch(
    /"hits".*"time", "requests"/,
  );
});

test('the mapping settles what was ambiguous, each way', async () => {
  const text = dates((index) => `0${index + 1}/04/2026`);
  const day = await workspace.import(text, {
    dryRun: true,
    mapping: { timestamp: { format: 'dd/MM/yyyy' } },
  });
  const month = await workspace.import(text, {
    dryRun: true,
    mapping: { timestamp: { format: 'MM/dd/yyyy' } },
  });
  expect(day.series[0]!.last).toBe('2026-04-09T00:00:00.000Z');
  expect(month.series[0]!.last).toBe('2026-09-04T00:00:00.000Z');
});

test('one date past the twelfth settles the order for all', async () => {
  const text = csvText({ records: 14, time: (_, index) => `${String(index + 1).padStart(2, '0')}/04/2026` });
  expect((await workspace.import(text, { dryRun: true })).series[0]!.last).toBe('2026-04-14T00:00:00.000Z');
});

test('a preview shows the open question instead of refusing', async () => {
  const path = workspace.write(
    'open.csv',
    dates((index) => `0${index + 1}/04/2026`),
  );
  const preview = await previewFile({ path, name: 'open.csv' });
  const decision = preview.decisions.find(({ field }) => field === 'timestamp')!;
  expect(decision.question).toContain('can be read as');
  expect([decision.value, ...decision.alternatives].sort()).toEqual(['MM/dd/yyyy', 'dd/MM/yyyy']);
});

test('a preview reads as the import will, and its mapping gives the same import', async () => {
  const text = csvText({ delimiter: ';', value: (index) => `${index},5` });
  const path = workspace.write('preview.csv', text);
  const preview = await previewFile({ path, name: 'preview.csv', timeZone: 'Europe/Berlin' });
  expect(preview).toMatchObject({
    header: ['time', 'requests'],
    problems: [],
    mapping: { delimiter: ';', decimal: ',', headerLine: 1 },
  });
  expect(preview.sample.values.slice(0, 3)).toEqual([0.5, 1.5, 2.5]);
  expect(new Date(preview.sample.at[0]!).toISOString()).toBe('2026-03-01T23:00:00.000Z');
  const report = await workspace.import(text, { mapping: preview.mapping, dryRun: true });
  expect(report.series[0]).toMatchObject({ samples: 48, first: '2026-03-01T23:00:00.000Z' });
});
