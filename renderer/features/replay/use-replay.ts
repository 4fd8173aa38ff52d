import type { AppState } from '#renderer/state/app-state.ts';
import { useAppState } from '#renderer/state/AppContext.tsx';
import type { ReplayState } from '#renderer/state/replay-state.ts';
import { changesBetween, selectPlan, selectResolved } from '#renderer/state/selectors.ts';

/** The newest replay of the open plan's scenario. */
export function useReplay(): ReplayState | null {
  return useAppState((state) => {
    const { replay } = state.jobs;
    const isOfThis = replay?.plan === selectPlan(state)?.id && replay?.scenario === state.session.scenario;
    return isOfThis ? replay : null;
  });
}

/** Whether the replay is of the plan and the span as they are now. */
export function isSettled(state: AppState, { resolved, draft, progress }: ReplayState): boolean {
  const now = selectResolved(state);
  return (
    progress.state === 'running' ||
    (now !== null && changesBetween(resolved, now) === 0 && draft === state.session.span)
  );
}
