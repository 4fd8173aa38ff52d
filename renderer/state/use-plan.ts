import type { Plan } from '#shared/domain/plan.ts';
import { useAppState } from './AppContext.tsx';
import { selectPlan, selectResolved } from './selectors.ts';

/** The open plan as the current scenario sees it. Only below the frame, where a plan is open. */
export function usePlan(): Plan {
  return present(useAppState(selectResolved));
}

/** The open plan itself, scenarios beside it. */
export function useSourcePlan(): Plan {
  return present(useAppState(selectPlan));
}

function present(plan: Plan | null): Plan {
  if (!plan) throw new Error('No plan is open.');
  return plan;
}
