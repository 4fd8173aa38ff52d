import { describe, expect, test } from 'vitest';
import { isServing, type Component } from '#shared/domain/component.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import type { RunTallies } from '#shared/engine/run-tallies.ts';
import { simulateReplications } from '#shared/engine/simulate.ts';
import { isRange, type Quantity } from '#shared/units/quantity.ts';
import { everyPlan } from './every-plan.ts';

const run = (plan: Plan): RunTallies =>
  simulateReplications(compilePlan(plan), { seed: 4, first: 100, count: 2 });

/**
 * Left out is what turns load away or moves it, so that more of it, or more room for it, changes what
 * others see: shedding, deferral, limits and breakers; autoscalers, which answer load with capacity;
 * queues of limited length and time-outs at a component, behind which less arrives the fuller they are.
 */
function withoutValves(plan: Plan): Plan {
  return {
    ...plan,
    shaping: plan.shaping.filter(({ kind }) => kind === 'retries'),
    components: plan.components.map((component): Component => {
      if (isServing(component))
        return { ...component, autoscaling: undefined, queueLimit: undefined, timeoutMs: undefined };
      return component.kind === 'external' ? { ...component, concurrencyLimit: undefined } : component;
    }),
    correlations: [],
  };
}

const scaled = (quantity: Quantity, factor: number): Quantity =>
  isRange(quantity)
    ? { ...quantity, low: quantity.low * factor, high: quantity.high * factor }
    : quantity * factor;

const busier = (plan: Plan, factor: number): Plan => ({
  ...plan,
  demand: {
    ...plan.demand,
    journeys: plan.demand.journeys.map((own) => ({ ...own, level: scaled(own.level, factor) })),
    drivers: plan.demand.drivers.map((driver) => ({ ...driver, level: scaled(driver.level, factor) })),
  },
});

const roomier = (plan: Plan): Plan => ({
  ...plan,
  components: plan.components.map((component) =>
    isServing(component) ? { ...component, concurrency: component.concurrency * 2 } : component,
  ),
});

describe('on the same futures', () => {
  test('C1: more load never lowers the utilization of any component in any month', () => {
    everyPlan(
      (plan) => {
        const calm = withoutValves(plan);
        const [before, after] = [run(calm), run(busier(calm, 1.3))];
        before.peakUtilization.forEach((peak, at) =>
          expect(after.peakUtilization[at]!).toBeGreaterThanOrEqual(peak * (1 - 1e-6)),
        );
      },
      { runs: 8 },
    );
  });

  test('Q1: more servers never make a window of response times or of availability worse', () => {
    everyPlan(
      (plan) => {
        const calm = withoutValves(plan);
        const [few, many] = [run(calm), run(roomier(calm))];
        few.clauses.forEach(({ tiers }, clause) => {
          if (plan.clauses[clause]!.metric === 'supportResponse') return;
          tiers.forEach(({ good, valid }, tier) => {
            const other = many.clauses[clause]!.tiers[tier]!;
            good.forEach((count, row) => {
              if (valid[row] === 0 || other.valid[row] === 0) return;
              expect(other.good[row]! / other.valid[row]!).toBeGreaterThanOrEqual(count / valid[row]! - 1e-4);
            });
          });
        });
      },
      { runs: 8 },
    );
  });
});
