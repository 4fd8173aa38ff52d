import { describe, expect, test } from 'vitest';
import { resolveScenario } from '#shared/domain/scenario-edits.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { mergeTallies } from '#shared/engine/merge-tallies.ts';
import { runInput } from '#shared/engine/run-input.ts';
import type { RunTallies } from '#shared/engine/run-tallies.ts';
import { createSimulator, simulateReplications } from '#shared/engine/simulate.ts';
import { everyPlan } from './every-plan.ts';

/** Across the border of a block of 64 futures, and of those whose pictures are kept. */
const FIRST = 62;
const COUNT = 5;

describe('over every plan', () => {
  test('E4: parts of any size, simulated in any order, are the whole run to the byte', () => {
    everyPlan((plan) => {
      const compiled = compilePlan(plan);
      const whole = simulateReplications(compiled, { seed: 9, first: FIRST, count: COUNT });
      const kept = createSimulator(compiled);
      const later = kept.run({ seed: 9, first: FIRST + 3, count: COUNT - 3 });
      const sooner = kept.run({ seed: 9, first: FIRST, count: 1 });
      const between = createSimulator(compiled).run({ seed: 9, first: FIRST + 1, count: 2 });
      expect(bytesOf(mergeTallies([later, between, sooner]))).toBe(bytesOf(whole));
    });
  });

  test('E3: a scenario without overrides is its parent, to the byte', () => {
    everyPlan(
      (plan) => {
        const same = { id: 'same', name: 'Same', parent: 'base', overrides: [] };
        const resolved = resolveScenario({ ...plan, scenarios: [same] }, 'same');
        expect(JSON.stringify(runInput(resolved))).toBe(JSON.stringify(runInput(plan)));
        const [child, parent] = [resolved, plan].map((one) =>
          simulateReplications(compilePlan(one), { seed: 9, first: FIRST, count: 1 }),
        );
        expect(bytesOf(child!)).toBe(bytesOf(parent!));
      },
      { runs: 5 },
    );
  });
});

const bytesOf = (tallies: RunTallies): string =>
  JSON.stringify(tallies, (_key, value: unknown) =>
    ArrayBuffer.isView(value)
      ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')
      : value,
  );
