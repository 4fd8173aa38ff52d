import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import type { RunEvent } from '#shared/contract/run-records.ts';
import type { Plan, PlanInput } from '#shared/domain/plan.ts';
import { aBackend, type ABackend } from '#test/makers/a-backend.ts';
import { aPlan } from '#test/makers/a-plan.ts';

const CLAUSE = {
  id: 'fast',
  name: 'Fast',
  metric: 'latency' as const,
  journey: 'order',
  tiers: {
    optimistic: { percentile: 0.95, atMostMs: 2000 },
    baseline: { percentile: 0.95, atMostMs: 1000 },
    stretch: { percentile: 0.95, atMostMs: 10 },
  },
};
const LONG = { replications: 100_000 };
const QUICK = { replications: 20 };

async function withPlan(changes: Partial<PlanInput> = {}): Promise<ABackend & { plan: Plan }> {
  const opened = aBackend({ workers: 1, host: 'web', beginWithSample: false });
  const { plan } = await opened.client.plans.importFile({
    text: JSON.stringify(aPlan({ clauses: [CLAUSE], ...changes })),
  });
  return { ...opened, plan };
}

async function collect(events: AsyncIterable<RunEvent>): Promise<RunEvent[]> {
  const all: RunEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

test('a run tells its progress, ends with its result and is stored', async () => {
  const { client, plan } = await withPlan();
  const events = await collect(await client.runs.start({ plan: plan.id, replications: 60 }));
  expect(events.slice(0, -1).every(({ kind }) => kind === 'progress')).toBe(true);
  const last = events.at(-1)!;
  if (last.kind !== 'done') throw new Error('The run did not end.');
  expect(last.result.verdict.clauses[0]!.id).toBe('fast');
  expect(await client.runs.list({ plan: plan.id })).toEqual([last.result.run]);
  expect(await client.runs.get({ run: last.result.run.id })).toEqual(last.result);
});

test('the same input answers from the store at once, in one event', async () => {
  const { client, plan } = await withPlan();
  const first = await collect(await client.runs.start({ plan: plan.id, ...QUICK }));
  const second = await collect(await client.runs.start({ plan: plan.id, ...QUICK }));
  expect(second).toEqual([first.at(-1)]);
});

test('two who ask for the same input share one run', async () => {
  const { client, plan } = await withPlan();
  const [one, two] = await Promise.all([
    collect(await client.runs.start({ plan: plan.id, replications: 100 })),
    collect(await client.runs.start({ plan: plan.id, replications: 100 })),
  ]);
  expect(two.at(-1)).toEqual(one.at(-1));
  expect(await client.runs.list({ plan: plan.id })).toHaveLength(1);
});

test('who joins a run under way gets its newest verdict at once', async () => {
  const { client, plan } = await withPlan();
  const request = { plan: plan.id, replications: 20_000 };
  let hadVerdict = false;
  for await (const event of await client.runs.start(request)) {
    if (event.kind !== 'progress') continue;
    if (event.verdict) hadVerdict = true;
    if (!hadVerdict || event.verdict) continue;
    const joined = await (await client.runs.start(request)).next();
    expect(joined.value).toMatchObject({ kind: 'progress' });
    expect((joined.value as { verdict?: unknown }).verdict).toBeDefined();
    break;
  }
});

test('an aborted run fails as cancelled and stores nothing; the next one works', async () => {
  const { client, plan } = await withPlan();
  const controller = new AbortController();
  const events = await client.runs.start({ plan: plan.id, ...LONG }, { signal: controller.signal });
  const reading = (async () => {
    for await (const event of events) if (event.kind === 'progress') controller.abort();
  })();
  await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
  expect(await client.runs.list({ plan: plan.id })).toEqual([]);
  expect(await collect(await client.runs.start({ plan: plan.id, ...QUICK }))).not.toEqual([]);
});

test('a reader who leaves early stops the run that nobody else follows', async () => {
  const { client, plan, backend } = await withPlan();
  const log = () => readFileSync(backend.logFile, 'utf8');
  for await (const event of await client.runs.start({ plan: plan.id, ...LONG })) {
    if (event.kind === 'progress') break;
  }
  await vi.waitFor(() => expect(log()).toContain('run stopped'));
  expect(await client.runs.list({ plan: plan.id })).toEqual([]);
});

test('latest says whether the plan changed since its run', async () => {
  const { client, plan } = await withPlan();
  expect(await client.runs.latest({ plan: plan.id, scenario: 'base' })).toEqual({
    result: null,
    stale: false,
  });
  await collect(await client.runs.start({ plan: plan.id, ...QUICK }));
  const fresh = await client.runs.latest({ plan: plan.id, scenario: 'base' });
  expect(fresh).toMatchObject({ stale: false, result: { run: { scenario: 'base' } } });
  const renamed = { ...plan, proposal: { ...plan.proposal, title: 'Another title' } };
  const { revision } = await client.plans.save({ plan: renamed, baseRevision: 1 });
  expect((await client.runs.latest({ plan: plan.id, scenario: 'base' })).stale).toBe(false);
  const busier = {
    ...renamed,
    demand: { ...plan.demand, journeys: [{ ...plan.demand.journeys[0]!, level: 21 }] },
  };
  await client.plans.save({ plan: busier, baseRevision: revision });
  expect((await client.runs.latest({ plan: plan.id, scenario: 'base' })).stale).toBe(true);
});

test('a glance judges a few futures and stores nothing', async () => {
  const { client, plan } = await withPlan();
  const edited = { ...plan, confidence: 0.9 };
  const { verdict, pictures } = await client.runs.glance({ plan: edited, scenario: 'base' });
  expect(verdict).toMatchObject({ replications: 32, confidence: 0.9 });
  expect(pictures.months).toEqual(['2027-01']);
  expect(await client.runs.list({ plan: plan.id })).toEqual([]);
});

const looksOf = (events: RunEvent[]) =>
  events.flatMap((event) => (event.kind === 'progress' && event.verdict ? [event] : []));

test('a preview looks at 32 futures first, at twice as many each time, and ends as the full run', async () => {
  const { client, plan } = await withPlan();
  const edited = { ...plan, confidence: 0.9 };
  const size = { scenario: 'base', replications: 300, seed: 5 };
  const events = await collect(await client.runs.preview({ plan: edited, ...size }));
  const looks = looksOf(events);
  expect(looks[0]!.verdict!.replications).toBe(32);
  looks
    .slice(1)
    .forEach(({ verdict }, index) => expect(verdict!.replications).toBeGreaterThanOrEqual(64 * 2 ** index));
  expect(looks).toHaveLength(4);
  expect(looks.every(({ pictures }) => pictures?.months.length === 1)).toBe(true);

  const { revision } = await client.plans.save({ plan: edited, baseRevision: 1 });
  expect(revision).toBe(2);
  const run = await collect(await client.runs.start({ plan: plan.id, ...size }));
  expect(run).toEqual([events.at(-1)]);
  expect((await client.runs.latest({ plan: plan.id, scenario: 'base' })).stale).toBe(false);
});

test('the first look of a preview is the glance at the same plan', async () => {
  const { client, plan } = await withPlan();
  const events = await collect(await client.runs.preview({ plan, scenario: 'base', replications: 40 }));
  const glance = await client.runs.glance({ plan, scenario: 'base' });
  const [first] = looksOf(events);
  const probabilities = ({ clauses }: NonNullable<typeof first>['verdict'] & object) =>
    clauses.flatMap(({ tiers }) => tiers.map(({ probability }) => probability.value));
  expect(probabilities(first!.verdict!)).toEqual(probabilities(glance.verdict));
  expect(first!.pictures).toEqual(glance.pictures);
});

test('a run that is asked for joins its own preview, and goes on when that is left', async () => {
  const { client, plan } = await withPlan();
  const size = { scenario: 'base', replications: 2000 };
  const left = new AbortController();
  const preview = await client.runs.preview({ plan, ...size }, { signal: left.signal });
  await preview.next();
  const run = await client.runs.start({ plan: plan.id, ...size });
  const first = await run.next();
  expect(first.value).toMatchObject({ kind: 'progress' });
  left.abort();
  expect((await collect(run)).at(-1)).toMatchObject({ kind: 'done' });
  await expect(collect(preview)).rejects.toMatchObject({ code: 'cancelled' });
}, 60_000);

test('a preview that nobody follows any more stops and stores nothing', async () => {
  const { client, plan, backend } = await withPlan();
  const controller = new AbortController();
  const asked = { plan, scenario: 'base', ...LONG };
  const events = await client.runs.preview(asked, { signal: controller.signal });
  await events.next();
  controller.abort();
  await expect(collect(events)).rejects.toMatchObject({ code: 'cancelled' });
  await vi.waitFor(() => expect(readFileSync(backend.logFile, 'utf8')).toContain('run stopped'));
  expect(await client.runs.list({ plan: plan.id })).toEqual([]);
});

test('of the ends of previews the newest twelve are kept, and every run that was asked for', async () => {
  const { client, plan } = await withPlan();
  await collect(await client.runs.start({ plan: plan.id, replications: 1 }));
  for (let seed = 1; seed <= 15; seed += 1)
    await collect(await client.runs.preview({ plan, scenario: 'base', replications: 2, seed }));
  const kept = () => client.runs.list({ plan: plan.id });
  expect((await kept()).map(({ replications, seed }) => [replications, seed]).toSorted()).toHaveLength(13);
  await collect(await client.runs.start({ plan: plan.id, replications: 2, seed: 4 }));
  for (let seed = 16; seed <= 30; seed += 1)
    await collect(await client.runs.preview({ plan, scenario: 'base', replications: 2, seed }));
  expect((await kept()).map(({ seed }) => seed)).toContain(4);
  expect(await kept()).toHaveLength(14);
}, 60_000);

test('what a preview can not simulate is said by path', async () => {
  const { client, plan } = await withPlan();
  const broken = { ...plan, journeys: plan.journeys.map((journey) => ({ ...journey, path: [] })) };
  const preview = async () => collect(await client.runs.preview({ plan: broken, scenario: 'base' }));
  await expect(preview()).rejects.toMatchObject({ code: 'userProblem' });
});

test('what cannot be simulated is refused with its path, never ignored', async () => {
  const { client, plan } = await withPlan();
  const asking = { ...plan, correlations: [{ between: ['a', 'b'] as [string, string], rank: 0.5 }] };
  await client.plans.save({ plan: asking, baseRevision: 1 });
  const impossible = await client.plans.impossible({ plan: plan.id, scenario: 'base' });
  expect(impossible.map(({ path }) => path)).toContainEqual(expect.stringContaining('correlations'));
  await expect(collect(await client.runs.start({ plan: plan.id, ...QUICK }))).rejects.toMatchObject({
    data: { code: 'plan-impossible', problems: impossible },
  });
});

test('unknown plans, scenarios and runs are told apart', async () => {
  const { client, plan } = await withPlan();
  const start = async (input: { plan: string; scenario?: string }) => collect(await client.runs.start(input));
  await expect(start({ plan: 'none' })).rejects.toMatchObject({ data: { code: 'plan-not-found' } });
  await expect(start({ plan: plan.id, scenario: 'none' })).rejects.toMatchObject({
    data: { code: 'scenario-not-found' },
  });
  await expect(client.runs.get({ run: 'none' })).rejects.toMatchObject({ data: { code: 'run-not-found' } });
});

test('an edit taken back brings back the run before it', async () => {
  const { client, plan } = await withPlan();
  const [first] = (await collect(await client.runs.start({ plan: plan.id, ...QUICK }))).slice(-1);
  const busier = {
    ...plan,
    demand: { ...plan.demand, journeys: [{ ...plan.demand.journeys[0]!, level: 30 }] },
  };
  await client.plans.importFile({ text: JSON.stringify(busier), replace: true });
  await collect(await client.runs.start({ plan: plan.id, ...QUICK }));
  await client.plans.importFile({ text: JSON.stringify(plan), replace: true });
  const { result, stale } = await client.runs.latest({ plan: plan.id, scenario: 'base' });
  expect(stale).toBe(false);
  expect({ kind: 'done', result }).toEqual(first);
});
