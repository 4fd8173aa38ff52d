import { occurrences } from '../calendar/recurrence.ts';
import type { TimeGrid } from '../calendar/time-grid.ts';
import type { Plan } from '../domain/plan.ts';
import type { ShapingRule } from '../domain/shaping.ts';
import { MINUTE_MS } from '../units/instant.ts';
import type { CompiledRetry, CompiledRules, CompiledStation } from './compiled-plan.ts';

/** Shaping rules that are switched on, with the share of each step their schedule covers. */
export function compileRules(
  plan: Plan,
  grid: TimeGrid,
  stations: readonly CompiledStation[],
): CompiledRules {
  const journeysOf = (ids: readonly string[] | undefined) =>
    plan.journeys.flatMap(({ id }, index) => (!ids || ids.includes(id) ? [index] : []));
  const rules = plan.shaping.filter(({ enabled }) => enabled);
  return {
    rateLimits: rules.flatMap((rule) =>
      rule.kind === 'rateLimit'
        ? [
            {
              rule: plan.shaping.indexOf(rule),
              purpose: `shaping/${rule.id}`,
              burst: rule.burst,
              journeys: journeysOf(rule.journeys),
              active: activeShare(rule, grid),
            },
          ]
        : [],
    ),
    shedding: rules.flatMap((rule) =>
      rule.kind === 'loadShedding'
        ? [
            {
              station: stations.findIndex(({ id }) => id === rule.component),
              above: rule.aboveUtilization,
              order: shedOrder(plan, rule.priorityClasses),
              active: activeShare(rule, grid),
            },
          ]
        : [],
    ),
    retries: plan.journeys.map((journey): CompiledRetry | null => {
      const rule = rules.find(
        (candidate) =>
          candidate.kind === 'retries' && (!candidate.journeys || candidate.journeys.includes(journey.id)),
      );
      if (rule?.kind !== 'retries') return null;
      return {
        attempts: rule.maximumAttempts,
        backoffMs: rule.backoffMs,
        budget: rule.budget ?? Infinity,
        dropExpired: rule.dropExpired,
        active: activeShare(rule, grid),
      };
    }),
  };
}

/** Journeys of the classes that may be shed, lowest priority first. */
function shedOrder(plan: Plan, chosen: readonly string[] | undefined): number[][] {
  return plan.priorityClasses
    .filter(({ id, priority }) => (chosen ? chosen.includes(id) : priority !== 1))
    .toSorted((a, b) => b.priority - a.priority)
    .map(({ id }) =>
      plan.journeys.flatMap(({ priorityClass }, index) => (priorityClass === id ? [index] : [])),
    );
}

/** Share of each step in which the rule applies; null: always. */
function activeShare({ schedule }: ShapingRule, grid: TimeGrid): Float32Array | null {
  if (!schedule) return null;
  const shares = new Float32Array(grid.steps);
  const length = grid.stepMinutes * MINUTE_MS;
  for (const { start, end } of occurrences(schedule, grid.start, grid.end)) {
    const first = Math.max(0, Math.floor((start - grid.start) / length));
    for (let step = first; step < grid.steps && grid.start + step * length < end; step++) {
      const from = Math.max(start, grid.start + step * length);
      const to = Math.min(end, grid.start + (step + 1) * length);
      shares[step]! += Math.max(0, to - from) / length;
    }
  }
  return shares;
}
