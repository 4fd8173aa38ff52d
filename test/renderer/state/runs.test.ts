import { expect, it, onTestFinished, vi } from 'vitest';
import type { PlanInput } from '#shared/domain/plan.ts';
import type { VerdictDocument } from '#shared/verdicts/verdict-document.ts';
import {
  isRunStale,
  changesSinceRun,
  findRun,
  findRunFailure,
  findRunning,
  runKey,
  selectPlan,
} from '#renderer/state/selectors.ts';
import { PREVIEW_REPLICATIONS } from '#renderer/state/judgements.ts';
import { aBackend } from '../../makers/a-backend.ts';
import { anApp, type AnApp } from '../../makers/an-app.ts';
import { aPlan } from '../../makers/a-plan.ts';
import { theSamplePlan } from '../../makers/the-sample-plan.ts';

const INSTANCES = 'components/web/instances';

const clauses: PlanInput['clauses'] = [
  {
    id: 'order-errors',
    name: 'Order errors',
    metric: 'errorRate',
    journey: 'order',
    tiers: { optimistic: { atMost: 0.1 }, baseline: { atMost: 0.05 }, stretch: { atMost: 0.01 } },
  },
];

/** A window on a small plan with one promise, after its first run. */
async function aJudgedPlan(): Promise<AnApp> {
  const given = aBackend({ workers: 1, host: 'web', beginWithSample: false });
  await given.client.plans.importFile({ text: JSON.stringify(aPlan({ clauses })) });
  const window = await anApp(given);
  await vi.waitFor(() => expect(latest(window)?.result).toBeTruthy(), { timeout: 50_000 });
  return window;
}

const latest = ({ app }: AnApp) => findRun(app.store.getState(), 'base');
const runningKeys = ({ app }: AnApp) => Object.keys(app.store.getState().jobs.running);
const running = ({ app }: AnApp) => findRunning(app.store.getState(), 'base');

it('judges a plan with promises the first time it is opened', async () => {
  const window = await aJudgedPlan();
  const state = window.app.store.getState();
  expect(latest(window)?.result?.verdict.clauses.map(({ id }) => id)).toEqual(['order-errors']);
  expect(isRunStale(state, 'base')).toBe(false);
  expect(state.jobs.running).toEqual({});
});

it('calls the run stale while an edit stands, and current again once it is undone', async () => {
  const window = await aJudgedPlan();
  window.app.document.setField(INSTANCES, 1);
  expect(changesSinceRun(window.app.store.getState(), 'base')).toBe(1);
  expect(isRunStale(window.app.store.getState(), 'base')).toBe(true);
  window.app.document.undo();
  expect(isRunStale(window.app.store.getState(), 'base')).toBe(false);
});

const shownPlan = ({ app }: AnApp) => selectPlan(app.store.getState())!;
const chancesOf = ({ clauses: judged }: VerdictDocument) =>
  judged.map(({ tiers }) => tiers.map(({ probability }) => probability.value));
const preview = ({ app }: AnApp) => app.store.getState().jobs.preview;
const soon = { timeout: 50_000 };

it('previews an edit on few futures beside the same futures before it, then on all of them', async () => {
  const window = await aJudgedPlan();
  // What is to be compared with is simulated while nothing else happens; a glance asked for later comes later.
  await window.settle();
  await window.client.runs.glance({ plan: shownPlan(window), scenario: 'base' });
  const seen: number[] = [];
  let atFirst: { before?: number | undefined; input?: boolean } = {};
  onTestFinished(
    window.app.store.subscribe(() => {
      const { now, before } = preview(window) ?? {};
      const replications = now?.verdict.replications;
      if (replications !== undefined && seen.at(-1) !== replications) seen.push(replications);
      if (replications === PREVIEW_REPLICATIONS && before)
        atFirst = {
          before: before.verdict.replications,
          input: before.verdict.inputHash !== now!.verdict.inputHash,
        };
    }),
  );
  window.app.document.setField(INSTANCES, 1);
  expect(preview(window)).toMatchObject({ isPending: true, progress: { done: 0, total: 1000 } });
  await window.settle();
  await vi.waitFor(() => expect(isRunStale(window.app.store.getState(), 'base')).toBe(false), soon);
  expect(seen[0]).toBe(PREVIEW_REPLICATIONS);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.length).toBeGreaterThan(3);
  expect(atFirst).toEqual({ before: PREVIEW_REPLICATIONS, input: true });

  const { now, before, progress } = preview(window)!;
  expect([now!.verdict.replications, before!.verdict.replications]).toEqual([1000, 1000]);
  expect(progress).toBeNull();
  expect(now).toBe(latest(window)!.result);
});

