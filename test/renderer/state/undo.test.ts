import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Plan } from '#shared/domain/plan.ts';
import { BASE_SCENARIO } from '#shared/domain/scenario.ts';
import { resolvePlan, selectPlan } from '#renderer/state/selectors.ts';
import { aBackend } from '../../makers/a-backend.ts';
import { anApp, type AnApp } from '../../makers/an-app.ts';
import { aPlan } from '../../makers/a-plan.ts';

/** Something a planner does; parts are chosen among those there are, by a number. */
type Deed =
  | { do: 'instances'; part: number; value: number }
  | { do: 'rename'; text: string }
  | { do: 'add part' | 'remove part'; part: number }
  | { do: 'add scenario' }
  | { do: 'choose scenario' | 'rename scenario' | 'remove scenario'; part: number }
  | { do: 'reset'; part: number }
  | { do: 'leave the field' };

const number = fc.nat({ max: 9 });
const deeds = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('instances' as const), part: number, value: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ do: fc.constant('rename' as const), text: fc.constantFrom('Shop', 'Store', 'Market') }),
    fc.record({ do: fc.constantFrom('add part' as const, 'remove part' as const), part: number }),
    fc.record({ do: fc.constant('add scenario' as const) }),
    fc.record({
      do: fc.constantFrom('choose scenario' as const, 'rename scenario' as const, 'remove scenario' as const),
      part: number,
    }),
    fc.record({ do: fc.constant('reset' as const), part: number }),
    fc.record({ do: fc.constant('leave the field' as const) }),
  ),
  { maxLength: 25 },
);

const planOf = ({ app }: AnApp): Plan => selectPlan(app.store.getState())!;

async function carryOut(window: AnApp, deed: Deed) {
  const { document, session } = window.app;
  const plan = planOf(window);
  const seen = resolvePlan(plan, window.app.store.getState().session.scenario);
  const pick = <Item>(items: readonly Item[], at: number): Item | undefined => items[at % items.length];
  const scenario =
    'part' in deed ? pick([BASE_SCENARIO, ...plan.scenarios.map(({ id }) => id)], deed.part)! : '';
  const component = 'part' in deed ? pick(seen.components, deed.part) : undefined;
  switch (deed.do) {
    case 'instances':
      if (component)
        document.setField(`components/${component.id}/instances`, deed.value, { group: component.id });
      return;
    case 'rename':
      return document.setField('name', deed.text, { group: 'name', scenario: BASE_SCENARIO });
    case 'add part': {
      const added = { ...component!, id: `part-${deed.part}`, name: 'Added' };
      return document.setField(`components/${added.id}`, added);
    }
    case 'remove part':
      if (seen.components.length > 1) document.setField(`components/${component!.id}`, undefined);
      return;
    case 'reset':
      return document.resetField(`components/${component!.id}/instances`);
    case 'add scenario':
      return session.addScenario('What if');
    case 'choose scenario':
      return session.selectScenario(scenario);
    case 'rename scenario':
      return session.renameScenario(scenario, `Renamed ${deed.part}`);
    case 'remove scenario':
      return session.removeScenario(scenario);
    case 'leave the field':
      return document.closeGroup();
  }
}

it('undoes every edit back to the beginning, and does all of them again', async () => {
  const given = aBackend();
  await given.client.plans.importFile({ text: JSON.stringify(aPlan()) });
  const window = await anApp(given);
  await fc.assert(
    fc.asyncProperty(deeds, async (todo) => {
      const { document, session, store } = window.app;
      await session.openPlan('small');
      const first = planOf(window);
      for (const deed of todo) await carryOut(window, deed);
      const last = planOf(window);
      const steps = store.getState().document!.history.past.length;

      for (let step = 0; step < steps; step += 1) document.undo();
      expect(planOf(window)).toEqual(first);
      expect(store.getState().document!.history.past).toEqual([]);
      document.undo();
      expect(planOf(window)).toEqual(first);

      for (let step = 0; step < steps; step += 1) document.redo();
      expect(planOf(window)).toEqual(last);
      for (let step = 0; step < steps; step += 1) document.undo();
    }),
    { numRuns: 60 },
  );
});

it('stores after undo what was stored before the edits', async () => {
  const given = aBackend();
  await given.client.plans.importFile({ text: JSON.stringify(aPlan()) });
  const window = await anApp(given);
  const stored = async () => (await window.client.plans.get({ plan: 'small' })).plan;
  const first = await stored();
  await carryOut(window, { do: 'add part', part: 1 });
  await carryOut(window, { do: 'add scenario' });
  await carryOut(window, { do: 'instances', part: 0, value: 5 });
  await window.settle();
  expect((await stored()).scenarios).toHaveLength(1);
  while (window.app.store.getState().document!.history.past.length > 0) window.app.document.undo();
  await window.settle();
  expect(await stored()).toEqual(first);
});
