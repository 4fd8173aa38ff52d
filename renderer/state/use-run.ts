import type { FinishedRun } from '#shared/contract/run-records.ts';
import type { Failure } from '#renderer/api/failure.ts';
import type { PreviewState, RunningRun } from './app-state.ts';
import { useApp, useAppState } from './AppContext.tsx';
import { changesSinceRun, findRun, findRunFailure, findRunning, isRunStale } from './selectors.ts';

export interface ScenarioRun {
  /** The newest full run of the scenario; null when there is none. */
  result: FinishedRun | null;
  /** Whether the backend has been asked. */
  isLoaded: boolean;
  isStale: boolean;
  /** Changes since the run; null when they were made before this window opened. */
  changes: number | null;
  running: RunningRun | undefined;
  failure: Failure | undefined;
  /** With more futures than usual, where the usual number can not decide. */
  start: (replications?: number) => void;
  cancel: () => void;
}

/** The current scenario's newest full run, and the one under way. */
export function useRun(): ScenarioRun {
  const { runs } = useApp();
  const scenario = useAppState((state) => state.session.scenario);
  const run = useAppState((state) => findRun(state, scenario));
  const changes = useAppState((state) => changesSinceRun(state, scenario));
  const isStale = useAppState((state) => isRunStale(state, scenario));
  const running = useAppState((state) => findRunning(state, scenario));
  const failure = useAppState((state) => findRunFailure(state, scenario));
  return {
    result: run?.result ?? null,
    isLoaded: run !== undefined,
    isStale,
    changes,
    running,
    failure,
    start: (replications) => void runs.start(scenario, replications),
    cancel: () => runs.cancel(scenario),
  };
}

/** The live judgement of the edits since the last full run; null when there are none. */
export function usePreview(): PreviewState | null {
  return useAppState(({ jobs, session }) =>
    jobs.preview?.scenario === session.scenario ? jobs.preview : null,
  );
}