it('ends a preview as the run of the plan as it is, which no run has to repeat', async () => {
  const window = await aJudgedPlan();
  window.app.document.setField(INSTANCES, 1);
  await window.settle();
  await vi.waitFor(() => expect(isRunStale(window.app.store.getState(), 'base')).toBe(false), soon);
  const { result, stale } = await window.client.runs.latest({ plan: 'small', scenario: 'base' });
  expect(stale).toBe(false);
  expect(result).toEqual(latest(window)!.result);
});

it('brings the full run before back when the edit is undone, without simulating it again', async () => {
  const window = await aJudgedPlan();
  const first = latest(window)!.result;
  window.app.document.setField(INSTANCES, 1);
  await window.settle();
  await vi.waitFor(() => expect(latest(window)!.result).not.toBe(first), soon);
  window.app.document.undo();
  await window.settle();
  await vi.waitFor(() => expect(latest(window)!.result).toEqual(first));
  expect(preview(window)).toBeNull();
});

it('compares with the same plan while one field is tried out, and with the newest once another is', async () => {
  const window = await aJudgedPlan();
  const original = latest(window)!.result!.verdict.inputHash;
  const answer = async (path: string, value: number) => {
    window.app.document.closeGroup();
    window.app.document.setField(path, value);
    await window.settle();
    await vi.waitFor(() => expect(isRunStale(window.app.store.getState(), 'base')).toBe(false), soon);
    return {
      before: preview(window)!.before!.verdict.inputHash,
      now: preview(window)!.now!.verdict.inputHash,
    };
  };
  expect((await answer(INSTANCES, 1)).before).toBe(original);
  const second = await answer(INSTANCES, 3);
  expect(second.before).toBe(original);
  expect((await answer('components/web/concurrency', 2)).before).toBe(second.now);
});

/** A window on a plan that takes long, without a run. */
async function aLongPlan(): Promise<AnApp> {
  const window = await aBusyWindow();
  window.app.runs.cancel('base');
  await vi.waitFor(() => expect(runningKeys(window)).toEqual([]));
  return window;
}

const CACHE = 'components/cart-store/instances';

it('leaves alone what was cancelled, refines it when asked, and begins anew with the next edit', async () => {
  const window = await aLongPlan();
  expect(preview(window)).toMatchObject({ progress: null, pause: { kind: 'stopped' } });
  await window.settle();
  expect(preview(window)?.progress).toBeNull();

  window.app.previews.resume();
  await window.settle();
  await vi.waitFor(() => expect(preview(window)?.now?.verdict.replications).toBeGreaterThan(32), soon);
  window.app.previews.cancel();
  expect(preview(window)).toMatchObject({ progress: null, isPending: false, pause: { kind: 'stopped' } });

  window.app.document.setField(CACHE, 9);
  expect(preview(window)).toMatchObject({ isPending: true, pause: null });
  await window.settle();
  await vi.waitFor(() => expect(preview(window)).toMatchObject({ isPending: false }), soon);
});

it('waits for a first answer that is under way when edits follow each other, then answers the newest', async () => {
  const window = await aLongPlan();
  const answered = new Set<string>();
  onTestFinished(
    window.app.store.subscribe(() => {
      const { now } = preview(window) ?? {};
      if (now?.verdict.replications === PREVIEW_REPLICATIONS) answered.add(now.verdict.inputHash);
    }),
  );
  window.app.document.setField(CACHE, 7);
  await window.settle();
  window.app.document.setField(CACHE, 8);
  window.app.document.setField(CACHE, 9);
  await vi.waitFor(() => expect(answered.size).toBe(1), soon);
  expect(preview(window)).toMatchObject({ isPending: true });
  await window.settle();
  await vi.waitFor(() => expect(answered.size).toBe(2), soon);
  window.app.previews.cancel();
  const { verdict } = await window.client.runs.glance({ plan: shownPlan(window), scenario: 'base' });
  expect(chancesOf(preview(window)!.now!.verdict)).toEqual(chancesOf(verdict));
});

it('gives up a first answer that takes long when there is a newer edit', async () => {
  const window = await aLongPlan();
  window.app.document.setField(CACHE, 7);
  await window.settle();
  window.app.document.setField(CACHE, 8);
  await window.settle();
  expect(preview(window)).toMatchObject({ isPending: true, progress: { done: 0 } });
  await window.settle();
  await vi.waitFor(() => expect(preview(window)).toMatchObject({ isPending: false }), soon);
  window.app.previews.cancel();
});

