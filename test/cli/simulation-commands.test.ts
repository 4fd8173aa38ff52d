import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatPlanFile } from '#shared/domain/plan-file.ts';
import type { PlanInput } from '#shared/domain/plan.ts';
import { verdictDocumentSchema, type VerdictDocument } from '#shared/verdicts/verdict-document.ts';
import { aFolder } from '#test/makers/a-folder.ts';
import { aPlan } from '#test/makers/a-plan.ts';
import { runHeadroom } from './run-headroom.ts';

const latency = (id: string, atMostMs: number) => ({
  id,
  name: id,
  metric: 'latency' as const,
  journey: 'order',
  tiers: {
    optimistic: { percentile: 0.95, atMostMs: atMostMs * 2 },
    baseline: { percentile: 0.95, atMostMs },
    stretch: { percentile: 0.95, atMostMs: atMostMs / 2 },
  },
});

/** Mean service 100 ms at a load that hardly queues: 95 % within about 300 ms, never within 10. */
const EASY = latency('easy', 5000);
const HARD = latency('hard', 20);

function aWorkspace(changes: Partial<PlanInput>): { workspace: string; file: string } {
  const workspace = aFolder();
  const file = join(workspace, 'plan.headroom.json');
  const clauses = changes.clauses ?? [EASY];
  writeFileSync(
    file,
    formatPlanFile(aPlan({ demand: { journeys: [{ journey: 'order', level: 5 }] }, ...changes, clauses })),
  );
  return { workspace, file };
}

const QUICK = ['--replications', '40'];

test('a plan file is simulated to a verdict document, met when the tier holds', async () => {
  const { workspace, file } = aWorkspace({});
  const { code, stdout, stderr, json } = await runHeadroom([
    'simulate',
    file,
    ...QUICK,
    '--replications',
    '100',
    '--workspace',
    workspace,
    '--json',
  ]);
  expect(code, stdout + stderr).toBe(0);
  const document = json<VerdictDocument>();
  expect(() => verdictDocumentSchema.parse(document)).not.toThrow();
  expect(document).toMatchObject({
    plan: 'small',
    scenario: 'base',
    seed: 1,
    replications: 100,
    from: '2027-01-01',
  });
  expect(document.inputHash).toMatch(/^sha256:[0-9a-f]{64}$/);
});

test('a promise that does not hold ends with 1, and the tier decides', async () => {
  const { workspace, file } = aWorkspace({
    clauses: [{ ...HARD, tiers: { ...HARD.tiers, optimistic: EASY.tiers.baseline } }],
  });
  const run = (tier: string[]) =>
    runHeadroom(['simulate', file, '--replications', '100', ...tier, '--workspace', workspace]);
  const baseline = await run([]);
  expect(baseline.code, baseline.stderr).toBe(1);
  expect(baseline.stdout).toContain('○ unsustainable 0.0\u00a0%');
  expect(baseline.stdout).toContain('hard, baseline');
  expect((await run(['--tier', 'optimistic'])).code).toBe(0);
});

test('the same input, seed and engine give the same document from any number of workers, but for the time it took', async () => {
  const documents: VerdictDocument[] = [];
  for (const workers of ['1', '2', '4']) {
    const { workspace, file } = aWorkspace({});
    const run = await runHeadroom([
      'simulate',
      file,
      ...QUICK,
      '--seed',
      '7',
      '--workers',
      workers,
      '--workspace',
      workspace,
      '--json',
    ]);
    documents.push({ ...run.json<VerdictDocument>(), elapsedMs: 0 });
  }
  expect(documents[1]).toEqual(documents[0]);
  expect(documents[2]).toEqual(documents[0]);
});

test('a run is stored: asked again it answers the same, and verdict prints it by the start of its id', async () => {
  const { workspace, file } = aWorkspace({});
  const out = join(workspace, 'verdict.json');
  const first = await runHeadroom([
    'simulate',
    file,
    ...QUICK,
    '--workspace',
    workspace,
    '--json',
    '--out',
    out,
  ]);
  const again = await runHeadroom(['simulate', 'small', ...QUICK, '--workspace', workspace, '--json']);
  expect(again.stdout).toBe(first.stdout);
  expect(readFileSync(out, 'utf8')).toBe(first.stdout);
  const { run } = first.json<{ run: string }>();
  const printed = await runHeadroom(['verdict', run.slice(0, 10), '--workspace', workspace, '--json']);
  expect(printed.stdout).toBe(first.stdout);
  const csv = await runHeadroom(['export', 'small', '--format', 'csv', '--workspace', workspace]);
  expect(csv.stdout.split('\n')[1]).toMatch(/^easy,easy,latency,optimistic,/);
});

