import type { Plan } from '#shared/domain/plan.ts';
import { resolveScenario } from '#shared/domain/scenario-edits.ts';
import type { AppState, RunState } from './app-state.ts';
import { countChanges } from './count-changes.ts';

const resolved = new WeakMap<Plan, Map<string, Plan>>();

/** The plan as the scenario sees it; the same object for the same question. */
export function resolvePlan(plan: Plan, scenario: string): Plan {
  const known = resolved.get(plan) ?? new Map<string, Plan>();
  resolved.set(plan, known);
  const found = known.get(scenario);
  if (found) return found;
  const made = resolveScenario(plan, scenario);
  known.set(scenario, made);
  return made;
}

export const selectPlan = ({ document }: AppState): Plan | null => document?.history.present ?? null;

export const selectResolved = ({ document, session }: AppState): Plan | null =>
  document ? resolvePlan(document.history.present, session.scenario) : null;

export const selectRun = ({ jobs, session }: AppState): RunState | undefined => jobs.latest[session.scenario];

const counted = new WeakMap<Plan, WeakMap<Plan, number>>();

/** How many things changed between two resolved plans, remembered. */
export function changesBetween(before: Plan, after: Plan): number {
  const known = counted.get(before) ?? new WeakMap<Plan, number>();
  counted.set(before, known);
  const changes = known.get(after) ?? countChanges(before, after);
  known.set(after, changes);
  return changes;
}

/** Changes since the scenario's last full run; null when nobody counted them. */
export function changesSinceRun({ document, jobs }: AppState, scenario: string): number | null {
  const run = jobs.latest[scenario];
  if (!document || !run?.result || !run.plan) return null;
  return changesBetween(run.plan, resolvePlan(document.history.present, scenario));
}

/** Whether the scenario's last full run is of another plan than the one shown. */
export function isRunStale(state: AppState, scenario: string): boolean {
  const changes = changesSinceRun(state, scenario);
  return changes === null ? (state.jobs.latest[scenario]?.stale ?? false) : changes > 0;
}
