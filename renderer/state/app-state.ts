import type { FinishedRun } from '#shared/contract/run-records.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { Problem } from '#shared/domain/problem.ts';
import type { ImportReport } from '#shared/history/import-report.ts';
import type { Mapping } from '#shared/history/mapping.ts';
import type { Failure } from '#renderer/api/failure.ts';
import type { EditHistory } from './history.ts';
import type { ReplayState, SpanDraft } from './replay-state.ts';

/** Screens in the order of the story. */
export const screens = [
  'history',
  'demand',
  'capacity',
  'shaping',
  'operations',
  'targets',
  'verdict',
  'replay',
  'compare',
  'proposal',
] as const;
export type ScreenId = (typeof screens)[number];

export type SaveState =
  | { state: 'saved' }
  | { state: 'saving' }
  /** The plan says something that can not be kept; the last good state is stored. */
  | { state: 'waiting'; problems: Problem[] }
  | { state: 'conflict' }
  | { state: 'failed'; failure: Failure };

/** Saved and undoable. */
export interface DocumentState {
  history: EditHistory<Plan>;
  revision: number;
  save: SaveState;
  /** What is wrong with the plan as the current scenario sees it, by path. */
  problems: Problem[];
}

export interface PlanEntry {
  id: string;
  name: string;
  changedAt: string;
}

export type Theme = 'system' | 'light' | 'dark';

/** This window only. */
export interface SessionState {
  screen: ScreenId;
  scenario: string;
  /** What the inspector of each screen is about. */
  selection: Partial<Record<ScreenId, string>>;
  /** Counts selections, so that a narrow window opens the inspector even for the same thing. */
  selections: number;
  /** Counts moves between screens; 0 until the first. */
  navigations: number;
  theme: Theme;
  plans: PlanEntry[];
  /** What happened when the workspace was opened, in sentences. */
  notices: readonly string[];
  /** The span to replay next. */
  span: SpanDraft;
  /** Which of the frame's own panels is open. */
  panel: 'palette' | 'shortcuts' | 'plan' | null;
}

export type FinishedPreview = Omit<FinishedRun, 'run'>;

/** The plan as it is being edited, judged on ever more futures, beside the plan before the edits. */
export interface PreviewState {
  scenario: string;
  before: FinishedPreview | null;
  now: FinishedPreview | null;
  /** The newest edit waits for its first answer. */
  isPending: boolean;
  /** Futures simulated for it; null while nothing is. */
  progress: { done: number; total: number } | null;
  /** Why `now` does not rest on all futures although nothing is simulated. */
  pause: { kind: 'stopped' } | { kind: 'long'; ms: number } | null;
  failure: Failure | null;
}

/** The newest full run of a scenario. */
export interface RunState {
  result: FinishedRun | null;
  /** The resolved plan the run was made of, when this window has seen it. */
  plan: Plan | null;
  /** What the backend said when it was last asked. */
  stale: boolean;
}

export interface RunningRun {
  done: number;
  total: number;
  /** The newest judgement of what is finished. */
  look: FinishedPreview | null;
  /** The resolved plan it simulates. */
  plan: Plan;
  cancel: () => void;
}

export type ImportJob = { id: string; file: string } & (
  | { state: 'uploading' }
  | {
      state: 'running';
      bytes: number;
      totalBytes: number;
      rows: number;
      rowsPerSecond: number;
      secondsLeft: number | null;
    }
  | { state: 'done'; report: ImportReport }
  | { state: 'failed'; failure: Failure }
);

export interface ImportRequest {
  /** Chosen or dropped, or already handed over. */
  file: File | { staged: string; name: string };
  mapping?: Mapping | undefined;
  timeZone?: string | undefined;
}

/** What the backend is doing for this window. */
export interface JobsState {
  /** Of the open plan's scenarios, by `runKey`. */
  latest: Readonly<Record<string, RunState>>;
  /** Of all plans, by `runKey`: a run goes on when another plan is opened. */
  running: Readonly<Record<string, RunningRun>>;
  runFailures: Readonly<Record<string, Failure>>;
  preview: PreviewState | null;
  replay: ReplayState | null;
  imports: readonly ImportJob[];
  /** Counts finished imports, so that lists of them know when to ask again. */
  importsFinished: number;
}

export type AppState = {
  document: DocumentState | null;
  session: SessionState;
  jobs: JobsState;
  failure: Failure | null;
};
