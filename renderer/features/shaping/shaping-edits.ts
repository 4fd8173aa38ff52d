import { toIdentifier } from '#shared/domain/identifier.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { ShapingKind, ShapingRule } from '#shared/domain/shaping.ts';
import { kindNames } from './shaping-words.ts';

/** Whether the plan has what a rule of the kind needs. */
export function canAdd(plan: Plan, kind: ShapingKind): boolean {
  if (kind === 'concurrencyLimit' || kind === 'circuitBreaker') return plan.components.length > 0;
  return kind !== 'deferral' || plan.journeys.length > 0;
}

/** A rule with ordinary first values. */
export function newRule(plan: Plan, kind: ShapingKind): ShapingRule {
  const name = kindNames[kind];
  const id = toIdentifier(
    name,
    plan.shaping.map((rule) => rule.id),
  );
  const common = { id, name, enabled: true };
  const component = plan.components[0]?.id ?? '';
  switch (kind) {
    case 'rateLimit':
      return { ...common, kind, rate: 1000, burst: 500, whenEmpty: 'drop' };
    case 'concurrencyLimit':
      return { ...common, kind, component, limit: 200 };
    case 'loadShedding':
      return { ...common, kind, aboveUtilization: 0.9 };
    case 'retries':
      return {
        ...common,
        kind,
        maximumAttempts: 3,
        backoffMs: 200,
        backoffFactor: 2,
        jitter: true,
        budget: 0.1,
        dropExpired: false,
      };
    case 'circuitBreaker':
      return { ...common, kind, component, openAboveErrorShare: 0.5, openSeconds: 30 };
    case 'deferral': {
      const lowest = plan.journeys.toSorted(
        (a, b) => priorityOf(plan, b.priorityClass) - priorityOf(plan, a.priorityClass),
      )[0];
      return {
        ...common,
        kind,
        journeys: [lowest?.id ?? ''],
        maximumDelayMinutes: 360,
        belowUtilization: 0.6,
      };
    }
  }
}

const priorityOf = ({ priorityClasses }: Plan, id: string): number =>
  priorityClasses.find((one) => one.id === id)?.priority ?? 0;

/** The list with one rule a place up or down. */
export function moveRule(rules: readonly ShapingRule[], id: string, by: number): ShapingRule[] {
  const from = rules.findIndex((rule) => rule.id === id);
  const moved = [...rules];
  const [rule] = moved.splice(from, 1);
  if (rule) moved.splice(from + by, 0, rule);
  return moved;
}

/** Journeys and rules that name a priority class. */
export function usersOfClass(
  { journeys, shaping }: Pick<Plan, 'journeys' | 'shaping'>,
  priorityClass: string,
): string[] {
  return [
    ...journeys.filter((journey) => journey.priorityClass === priorityClass).map(({ name }) => name),
    ...shaping
      .filter((rule) => 'priorityClasses' in rule && rule.priorityClasses?.includes(priorityClass))
      .map(({ name }) => `rule ${name}`),
  ];
}
