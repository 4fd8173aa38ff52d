import fc from 'fast-check';
import { expect, test } from 'vitest';
import { getAtPath, removeAtPath, setAtPath } from '#shared/domain/path.ts';
import type { Plan } from '#shared/domain/plan.ts';
import {
  editField,
  inheritedValue,
  isOverridden,
  resetField,
  resolveScenario,
} from '#shared/domain/scenario-edits.ts';
import { aPlan } from '#test/makers/a-plan.ts';

const INSTANCES = 'components/web/instances';

const withScenarios = (): Plan =>
  aPlan({
    scenarios: [
      { id: 'more', name: 'More', overrides: [{ path: INSTANCES, value: 4 }] },
      {
        id: 'most',
        name: 'Most',
        parent: 'more',
        overrides: [{ path: 'demand/journeys/order/level', value: 50 }],
      },
    ],
  });

test('a scenario sees the overrides of its ancestors and its own', () => {
  const plan = resolveScenario(withScenarios(), 'most');
  expect(getAtPath(plan, INSTANCES)).toBe(4);
  expect(getAtPath(plan, 'demand/journeys/order/level')).toBe(50);
});

test('an edit in a scenario leaves the plan and its parent alone', () => {
  const plan = editField(withScenarios(), 'most', INSTANCES, 9);
  expect(getAtPath(resolveScenario(plan, 'most'), INSTANCES)).toBe(9);
  expect(getAtPath(resolveScenario(plan, 'more'), INSTANCES)).toBe(4);
  expect(getAtPath(plan, INSTANCES)).toBe(2);
});

test('an edit back to the inherited value removes the override', () => {
  const plan = editField(editField(withScenarios(), 'most', INSTANCES, 9), 'most', INSTANCES, 4);
  expect(isOverridden(plan, 'most', INSTANCES)).toBe(false);
});

test('reset shows the value of the parent again', () => {
  const plan = resetField(editField(withScenarios(), 'most', INSTANCES, 9), 'most', INSTANCES);
  expect(getAtPath(resolveScenario(plan, 'most'), INSTANCES)).toBe(inheritedValue(plan, 'most', INSTANCES));
});

test('an edit of a whole part replaces the overrides inside it', () => {
  const plan = withScenarios();
  const component = { ...plan.components[0], instances: 7 };
  const edited = editField(editField(plan, 'more', INSTANCES, 3), 'more', 'components/web', component);
  expect(edited.scenarios[0]?.overrides.map(({ path }) => path)).toEqual(['components/web']);
});

test('a scenario can add an item to a list and remove one', () => {
  const surge = { id: 'news', name: 'News', perYear: 2, multiplier: 2, durationMinutes: 60 };
  const added = editField(withScenarios(), 'more', 'demand/surges/news', surge);
  expect(resolveScenario(added, 'more').demand.surges).toEqual([surge]);
  const removed = editField(added, 'most', 'demand/surges/news', undefined);
  expect(resolveScenario(removed, 'most').demand.surges).toEqual([]);
  expect(resolveScenario(removed, 'more').demand.surges).toEqual([surge]);
});

test('a scenario that descends from itself is refused', () => {
  const plan = withScenarios();
  const circular = {
    ...plan,
    scenarios: plan.scenarios.map((scenario) => ({ ...scenario, parent: 'most' })),
  };
  expect(() => resolveScenario(circular, 'most')).toThrow('descends from itself');
});

test('what is set at a path is found there, and nothing else changes', () => {
  const key = fc.constantFrom('a', 'b', 'c');
  const object = fc.dictionary(key, fc.dictionary(key, fc.integer()));
  fc.assert(
    fc.property(object, key, key, fc.integer(), (root, first, second, value) => {
      const path = `${first}/${second}`;
      const changed = setAtPath(root, path, value);
      expect(getAtPath(changed, path)).toBe(value);
      for (const other of Object.keys(root)) if (other !== first) expect(changed[other]).toBe(root[other]);
      expect(getAtPath(removeAtPath(changed, path), path)).toBeUndefined();
    }),
  );
});
