import { createContext, useContext, useMemo } from 'react';
import { getAtPath } from '#shared/domain/path.ts';
import type { Problem } from '#shared/domain/problem.ts';
import { inheritedValue, isOverridden } from '#shared/domain/scenario-edits.ts';
import { BASE_SCENARIO } from '#shared/domain/scenario.ts';
import { useApp, useAppState } from './AppContext.tsx';
import { resolvePlan } from './selectors.ts';
import { useSourcePlan } from './use-plan.ts';

export interface BoundField<Value> {
  /** As the current scenario sees it. */
  value: Value;
  /** What it would be without the scenario's own override. */
  inherited: Value;
  isOverridden: boolean;
  /** Edits of the same group are undone together; absent: the field itself is the group. */
  set: (value: Value | undefined, options?: { group?: string | null; label?: string }) => void;
  reset: () => void;
  /** What is wrong with the field, or with something in it. */
  problems: Problem[];
}

/** Below it, fields belong to the plan itself, whichever scenario is shown: names, the words of the proposal. */
export const BaseFieldsContext = createContext(false);

/** A field of the plan by its path (`components/cart-store/instances`), bound to the current scenario. */
export function useField<Value>(path: string): BoundField<Value> {
  const { document } = useApp();
  const source = useSourcePlan();
  const shown = useAppState((state) => state.session.scenario);
  const scenario = useContext(BaseFieldsContext) ? BASE_SCENARIO : shown;
  const plan = resolvePlan(source, scenario);
  const all = useAppState((state) => state.document?.problems);
  return useMemo(() => {
    const value = getAtPath(plan, path) as Value;
    return {
      value,
      inherited: scenario === BASE_SCENARIO ? value : (inheritedValue(source, scenario, path) as Value),
      isOverridden: isOverridden(source, scenario, path),
      set: (next, { group = path, label } = {}) =>
        document.setField(path, next, { group, scenario, ...(label && { label }) }),
      reset: () => document.resetField(path),
      problems: (all ?? []).filter((problem) => problem.path === path || problem.path.startsWith(`${path}/`)),
    };
  }, [document, source, plan, scenario, all, path]);
}
