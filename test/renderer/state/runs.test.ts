import { expect, it, vi } from 'vitest';
import type { PlanInput } from '#shared/domain/plan.ts';
import {
  isRunStale,
  changesSinceRun,
  findRun,
  findRunFailure,
  findRunning,
  runKey,
} from '#renderer/state/selectors.ts';
import { PREVIEW_REPLICATIONS } from '#renderer/state/preview-actions.ts';
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
  const given = aBackend({ workers: 1 });
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

it('previews an edit beside the same preview of the plan before it', async () => {
  const window = await aJudgedPlan();
  window.app.document.setField(INSTANCES, 1);
  await window.settle();
  await vi.waitFor(() => expect(window.app.store.getState().jobs.preview?.before).toBeTruthy(), {
    timeout: 50_000,
  });
  const preview = window.app.store.getState().jobs.preview!;
  expect(preview.before?.verdict.replications).toBe(preview.now?.verdict.replications);
  expect(preview.before?.verdict.inputHash).not.toBe(preview.now?.verdict.inputHash);
  window.app.document.undo();
  expect(window.app.store.getState().jobs.preview).toBeNull();
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
  const given = aBackend({ workers: 1 });
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

it('shows a glance while the first futures of the first run are simulated', async () => {
  const window = await aBusyWindow();
  await window.settle();
  await vi.waitFor(() => expect(window.app.store.getState().jobs.preview?.now).toBeTruthy(), {
    timeout: 50_000,
  });
  expect(window.app.store.getState().jobs.preview?.now?.verdict.replications).toBe(PREVIEW_REPLICATIONS);
});

it('has the verdict so far at once when it joins a run under way', async () => {
  const first = await aBusyWindow();
  await vi.waitFor(() => expect(running(first)?.verdict).toBeTruthy(), { timeout: 50_000 });
  const seen = running(first)!.verdict!.replications;
  const second = await anApp({ folder: first.folder, backend: first.backend, client: first.client });
  await vi.waitFor(() => expect(running(second)?.done).toBeGreaterThan(0), { timeout: 50_000 });
  expect(running(second)?.verdict?.replications).toBeGreaterThanOrEqual(seen);
});
