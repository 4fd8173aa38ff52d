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
  return canonical(Object.fromEntries(Object.entries(plan).filter(([key]) => !NOT_SIMULATED.has(key))));
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
