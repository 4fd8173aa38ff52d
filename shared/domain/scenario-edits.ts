import { isSameJson } from './equal.ts';
import { getAtPath, removeAtPath, setAtPath } from './path.ts';
import type { Plan } from './plan.ts';
import { BASE_SCENARIO, type Override, type Scenario } from './scenario.ts';

/** The scenario and its ancestors, oldest first; empty for the base. Throws on a missing or circular parent. */
export function lineage(plan: Plan, scenarioId: string): Scenario[] {
  const line: Scenario[] = [];
  for (let id = scenarioId; id !== BASE_SCENARIO;) {
    const scenario = plan.scenarios.find((candidate) => candidate.id === id);
    if (!scenario) throw new Error(`The plan has no scenario "${id}".`);
    if (line.includes(scenario)) throw new Error(`Scenario "${id}" descends from itself.`);
    line.unshift(scenario);
    id = scenario.parent;
  }
  return line;
}

/** The plan as the scenario sees it: overrides of all ancestors applied, oldest first. */
export function resolveScenario(plan: Plan, scenarioId: string): Plan {
  return lineage(plan, scenarioId)
    .flatMap((scenario) => scenario.overrides)
    .reduce(applyOverride, plan);
}

/** Sets a field in the scenario: in the plan itself for the base, else as an override. */
export function editField(plan: Plan, scenarioId: string, path: string, value: unknown): Plan {
  if (scenarioId === BASE_SCENARIO) return applyOverride(plan, { path, value: value as never });
  return updateScenario(plan, scenarioId, (scenario) => {
    const inherited = getAtPath(resolveScenario(plan, scenario.parent), path);
    const others = scenario.overrides.filter((override) => !isAtOrBelow(override.path, path));
    if (isSameJson(inherited, value)) return { ...scenario, overrides: others };
    return { ...scenario, overrides: [...others, toOverride(path, value)] };
  });
}

/** Takes back what the scenario overrides at `path`, so that the parent's value shows again. */
export function resetField(plan: Plan, scenarioId: string, path: string): Plan {
  return updateScenario(plan, scenarioId, (scenario) => ({
    ...scenario,
    overrides: scenario.overrides.filter((override) => !isAtOrBelow(override.path, path)),
  }));
}

/** Whether the scenario itself (not an ancestor) changes the field or something in it. */
export function isOverridden(plan: Plan, scenarioId: string, path: string): boolean {
  const scenario = plan.scenarios.find((candidate) => candidate.id === scenarioId);
  return scenario?.overrides.some((override) => isAtOrBelow(override.path, path)) ?? false;
}

/** What the field would be without the scenario's own overrides. */
export function inheritedValue(plan: Plan, scenarioId: string, path: string): unknown {
  const parent = plan.scenarios.find((candidate) => candidate.id === scenarioId)?.parent ?? BASE_SCENARIO;
  return getAtPath(resolveScenario(plan, parent), path);
}

function applyOverride(plan: Plan, { path, value }: Override): Plan {
  return value === undefined ? removeAtPath(plan, path) : setAtPath(plan, path, value);
}

function updateScenario(plan: Plan, id: string, update: (scenario: Scenario) => Scenario): Plan {
  return {
    ...plan,
    scenarios: plan.scenarios.map((scenario) => (scenario.id === id ? update(scenario) : scenario)),
  };
}

const isAtOrBelow = (path: string, ancestor: string): boolean =>
  path === ancestor || path.startsWith(`${ancestor}/`);

const toOverride = (path: string, value: unknown): Override =>
  value === undefined ? { path } : { path, value: value as never };
