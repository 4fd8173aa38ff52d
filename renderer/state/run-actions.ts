import type { Plan } from '#shared/domain/plan.ts';
import { toFailure } from '#renderer/api/failure.ts';
import type { JobsState, RunningRun } from './app-state.ts';
import type { Store, StoreParts } from './store-parts.ts';
import type { DocumentActions } from './document-actions.ts';
import { NotStored, storedPlan } from './stored-plan.ts';
import { changesBetween, resolvePlan, runKey, selectPlan } from './selectors.ts';

/** Futures of a full run, and the seed all of them descend from. */
export const FULL_RUN = { replications: 1000, seed: 1 };

export type RunActions = ReturnType<typeof createRunActions>;

interface RunJob {
  key: string;
  scenario: string;
  replications: number;
  /** The unresolved plan it simulates. */
  source: Plan;
  controller: AbortController;
  ended: Promise<void>;
}

/**
 * Full runs: one per plan and scenario at a time, followed to their end, cancelled on request. Opening
 * another plan leaves them alone. Scenarios are those of the open plan.
 */
export function createRunActions(store: Store, { backend }: StoreParts, document: DocumentActions) {
  const running = new Map<string, RunJob>();

  const openPlan = (): Plan | null => selectPlan(store.getState());
  const keyOf = (scenario: string): string => runKey(openPlan()?.id ?? '', scenario);

  const setJobs = (update: (jobs: JobsState) => Partial<JobsState>) =>
    store.setState(({ jobs }) => ({ jobs: { ...jobs, ...update(jobs) } }));

  const setRunning = ({ key }: RunJob, change: Partial<RunningRun>) =>
    setJobs((jobs) => {
      const before = jobs.running[key];
      return before ? { running: { ...jobs.running, [key]: { ...before, ...change } } } : {};
    });

  const isCurrent = (job: RunJob): boolean => running.get(job.key) === job;

  /** Asks for the scenario's newest run. */
  async function loadLatest(scenario: string): Promise<void> {
    const source = openPlan();
    if (!source) return;
    const { result, stale } = await backend.api.runs.latest({ plan: source.id, scenario });
    if (openPlan()?.id !== source.id) return;
    const plan = result && !stale ? resolvePlan(source, scenario) : null;
    const key = runKey(source.id, scenario);
    setJobs(({ latest }) => ({ latest: { ...latest, [key]: { result, plan, stale } } }));
  }

  /**
   * Simulates the scenario of the plan as it is now: joins the run under way where it does just that,
   * and takes its place where the plan has changed since. Settles at its end; a failure is kept in the state.
   */
  function start(scenario: string, replications = FULL_RUN.replications): Promise<void> {
    const source = openPlan();
    if (!source) return Promise.resolve();
    const before = running.get(keyOf(scenario));
    if (before && answers(before, source, replications)) return before.ended;
    before?.controller.abort();
    const controller = new AbortController();
    const key = keyOf(scenario);
    const job: RunJob = { key, scenario, replications, source, controller, ended: Promise.resolve() };
    running.set(key, job);
    const begun = {
      done: 0,
      total: replications,
      look: null,
      plan: resolvePlan(source, scenario),
      cancel: () => controller.abort(),
    };
    setJobs((jobs) => ({
      running: { ...jobs.running, [key]: begun },
      runFailures: without(jobs.runFailures, key),
    }));
    return (job.ended = carryOut(job));
  }

  async function carryOut(job: RunJob): Promise<void> {
    const { key, controller } = job;
    try {
      await follow(job);
    } catch (error) {
      const failure = error instanceof NotStored ? error.failure : toFailure(error);
      if (failure.kind !== 'cancelled' && !controller.signal.aborted) {
        setJobs(({ runFailures }) => ({ runFailures: { ...runFailures, [key]: failure } }));
      }
    } finally {
      if (isCurrent(job)) {
        running.delete(key);
        setJobs((jobs) => ({ running: without(jobs.running, key) }));
      }
    }
  }

  async function follow(job: RunJob) {
    const { key, scenario, replications, controller } = job;
    const source = (job.source = await storedPlan(store, document, job.source));
    if (controller.signal.aborted) return;
    const events = await backend.api.runs.start(
      { plan: source.id, scenario, replications, seed: FULL_RUN.seed },
      { signal: controller.signal },
    );
    for await (const event of events) {
      if (!isCurrent(job)) return;
      if (event.kind === 'progress') {
        const { done, total, verdict, pictures } = event;
        setRunning(job, { done, total, ...(verdict && pictures && { look: { verdict, pictures } }) });
      } else if (openPlan()?.id === source.id) {
        const finished = { result: event.result, plan: resolvePlan(source, scenario), stale: false };
        setJobs(({ latest }) => ({ latest: { ...latest, [key]: finished } }));
      }
    }
  }

  return {
    loadLatest,
    start,
    cancel: (scenario: string) => running.get(keyOf(scenario))?.controller.abort(),
    dismissFailure: (scenario: string) =>
      setJobs(({ runFailures }) => ({ runFailures: without(runFailures, keyOf(scenario)) })),
    stop() {
      for (const { controller } of running.values()) controller.abort();
    },
  };
}

/** Whether the run under way simulates the plan as it is now. */
function answers(job: RunJob, source: Plan, replications: number): boolean {
  if (job.controller.signal.aborted || job.replications !== replications) return false;
  return changesBetween(resolvePlan(job.source, job.scenario), resolvePlan(source, job.scenario)) === 0;
}

export function without<Value>(record: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  const { [key]: _removed, ...others } = record;
  return others;
}
