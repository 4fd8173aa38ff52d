import { expect, it } from 'vitest';
import type { Quantity } from '#shared/units/quantity.ts';
import { resolvePlan, selectPlan, selectResolved } from '#renderer/state/selectors.ts';
import { getAtPath } from '#shared/domain/path.ts';
import { aBackend } from '../../makers/a-backend.ts';
import { anApp, type AnApp } from '../../makers/an-app.ts';
import { aPlan } from '../../makers/a-plan.ts';

const INSTANCES = 'components/web/instances';

/** A window on a small plan without promises, so that nothing is simulated. */
async function anOpenPlan(): Promise<AnApp> {
  const given = aBackend();
  await given.client.plans.importFile({ text: JSON.stringify(aPlan()) });
  return anApp(given);
}

const stored = async ({ client }: AnApp) => (await client.plans.get({ plan: 'small' })).plan;
const shown = ({ app }: AnApp, path: string) =>
  getAtPath(selectResolved(app.store.getState()), path) as Quantity;
const saveState = ({ app }: AnApp) => app.store.getState().document?.save.state;

it('stores an edit without being asked', async () => {
  const window = await anOpenPlan();
  window.app.document.setField(INSTANCES, 7);
  expect(saveState(window)).toBe('saving');
  await window.settle();
  expect(saveState(window)).toBe('saved');
  expect(getAtPath(await stored(window), INSTANCES)).toBe(7);
});

it('stores what undo brings back', async () => {
  const window = await anOpenPlan();
  window.app.document.setField(INSTANCES, 7);
  await window.settle();
  window.app.document.undo();
  await window.settle();
  expect(getAtPath(await stored(window), INSTANCES)).toBe(2);
});

it('makes an edit under a scenario an override, and leaves the base alone', async () => {
  const window = await anOpenPlan();
  await window.app.session.addScenario('More of it');
  window.app.document.setField(INSTANCES, 9);
  await window.settle();
  const plan = await stored(window);
  expect(getAtPath(plan, INSTANCES)).toBe(2);
  expect(plan.scenarios).toEqual([
    { id: 'more-of-it', name: 'More of it', parent: 'base', overrides: [{ path: INSTANCES, value: 9 }] },
  ]);
  expect(shown(window, INSTANCES)).toBe(9);
});

it('takes an override back when the parent’s value is typed again', async () => {
  const window = await anOpenPlan();
  await window.app.session.addScenario('More of it');
  window.app.document.setField(INSTANCES, 9);
  window.app.document.setField(INSTANCES, 2);
  expect(selectPlan(window.app.store.getState())?.scenarios[0]?.overrides).toEqual([]);
});

it('hands the overrides of a removed scenario to those below it', async () => {
  const window = await anOpenPlan();
  await window.app.session.addScenario('Above');
  window.app.document.setField(INSTANCES, 9);
  await window.app.session.addScenario('Below');
  window.app.session.removeScenario('above');
  const plan = selectPlan(window.app.store.getState())!;
  expect(plan.scenarios.map(({ id, parent }) => [id, parent])).toEqual([['below', 'base']]);
  expect(getAtPath(resolvePlan(plan, 'below'), INSTANCES)).toBe(9);
});

it('keeps what can not be stored, says where it is wrong, and stores it once it is right', async () => {
  const window = await anOpenPlan();
  window.app.document.setField('name', '');
  await window.settle();
  expect(window.app.store.getState().document).toMatchObject({
    save: { state: 'waiting', problems: [{ path: 'name' }] },
    problems: [{ path: 'name' }],
  });
  expect((await stored(window)).name).toBe('Small');
  window.app.document.setField('name', 'Smaller');
  await window.settle();
  expect((await stored(window)).name).toBe('Smaller');
});

it('notices that the plan was changed elsewhere, and lets either state go on', async () => {
  const window = await anOpenPlan();
  const other = await window.client.plans.get({ plan: 'small' });
  await window.client.plans.save({
    plan: { ...other.plan, description: 'From the command line' },
    baseRevision: other.revision,
  });
  window.app.document.setField(INSTANCES, 7);
  await window.settle();
  expect(saveState(window)).toBe('conflict');

  await window.app.document.keepMine();
  expect(getAtPath(await stored(window), INSTANCES)).toBe(7);
  expect((await stored(window)).description).toBe('');
});

it('shows the other state after a conflict, and undo brings this window’s own back', async () => {
  const window = await anOpenPlan();
  const other = await window.client.plans.get({ plan: 'small' });
  await window.client.plans.save({
    plan: { ...other.plan, description: 'From the command line' },
    baseRevision: other.revision,
  });
  window.app.document.setField(INSTANCES, 7);
  await window.settle();
  await window.app.document.takeTheirs();
  expect(selectPlan(window.app.store.getState())?.description).toBe('From the command line');
  window.app.document.undo();
  await window.settle();
  expect(getAtPath(await stored(window), INSTANCES)).toBe(7);
});
