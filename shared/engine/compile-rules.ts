import type { TimeGrid } from '../calendar/time-grid.ts';
import type { Plan } from '../domain/plan.ts';
import type { ShapingKind, ShapingRule } from '../domain/shaping.ts';
import type { CompiledStation } from './compiled-plan.ts';
import type { CompiledRetry, CompiledRules } from './compiled-rules.ts';
import { compileSchedule, scheduleEdges } from './rule-schedule.ts';
import { usualLevel } from './usual-level.ts';

/** Shaping rules that are switched on, with the times at which they apply. */
export function compileRules(
  plan: Plan,
  grid: TimeGrid,
  stations: readonly CompiledStation[],
): CompiledRules {
  const rules = plan.shaping.filter(({ enabled }) => enabled);
  const schedules = new Map(rules.map((rule) => [rule, compileSchedule(rule.schedule, grid)]));
  const scheduleOf = (rule: ShapingRule) => schedules.get(rule) ?? null;
  const ofKind = <Kind extends ShapingKind>(kind: Kind) =>
    rules.filter((rule): rule is Extract<ShapingRule, { kind: Kind }> => rule.kind === kind);
  const journeysOf = (ids: readonly string[] | undefined) =>
    plan.journeys.flatMap(({ id }, index) => (!ids || ids.includes(id) ? [index] : []));
  return {
    rateLimits: ofKind('rateLimit').map((rule) => ({
      rule: plan.shaping.indexOf(rule),
      purpose: `shaping/${rule.id}`,
      burst: rule.burst,
      arrivalCv2: arrivalCv2(plan, journeysOf(rule.journeys)),
      delays: rule.whenEmpty === 'delay',
      journeys: journeysOf(rule.journeys),
      schedule: scheduleOf(rule),
    })),
    limitsOf: stations.map((station) =>
      ofKind('concurrencyLimit')
        .filter(({ component }) => component === station.id)
        .map((rule) => ({
          limit: rule.limit,
          queueLimit: rule.queueLimit ?? null,
          schedule: scheduleOf(rule),
        })),
    ),
    shedding: ofKind('loadShedding').map((rule) => ({
      station: stations.findIndex(({ id }) => id === rule.component),
      above: rule.aboveUtilization,
      order: shedOrder(plan, rule.priorityClasses),
      schedule: scheduleOf(rule),
    })),
    retries: plan.journeys.map(({ id }): CompiledRetry | null => {
      const rule = ofKind('retries').find(({ journeys }) => !journeys || journeys.includes(id));
      if (!rule) return null;
      return {
        attempts: rule.maximumAttempts,
        backoffMs: rule.backoffMs,
        budget: rule.budget ?? Infinity,
        dropExpired: rule.dropExpired,
        schedule: scheduleOf(rule),
      };
    }),
    hasRetries: ofKind('retries').length > 0,
    deferrals: ofKind('deferral').map((rule) => ({
      journeys: journeysOf(rule.journeys),
      maximumMinutes: rule.maximumDelayMinutes,
      below: rule.belowUtilization,
      schedule: scheduleOf(rule),
    })),
    breakersOf: stations.map((station) =>
      ofKind('circuitBreaker')
        .filter(({ component }) => component === station.id)
        .map((rule) => ({
          above: rule.openAboveErrorShare,
          openSeconds: rule.openSeconds,
          schedule: scheduleOf(rule),
        })),
    ),
    edges: scheduleEdges([...schedules.values()], grid),
  };
}

/** Mean over the journeys by their level at the start of the horizon, as a station sees it (Q2). */
function arrivalCv2(plan: Plan, journeys: readonly number[]): number {
  let rate = 0;
  let weighted = 0;
  for (const journey of journeys) {
    const { id } = plan.journeys[journey]!;
    const own = plan.demand.journeys.find((demand) => demand.journey === id);
    rate += usualLevel(plan, id);
    weighted += usualLevel(plan, id) * (own?.arrivalCv2 ?? 1);
  }
  return rate > 0 ? weighted / rate : 1;
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
