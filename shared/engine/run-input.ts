import type { Component } from '../domain/component.ts';
import type { Plan } from '../domain/plan.ts';

/** Words for people, and what only the proposal or the picture shows: none of it can change a number. */
const WORDS = new Set([
  'name',
  'description',
  'owner',
  'position',
  'outcome',
  'promise',
  'measurementMethod',
  'breachDefinition',
  'fittedFrom',
  'noticeHours',
  'costPerMonth',
  'costPerInstanceMonth',
  'costPerThousandRequests',
  'costPerAgentHour',
  'maximumUtilization',
  'instanceType',
  'unit',
]);
const NOT_SIMULATED = new Set([
  'id',
  'schemaVersion',
  'proposal',
  'scenarios',
  'baseScenarioName',
  'currency',
  'instanceTypes',
  'confidence',
]);

/**
 * The part of a resolved plan that can change a run's numbers, with object keys in alphabetical
 * order: two plans that simulate alike give the same JSON text.
 */
export function runInput(plan: Plan): unknown {
  const simulated = { ...plan, components: plan.components.map((component) => withSpeed(plan, component)) };
  return canonical(Object.fromEntries(Object.entries(simulated).filter(([key]) => !NOT_SIMULATED.has(key))));
}

/** Of its instance type only the speed matters. */
function withSpeed({ instanceTypes }: Plan, component: Component): unknown {
  const type = 'instanceType' in component ? component.instanceType : undefined;
  const relativeSpeed = instanceTypes.find(({ id }) => id === type)?.relativeSpeed ?? 1;
  return relativeSpeed === 1 ? component : { ...component, relativeSpeed };
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, part]) => part !== undefined && !WORDS.has(key))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, canonical(part)]),
  );
}
