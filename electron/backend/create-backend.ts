import type { Readable } from 'node:stream';
import { createBugReports } from './bug-reports.ts';
import { startWithSample } from './first-start.ts';
import { createCalls, type BackendRouter } from './handlers/calls.ts';
import { historyHandlers } from './handlers/history-handlers.ts';
import { planHandlers } from './handlers/plan-handlers.ts';
import { proposalHandlers } from './handlers/proposal-handlers.ts';
import { replayHandlers } from './handlers/replay-handlers.ts';
import { runHandlers } from './handlers/run-handlers.ts';
import { settingHandlers, workspaceHandlers } from './handlers/workspace-handlers.ts';
import type { ReplayThreads } from './replays/replay-threads.ts';
import { createRunJobs } from './run-jobs.ts';
import type { SimulationPool } from './runs/simulation-pool.ts';
import { createStaging } from './staging.ts';
import { openDatabase } from './storage/database.ts';
import { createFitStore } from './storage/fits.ts';
import { createPlanStore } from './storage/plans.ts';
import { createProposalStore } from './storage/proposals.ts';
import { createRunStore } from './storage/runs.ts';
import { createSampleStore } from './storage/samples.ts';
import { createSettingStore } from './storage/settings.ts';
import { HEADROOM_VERSION } from './version.ts';

export interface BackendOptions {
  /** The workspace; made when missing. */
  folder: string;
  host: 'desktop' | 'web' | 'cli';
  /** Simulation workers. Default: one per core. */
  workers?: number;
  /** The repository's `resources`, wherever the host keeps it. */
  resourcesFolder: string;
  /** Whether an empty new workspace begins with the sample plan, its history and verdict. Default: in a window. */
  beginWithSample?: boolean;
}

export interface Backend {
  readonly router: BackendRouter;
  /** Sentences about the opening that the user should see. */
  readonly notices: string[];
  readonly logFile: string;
  /** Registers a file of this machine for `history.preview` and `history.import`; it is only read. */
  stagePath(path: string): string;
  /** Copies an upload into the workspace until the backend is closed. */
  stageStream(name: string, stream: Readable, signal?: AbortSignal): Promise<string>;
  /** Writes a fault of the host itself to the log; returns its code. */
  reportBug(error: unknown, where: string): string;
  /** Stops what is running, removes staged copies, closes the database. */
  close(): Promise<void>;
}

/** Opens a workspace and answers every call of the contract. Throws `UserProblem` when it cannot be opened. */
export function createBackend({
  folder,
  host,
  workers,
  resourcesFolder,
  beginWithSample = host !== 'cli',
}: BackendOptions): Backend {
  const { database, notices } = openDatabase(folder);
  const bugs = createBugReports(folder, host);
  const staging = createStaging(folder);
  const plans = createPlanStore(database);
  const runs = createRunStore(database);
  const samples = createSampleStore(database);
  const fits = createFitStore(database);
  const proposals = createProposalStore(database);
  const settings = createSettingStore(database);

  let opening: Promise<SimulationPool> | undefined;
  const pool = () => (opening ??= openPool(workers));
  const jobs = createRunJobs({ plans, runs, pool, bugs, looksWithPictures: host !== 'cli' });

  let replaying: Promise<ReplayThreads> | undefined;
  const replayThreads = () => (replaying ??= openReplayThreads());

  const calls = createCalls(bugs);
  const workspace = { folder, host, version: HEADROOM_VERSION, notices, database, settings };
  const router = calls.router({
    workspace: workspaceHandlers(calls, workspace),
    settings: settingHandlers(calls, workspace),
    plans: planHandlers(calls, { database, plans, samples, resourcesFolder }),
    history: historyHandlers(calls, { database, plans, samples, fits, staging, bugs }),
    runs: runHandlers(calls, { plans, runs, jobs, pool }),
    replays: replayHandlers(calls, { plans, runs, threads: replayThreads, bugs }),
    proposals: proposalHandlers(calls, { plans, runs, proposals }),
  });

  const closing = new AbortController();
  const background = beginWithSample
    ? startWithSample({
        database,
        plans,
        runs,
        samples,
        settings,
        jobs,
        bugs,
        resourcesFolder,
        signal: closing.signal,
      })
    : Promise.resolve();
  bugs.note('started', { version: HEADROOM_VERSION });

  async function closeAll(): Promise<void> {
    closing.abort();
    jobs.close();
    await background;
    for (const threads of [opening, replaying])
      if (threads) await threads.then((opened) => opened.close()).catch(() => {});
    staging.close();
    database.close();
    bugs.note('stopped');
    bugs.close();
  }
  let closed: Promise<void> | undefined;

  return {
    router,
    notices,
    logFile: bugs.file,
    stagePath: staging.addPath,
    stageStream: staging.addStream,
    reportBug: bugs.report,
    close: () => (closed ??= closeAll()),
  };
}

async function openPool(workers: number | undefined): Promise<SimulationPool> {
  const { createSimulationPool } = await import('./runs/simulation-pool.ts');
  return createSimulationPool({ workers });
}

async function openReplayThreads(): Promise<ReplayThreads> {
  const { createReplayThreads } = await import('./replays/replay-threads.ts');
  return createReplayThreads();
}