test('a scenario is simulated under its id or name, and an unknown one named with those there are', async () => {
  const { workspace, file } = aWorkspace({
    scenarios: [
      { id: 'crowd', name: 'A crowd', overrides: [{ path: 'demand/journeys/order/level', value: 500 }] },
    ],
  });
  const { code, json } = await runHeadroom([
    'simulate',
    file,
    ...QUICK,
    '--scenario',
    'a crowd',
    '--workspace',
    workspace,
    '--json',
  ]);
  expect(code).toBe(1);
  expect(json()).toMatchObject({ scenario: 'crowd', scenarioName: 'A crowd' });
  const unknown = await runHeadroom([
    'simulate',
    file,
    ...QUICK,
    '--scenario',
    'quiet',
    '--workspace',
    workspace,
  ]);
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain('crowd ("A crowd")');
});

test.skipIf(process.platform === 'win32')(
  'Ctrl-C stops a run within its patience, ends with 130 and stores nothing',
  async () => {
    const { workspace, file } = aWorkspace({ horizon: { start: '2027-01-01', months: 24, stepMinutes: 60 } });
    const { code, stdout } = await runHeadroom(
      ['simulate', file, '--replications', '100000', '--workspace', workspace, '--json'],
      {
        interrupt: { signal: 'SIGINT', workspace, onceLogged: 'run began' },
      },
    );
    expect(code).toBe(130);
    expect(stdout).toBe('');
    const { json } = await runHeadroom(['check', '--workspace', workspace, '--json']);
    expect(json()).toMatchObject({ ok: true, plans: 1, runs: 0 });
  },
);

test('the proposal is a PDF of the newest run, simulated first where there is none', async () => {
  const { workspace, file } = aWorkspace({});
  await runHeadroom(['simulate', file, ...QUICK, '--workspace', workspace]);
  const out = join(workspace, 'proposal.pdf');
  const { code, stderr, json } = await runHeadroom([
    'propose',
    'small',
    '--out',
    out,
    '--workspace',
    workspace,
    '--json',
  ]);
  expect(code, stderr).toBe(0);
  expect(json()).toMatchObject({
    file: out,
    run: expect.stringMatching(/^run-/) as string,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
  expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-');

  writeFileSync(
    file,
    formatPlanFile(aPlan({ clauses: [EASY], demand: { journeys: [{ journey: 'order', level: 6 }] } })),
  );
  const changed = await runHeadroom(['propose', file, '--out', out, '--workspace', workspace]);
  expect(changed.stderr).toContain('The plan changed since its last run');
  expect(changed.code).toBe(0);
});

test('a plan file that did not change is neither stored again nor simulated again', async () => {
  const { workspace, file } = aWorkspace({});
  const out = join(workspace, 'proposal.pdf');
  const run = async (...args: string[]) => {
    const finished = await runHeadroom([...args, '--workspace', workspace, '--json']);
    // Forty futures are too few to call a promise met.
    expect(finished.code, finished.stderr).toBeLessThan(2);
    return finished;
  };
  const simulated = await run('simulate', file, ...QUICK);
  const first = await run('propose', file, '--out', out);
  const second = await run('propose', file, '--out', out);
  const { run: id } = simulated.json<{ run: string }>();
  expect(second.stdout).toBe(first.stdout);
  expect(first.json()).toMatchObject({ run: id, problems: [] });
  expect(second.stderr).toContain('state 1 in the workspace');
  expect(second.stderr).not.toContain('simulat');
  expect((await run('check')).json()).toMatchObject({ plans: 1, runs: 1 });
});

test('letters that no font of the proposal has are told', async () => {
  const { workspace, file } = aWorkspace({ proposal: { customer: '東京' } });
  await runHeadroom(['simulate', file, ...QUICK, '--workspace', workspace]);
  const out = join(workspace, 'proposal.pdf');
  const { code, stderr } = await runHeadroom(['propose', file, '--out', out, '--workspace', workspace]);
  expect(code).toBe(0);
  expect(stderr).toContain('“東” (U+6771)');
});
