import type { Plan } from '#shared/domain/plan.ts';
import { resolveScenario } from '#shared/domain/scenario-edits.ts';
import type { Failure } from '#renderer/api/failure.ts';
import type { AppState, RunningRun, RunState } from './app-state.ts';
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

/** Under which the runs of a plan's scenario are kept. */
export const runKey = (plan: string, scenario: string): string => `${plan}/${scenario}`;

const keyIn = (state: AppState, scenario: string): string => runKey(selectPlan(state)?.id ?? '', scenario);

/** The newest full run of a scenario of the open plan; undefined until the backend was asked. */
export const findRun = (state: AppState, scenario: string): RunState | undefined =>
  state.jobs.latest[keyIn(state, scenario)];

/** The full run of a scenario of the open plan that is under way. */
export const findRunning = (state: AppState, scenario: string): RunningRun | undefined =>
  state.jobs.running[keyIn(state, scenario)];

/** Why the last full run of a scenario of the open plan ended without an answer. */
export const findRunFailure = (state: AppState, scenario: string): Failure | undefined =>
  state.jobs.runFailures[keyIn(state, scenario)];

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
export function changesSinceRun(state: AppState, scenario: string): number | null {
  const { document } = state;
  const run = findRun(state, scenario);
  if (!document || !run?.result || !run.plan) return null;
  return changesBetween(run.plan, resolvePlan(document.history.present, scenario));
}

/** Whether the scenario's last full run is of another plan than the one shown. */
export function isRunStale(state: AppState, scenario: string): boolean {
  const changes = changesSinceRun(state, scenario);
  return changes === null ? (findRun(state, scenario)?.stale ?? false) : changes > 0;
}
