import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { aFolder } from '#test/makers/a-folder.ts';
import { runHeadroom } from './run-headroom.ts';
import { aKnownResult } from '#test/makers/a-known-result.ts';

interface Document {
  ok: boolean;
  uncovered: number;
  totals: { model: string; cases: number; closedForm: { cases: number; inside: number } }[];
  cases: {
    id: string;
    expected: number;
    tolerance: number;
    closedForm?: number;
    approximation?: number;
    simulated?: { value: number; low: number; high: number };
    ok: boolean;
    notes?: string[];
  }[];
}

const queue = aKnownResult({ kind: 'exact' });

function aTable(...cases: object[]): string {
  const file = join(aFolder(), 'table.json');
  writeFileSync(file, JSON.stringify(cases));
  return file;
}

test('without a file the project’s own results are checked, formulas alone where nothing is to be simulated', async () => {
  const { code, json, stderr } = await runHeadroom(['reference', '--no-replay', '--json']);
  expect(stderr).toBe('');
  const { ok, totals, cases } = json<Document>();
  expect(code).toBe(0);
  expect(ok).toBe(true);
  expect(cases.length).toBeGreaterThan(80);
  expect(cases.every((each) => each.ok && each.simulated === undefined)).toBe(true);
  expect(totals.find(({ model }) => model === 'M/M/c')).toMatchObject({
    closedForm: { cases: 10, inside: 10 },
  });
});

test('a case has what we say beside what is known, the same for any number of workers', async () => {
  const priorities = {
    ...queue,
    id: 'class',
    model: 'M/M/c non-preemptive priority',
    params: { c: 2, lambda: [0.5, 0.5], mu: 1 },
    quantity: 'mean_wait_class_1',
    value: 0.2222222222222222, // C(2, 1) / (2 · (1 − 1/4)) = (1/3) / 1.5
  };
  const general = {
    ...queue,
    id: 'general',
    model: 'M/G/c',
    params: { c: 3, lambda: 2.25, mean_service: 1, service_law: 'H2 balanced means', service_scv: 3 },
    value: 1.4216303198049491,
  };
  const table = aTable(queue, priorities, general);
  const run = (workers: string) =>
    runHeadroom(['reference', table, '--requests', '20000', '--seed', '7', '--workers', workers, '--json']);
  const [one, two] = [await run('1'), await run('2')];
  expect(one.code).toBe(0);
  expect(two.stdout).toBe(one.stdout);
  const { cases } = one.json<Document>();
  expect(cases.map(({ id }) => id)).toEqual(['wait', 'class', 'general']);
  expect(cases[0]).toMatchObject({ expected: 1 / 3, tolerance: 1e-9, closedForm: expect.closeTo(1 / 3, 12) });
  expect(cases[2]).toMatchObject({ approximation: expect.closeTo(1.42, 1) });
  expect(cases[2]!.closedForm).toBeUndefined();
  for (const { simulated, expected } of cases) {
    expect(simulated!.low).toBeLessThan(expected);
    expect(simulated!.high).toBeGreaterThan(expected);
  }
});

test('another seed gives other intervals', async () => {
  const table = aTable(queue);
  const low = async (seed: string) => {
    const run = await runHeadroom(['reference', table, '--requests', '5000', '--seed', seed, '--json']);
    return run.json<Document>().cases[0]!.simulated!.low;
  };
  expect(await low('1')).not.toBe(await low('2'));
});

test('a value that is wrong is found by the formula and by the replay', async () => {
  const { code, stdout } = await runHeadroom([
    'reference',
    aTable(queue, { ...queue, id: 'wrong', value: 0.4 }),
  ]);
  expect(code).toBe(1);
  expect(stdout).toContain('Does not agree: exact answers: 1 of 2 inside their tolerance');
  expect(stdout).toMatch(
    /wrong mean_wait: expected 0\.4; exact answer 0\.3333\d+; replay 0\.3\d+ to 0\.3\d+/,
  );
});

test('what we have no answer for is listed with its reason, beside the rest', async () => {
  const table = aTable(
    queue,
    { ...queue, id: 'model', model: 'M/X/c' },
    { ...queue, id: 'quantity', quantity: 'mean_mood' },
    { ...queue, id: 'missing', params: { c: 2, lambda: 1 } },
    { ...queue, id: 'negative', params: { c: 2, lambda: -1, mu: 1 } },
    { ...queue, id: 'full', params: { c: 2, lambda: 2, mu: 1 } },
    {
      ...queue,
      id: 'law',
      model: 'M/G/c',
      params: { c: 2, lambda: 1, mean_service: 1, service_law: 'Weibull' },
    },
  );
  const { code, stdout } = await runHeadroom(['reference', table, '--requests', '2000']);
  expect(code).toBe(2);
  expect(stdout).toContain('6 not covered');
  expect(stdout).toContain('model: no model "M/X/c" here');
  expect(stdout).toContain('quantity: "M/M/c" has no quantity "mean_mood" here');
  expect(stdout).toContain('missing: params/mu: Missing. Expected a number.');
  expect(stdout).toMatch(/negative: params\/lambda: /);
  expect(stdout).toContain('full: An unlimited queue settles only below full utilization');
  expect(stdout).toContain('law: Expected the law exponential');
});

test.each([
  ['no JSON', '{', 'this is no JSON'],
  ['no list', '{}', 'a JSON list of cases'],
  ['no cases', '[]', 'no cases'],
  [
    'a case without a value',
    JSON.stringify([{ ...queue, value: undefined }]),
    'wait/value: Missing. Expected a number.',
  ],
])('a file with %s is refused', async (_name, content, message) => {
  const file = join(aFolder(), 'table.json');
  writeFileSync(file, content);
  const { code, stdout, stderr } = await runHeadroom(['reference', file]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});

test('a file that is not there is refused, and so is a place that cannot be written', async () => {
  const missing = await runHeadroom(['reference', join(aFolder(), 'nothing.json')]);
  expect(missing.code).toBe(2);
  expect(missing.stderr).toContain('cannot be read');
  const nowhere = await runHeadroom([
    'reference',
    '--no-replay',
    '--write',
    join(aFolder(), 'no', 'evidence.md'),
  ]);
  expect(nowhere.code).toBe(2);
  expect(nowhere.stderr).toContain('there is no folder');
});

test('the document keeps one table’s section while the other’s is written', async () => {
  const document = join(aFolder(), 'evidence.md');
  const table = aTable(queue);
  await runHeadroom(['reference', '--no-replay', '--write', document]);
  const own = readFileSync(document, 'utf8');
  expect(own).toContain('The project’s own known results');
  await runHeadroom(['reference', table, '--no-replay', '--write', document]);
  const both = readFileSync(document, 'utf8');
  expect(both.startsWith(own)).toBe(true);
  expect(both).toMatch(/A table of 1 known results[^]*SHA-256 [0-9a-f]{16}…, checked on \d{4}-\d\d-\d\d/);
  await runHeadroom(['reference', '--no-replay', '--write', document]);
  expect(readFileSync(document, 'utf8')).toBe(both);
});

test('Ctrl-C stops it within a second', async () => {
  const program = fileURLToPath(new URL('../../electron/cli/bin.mjs', import.meta.url));
  const child = spawn(process.execPath, [program, 'reference', aTable(queue), '--requests', '900000000'], {
    stdio: 'pipe',
  });
  await delay(3000); // it would simulate for minutes
  const asked = performance.now();
  child.kill('SIGINT');
  const [code] = (await once(child, 'close')) as [number];
  expect(code).toBe(130);
  expect(performance.now() - asked).toBeLessThan(1500);
});
