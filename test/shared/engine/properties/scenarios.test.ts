import { expect, test } from 'vitest';
import { isServing } from '#shared/domain/component.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { editField, resolveScenario } from '#shared/domain/scenario-edits.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { simulateReplications } from '#shared/engine/simulate.ts';
import { everyPlan } from './every-plan.ts';

/** Deferral moves demand by how busy components are, and crews in common pass on who waits for them. */
const apart = (plan: Plan): Plan => ({
  ...plan,
  shaping: plan.shaping.filter(({ kind }) => kind !== 'deferral'),
  operations: { ...plan.operations, repairCrews: undefined },
});

test('E3: over every plan a change in one component leaves demand, and outages elsewhere, as they were', () => {
  everyPlan(
    (given) => {
      const plan = {
        ...apart(given),
        scenarios: [{ id: 'other', name: 'Other', parent: 'base', overrides: [] }],
      };
      const changed = plan.components.find(isServing)!;
      const scenario = editField(
        plan,
        'other',
        `components/${changed.id}/concurrency`,
        changed.concurrency + 3,
      );
      const [before, after] = [plan, resolveScenario(scenario, 'other')].map((one) =>
        simulateReplications(compilePlan(one), { seed: 6, first: 62, count: 2 }),
      );
      expect(after!.pictures.dailyPeaks).toEqual(before!.pictures.dailyPeaks);
      const components = plan.components.length;
      const others = (values: Float32Array) =>
        values.filter((_value, index) => plan.components[index % components]!.id !== changed.id);
      expect(others(after!.pictures.outages)).toEqual(others(before!.pictures.outages));
      expect(others(after!.pictures.upShare)).toEqual(others(before!.pictures.upShare));
    },
    { runs: 8 },
  );
});
