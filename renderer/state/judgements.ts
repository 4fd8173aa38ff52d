import type { FinishedRun } from '#shared/contract/run-records.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { Backend } from '#renderer/api/client.ts';
import type { FinishedPreview } from './app-state.ts';
import { FULL_RUN } from './run-actions.ts';

/** Futures of a first look: enough to show a direction, few enough to answer while typing. */
export const PREVIEW_REPLICATIONS = 32;

interface Known {
  glance?: FinishedPreview;
  full?: FinishedPreview;
}

/**
 * What is known of resolved plans, by the plan itself: a glance and the full run. Two plans are compared
 * on the same number of the same futures wherever both are known.
 */
export function createJudgements(backend: Backend) {
  const known = new WeakMap<Plan, Known>();
  const add = (plan: Plan, more: Known) => known.set(plan, { ...known.get(plan), ...more });

  return {
    keepRun: (plan: Plan, full: FinishedRun) => void add(plan, { full }),
    keepGlance(plan: Plan, seen: FinishedPreview) {
      if (seen.verdict.replications === PREVIEW_REPLICATIONS) add(plan, { glance: seen });
    },
    /** What stands best beside a judgement on so many futures. */
    find(plan: Plan, replications: number): FinishedPreview | null {
      const { glance, full } = known.get(plan) ?? {};
      return (replications > PREVIEW_REPLICATIONS ? (full ?? glance) : glance) ?? null;
    },
    /** Asks for the glance; false when it failed, which the judgement of the edit itself reports. */
    async glance(resolved: Plan, scenario: string, signal: AbortSignal): Promise<boolean> {
      const plan = { ...resolved, scenarios: resolved.scenarios.map(withoutOverrides) };
      const input = { plan, scenario, seed: FULL_RUN.seed, replications: PREVIEW_REPLICATIONS };
      try {
        add(resolved, { glance: await backend.api.runs.glance(input, { signal }) });
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** They are in the resolved plan already. */
const withoutOverrides = (scenario: Plan['scenarios'][number]) => ({ ...scenario, overrides: [] });
