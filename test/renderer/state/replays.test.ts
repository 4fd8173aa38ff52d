import { expect, it, vi } from 'vitest';
import { aBackend } from '../../makers/a-backend.ts';
import { anApp, type AnApp } from '../../makers/an-app.ts';
import { aPlan } from '../../makers/a-plan.ts';
import { isSettled } from '#renderer/features/replay/use-replay.ts';

const DOWN = {
  kind: 'fault' as const,
  component: 'web',
  effect: { kind: 'down' as const },
  from: 1,
  minutes: 2,
};

/** A window on a small plan, five minutes of it chosen. */
async function aWindow(): Promise<AnApp> {
  const given = aBackend({ workers: 1, host: 'web', beginWithSample: false });
  await given.client.plans.importFile({ text: JSON.stringify(aPlan()) });
  const window = await anApp(given);
  window.app.session.chooseSpan({ at: '2027-01-05T10:00', minutes: 5 });
  return window;
}

const replayOf = ({ app }: AnApp) => app.store.getState().jobs.replay;

it('shows the other engine at once, then the minutes as they come, then both', async () => {
  const window = await aWindow();
  const seen: string[] = [];
  window.app.store.subscribe(({ jobs: { replay } }) => {
    const known = replay?.slices.filter((slice) => slice !== null).length ?? 0;
    const now = replay?.report ? 'both' : known > 0 ? 'minutes' : replay?.began ? 'fast' : 'ready';
    if (seen.at(-1) !== now) seen.push(now);
  });
  await window.app.replays.start();
  expect(seen).toEqual(['ready', 'fast', 'minutes', 'both']);
  const replay = replayOf(window)!;
  expect(replay.progress).toEqual({ state: 'done' });
  expect(replay.slices).toHaveLength(5);
  expect(replay.report!.sentence).toMatch(/^Both engines agree/);
});

it('holds a disturbed span against the same span undisturbed, if that was replayed before', async () => {
  const window = await aWindow();
  await window.app.replays.start();
  window.app.session.chooseSpan({ interventions: [DOWN] });
  await window.app.replays.start();
  const { report, calm } = replayOf(window)!;
  expect(calm!.interventions).toEqual([]);
  expect(report!.replay.journeys[0]!.losses!.failed.value).toBeCloseTo(2 / 5, 1);
  expect(calm!.replay.journeys[0]!.losses!.failed.value).toBe(0);
  // The same requests: as many come with the fault as without.
  expect(report!.replay.journeys[0]!.requests).toBe(calm!.replay.journeys[0]!.requests);
});

it('replays it undisturbed when asked, and keeps what it shows', async () => {
  const window = await aWindow();
  window.app.session.chooseSpan({ interventions: [DOWN] });
  await window.app.replays.start();
  const { report } = replayOf(window)!;
  expect(replayOf(window)!.calm).toBeNull();
  await window.app.replays.compare();
  expect(replayOf(window)).toMatchObject({ comparing: null, calm: { interventions: [] } });
  expect(replayOf(window)!.report).toBe(report);
});

it('after an edit, neither the replay nor the undisturbed one is of this plan any more', async () => {
  const window = await aWindow();
  await window.app.replays.start();
  const isOfNow = () => isSettled(window.app.store.getState(), replayOf(window)!);
  expect(isOfNow()).toBe(true);
  window.app.document.setField('components/web/instances', 3);
  expect(isOfNow()).toBe(false);
  window.app.session.chooseSpan({ interventions: [DOWN] });
  await window.app.replays.start();
  expect(isOfNow()).toBe(true);
  expect(replayOf(window)!.calm).toBeNull();
});

it('stops at once, and says nothing of it', async () => {
  const window = await aWindow();
  window.app.session.chooseSpan({ minutes: 1440 });
  const ended = window.app.replays.start();
  await vi.waitFor(() => expect(replayOf(window)!.began).not.toBeNull(), { timeout: 20_000 });
  replayOf(window)!.cancel();
  await ended;
  expect(replayOf(window)).toMatchObject({ progress: { state: 'stopped' }, failure: null, report: null });
});

it('says in words what is wrong with the span', async () => {
  const window = await aWindow();
  window.app.session.chooseSpan({ at: '2031-01-01T00:00' });
  await window.app.replays.start();
  expect(replayOf(window)!.failure).toMatchObject({
    kind: 'userProblem',
    problems: [{ path: 'at', message: expect.stringContaining('past its end') }],
  });
});

it('forgets the span of a plan when another is opened', async () => {
  const window = await aWindow();
  await window.app.session.createPlan('blank', 'Other');
  expect(window.app.store.getState().session.span).toMatchObject({ at: '', interventions: [] });
});
