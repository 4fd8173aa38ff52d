import type { Plan } from '#shared/domain/plan.ts';
import { parsePlan } from '#shared/domain/plan-file.ts';
import { BASE_SCENARIO } from '#shared/domain/scenario.ts';
import { resolveScenario } from '#shared/domain/scenario-edits.ts';
import { UserProblem } from './problems.ts';

/** The plan as the scenario sees it. Throws when the scenario is unknown or its overrides do not fit. */
export function resolvePlan(plan: Plan, scenario: string): Plan {
  const known = [BASE_SCENARIO, ...plan.scenarios.map(({ id }) => id)];
  if (!known.includes(scenario)) {
    throw new UserProblem(
      'scenario-not-found',
      `"${plan.name}" has no scenario "${scenario}". Expected one of: ${known.join(', ')}.`,
    );
  }
  const parsed = parsePlan(resolveScenario(plan, scenario));
  if (!parsed.ok) throw new UserProblem('plan-invalid', parsed.problems);
  return parsed.plan;
}

/** The name people know the scenario by. */
export function scenarioName(plan: Plan, scenario: string): string {
  return plan.scenarios.find(({ id }) => id === scenario)?.name ?? plan.baseScenarioName;
}
