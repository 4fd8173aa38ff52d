import type { FinishedRun } from '#shared/contract/run-records.ts';
import type { Failure } from '#renderer/api/failure.ts';
import type { FinishedPreview, PreviewState } from './app-state.ts';
import { useApp, useAppState } from './AppContext.tsx';
import { changesSinceRun, findRun, findRunFailure, findRunning, isRunStale } from './selectors.ts';

export interface UnderWay {
  done: number;
  total: number;
  /** Nobody asked for it: it refines the preview of an edit. */
  isPreview: boolean;
}

export interface ScenarioRun {
  /** The newest full run of the scenario; null when there is none. */
  result: FinishedRun | null;
  /** Whether the backend has been asked. */
  isLoaded: boolean;
  isStale: boolean;
  /** Changes since the run; null when they were made before this window opened. */
  changes: number | null;
  /** Asked for, or refining the preview of an edit. */
  running: UnderWay | undefined;
  failure: Failure | undefined;
  /** With more futures than usual, where the usual number can not decide. */
  start: (replications?: number) => void;
  cancel: () => void;
}

/** The current scenario's newest full run, and the one under way. */
export function useRun(): ScenarioRun {
  const { runs, previews } = useApp();
  const scenario = useAppState((state) => state.session.scenario);
  const run = useAppState((state) => findRun(state, scenario));
  const changes = useAppState((state) => changesSinceRun(state, scenario));
  const isStale = useAppState((state) => isRunStale(state, scenario));
  const running = useUnderWay(scenario);
  const failure = useAppState((state) => findRunFailure(state, scenario));
  return {
    result: run?.result ?? null,
    isLoaded: run !== undefined,
    isStale,
    changes,
    running,
    failure,
    start: (replications) => void runs.start(scenario, replications),
    cancel: () => (running?.isPreview ? previews.cancel() : runs.cancel(scenario)),
  };
}

function useUnderWay(scenario: string): UnderWay | undefined {
  const running = useAppState((state) => findRunning(state, scenario));
  const progress = usePreview()?.progress;
  if (running) return { done: running.done, total: running.total, isPreview: false };
  return progress ? { ...progress, isPreview: true } : undefined;
}

/** The live judgement of what is being edited; null when the last full run says it all. */
export function usePreview(): PreviewState | null {
  return useAppState(({ jobs, session }) =>
    jobs.preview?.scenario === session.scenario ? jobs.preview : null,
  );
}

export interface Judged {
  now: FinishedPreview | null;
  /** The same before the edits, as far as it is known. */
  before: FinishedPreview | null;
}

/** The best that is known of the plan as it is shown: of its preview, else of the last full run. */
export function useJudged(): Judged {
  const { result } = useRun();
  const preview = usePreview();
  return preview?.now ? { now: preview.now, before: preview.before } : { now: result, before: null };
}