it('cancels a run without a trace', async () => {
  const window = await aJudgedPlan();
  window.app.document.setField(INSTANCES, 3);
  const run = window.app.runs.start('base');
  window.app.runs.cancel('base');
  await run;
  const { jobs } = window.app.store.getState();
  expect(jobs.running).toEqual({});
  expect(jobs.runFailures).toEqual({});
  expect(isRunStale(window.app.store.getState(), 'base')).toBe(true);
});

it('does not simulate an older plan in place of one that can not be stored', async () => {
  const window = await aJudgedPlan();
  const before = latest(window);
  window.app.document.setField('demand/journeys/order/driver', { id: 'nothing', ratio: 1 });
  await window.settle();
  await window.app.runs.start('base');
  expect(latest(window)).toBe(before);
  expect(findRunFailure(window.app.store.getState(), 'base')).toMatchObject({
    kind: 'userProblem',
    code: 'plan-not-stored',
    problems: [{ path: 'demand/journeys/order/driver' }],
  });
});

const shop = theSamplePlan();
/** Takes long enough that something can happen while it is simulated. */
const longPlan: PlanInput = { ...shop, id: 'long', name: 'Long' };

/** A window on a plan whose first run is under way, in a workspace with a second, small plan. */
async function aBusyWindow(): Promise<AnApp> {
  const given = aBackend({ workers: 1, host: 'web', beginWithSample: false });
  await given.client.plans.importFile({ text: JSON.stringify(aPlan({ clauses })) });
  await given.client.plans.importFile({ text: JSON.stringify(longPlan) });
  await given.client.settings.set({ key: 'lastPlan', value: 'long' });
  const window = await anApp(given);
  await vi.waitFor(() => expect(running(window)?.done).toBeGreaterThan(0), { timeout: 50_000 });
  return window;
}

it('leaves the run of a plan alone when another plan is opened, and simulates that one too', async () => {
  const window = await aBusyWindow();
  await window.app.session.openPlan('small');
  expect(runningKeys(window)).toEqual([runKey('long', 'base'), runKey('small', 'base')]);
  await vi.waitFor(() => expect(running(window)?.done).toBeGreaterThan(0), { timeout: 50_000 });
  window.app.runs.cancel('base');
  await vi.waitFor(() => expect(runningKeys(window)).toEqual([runKey('long', 'base')]));

  await window.app.session.openPlan('long');
  expect(latest(window)).toEqual({ result: null, plan: null, stale: false });
  expect(running(window)?.done).toBeGreaterThan(0);
  window.app.runs.cancel('base');
  await vi.waitFor(() => expect(runningKeys(window)).toEqual([]));
});

it('joins the run under way when the same is asked again', async () => {
  const window = await aBusyWindow();
  const before = running(window)!;
  void window.app.runs.start('base');
  expect(running(window)).toMatchObject({ done: before.done, cancel: before.cancel });
});

it('begins anew when the plan has changed since the run under way began', async () => {
  const window = await aBusyWindow();
  const before = running(window)!;
  window.app.document.setField('components/cart-store/instances', 9);
  await window.settle();
  const anew = window.app.runs.start('base');
  expect(running(window)).toMatchObject({ done: 0 });
  expect(running(window)!.cancel).not.toBe(before.cancel);
  before.cancel();
  await vi.waitFor(() => expect(running(window)!.done).toBeGreaterThan(0), { timeout: 50_000 });
  window.app.runs.cancel('base');
  await anew;
  expect(window.app.store.getState().jobs).toMatchObject({ running: {}, runFailures: {} });
});

it('shows the first futures of the first run as soon as they are done', async () => {
  const window = await aBusyWindow();
  await window.settle();
  await vi.waitFor(() => expect(preview(window)?.now).toBeTruthy(), soon);
  expect(preview(window)!.now!.verdict.replications).toBeLessThan(1000);
  expect(preview(window)!.now!.pictures.months).toHaveLength(24);
  window.app.runs.cancel('base');
});

it('has the verdict so far at once when it joins a run under way', async () => {
  const first = await aBusyWindow();
  await vi.waitFor(() => expect(running(first)?.look).toBeTruthy(), { timeout: 50_000 });
  const seen = running(first)!.look!.verdict.replications;
  const second = await anApp({ folder: first.folder, backend: first.backend, client: first.client });
  await vi.waitFor(() => expect(running(second)?.done).toBeGreaterThan(0), { timeout: 50_000 });
  expect(running(second)?.look?.verdict.replications).toBeGreaterThanOrEqual(seen);
});
