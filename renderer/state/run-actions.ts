import type { Plan } from '#shared/domain/plan.ts';
import { toFailure, type Failure } from '#renderer/api/failure.ts';
import type { JobsState, RunningRun, SaveState } from './app-state.ts';
import type { Store, StoreParts } from './store-parts.ts';
import type { DocumentActions } from './document-actions.ts';
import { resolvePlan } from './selectors.ts';

/** Futures of a full run, and the seed all of them descend from. */
export const FULL_RUN = { replications: 1000, seed: 1 };

export type RunActions = ReturnType<typeof createRunActions>;

/** Full runs: one per scenario at a time, followed to their end, cancelled on request. */
export function createRunActions(store: Store, { backend }: StoreParts, document: DocumentActions) {
  const controllers = new Map<string, AbortController>();

  const setJobs = (update: (jobs: JobsState) => Partial<JobsState>) =>
    store.setState(({ jobs }) => ({ jobs: { ...jobs, ...update(jobs) } }));

  const setRunning = (scenario: string, change: Partial<RunningRun>) =>
    setJobs(({ running }) => {
      const before = running[scenario];
      return before ? { running: { ...running, [scenario]: { ...before, ...change } } } : {};
    });

  /** Asks for the scenario's newest run. */
  async function loadLatest(scenario: string): Promise<void> {
    const source = store.getState().document?.history.present;
    if (!source) return;
    const { result, stale } = await backend.api.runs.latest({ plan: source.id, scenario });
    if (store.getState().document?.history.present.id !== source.id) return;
    const plan = result && !stale ? resolvePlan(source, scenario) : null;
    setJobs(({ latest }) => ({ latest: { ...latest, [scenario]: { result, plan, stale } } }));
  }

  /** Simulates the scenario of the plan as it is now. Settles at its end; a failure is kept in the state. */
  async function start(scenario: string, replications = FULL_RUN.replications): Promise<void> {
    if (controllers.has(scenario)) return;
    const controller = new AbortController();
    controllers.set(scenario, controller);
    const begun = { scenario, done: 0, total: replications, verdict: null, cancel: () => controller.abort() };
    setJobs(({ running, runFailures }) => ({
      running: { ...running, [scenario]: begun },
      runFailures: without(runFailures, scenario),
    }));
    try {
      await follow(scenario, replications, controller.signal);
    } catch (error) {
      const failure = error instanceof NotStored ? error.failure : toFailure(error);
      if (failure.kind !== 'cancelled' && !controller.signal.aborted) {
        setJobs(({ runFailures }) => ({ runFailures: { ...runFailures, [scenario]: failure } }));
      }
    } finally {
      controllers.delete(scenario);
      setJobs(({ running }) => ({ running: without(running, scenario) }));
    }
  }

  async function follow(scenario: string, replications: number, signal: AbortSignal) {
    const source = await storedPlan();
    const events = await backend.api.runs.start(
      { plan: source.id, scenario, replications, seed: FULL_RUN.seed },
      { signal },
    );
    for await (const event of events) {
      if (event.kind === 'progress') {
        setRunning(scenario, {
          done: event.done,
          total: event.total,
          ...(event.verdict && { verdict: event.verdict }),
        });
      } else if (store.getState().document?.history.present.id === source.id) {
        const finished = { result: event.result, plan: resolvePlan(source, scenario), stale: false };
        setJobs(({ latest }) => ({ latest: { ...latest, [scenario]: finished } }));
      }
    }
  }

  /** The plan as shown, once it is stored: the backend simulates what is stored. */
  async function storedPlan(): Promise<Plan> {
    await document.flush();
    const shown = store.getState().document;
    if (!shown) throw new Error('No plan is open.');
    if (shown.save.state !== 'saved') throw new NotStored(shown.save);
    return shown.history.present;
  }

  return {
    loadLatest,
    start,
    cancel: (scenario: string) => controllers.get(scenario)?.abort(),
    dismissFailure: (scenario: string) =>
      setJobs(({ runFailures }) => ({ runFailures: without(runFailures, scenario) })),
    stop() {
      for (const controller of controllers.values()) controller.abort();
    },
  };
}

class NotStored extends Error {
  readonly failure: Failure;

  constructor(save: SaveState) {
    super('The plan as shown is not stored.');
    const message =
      'The plan as shown could not be stored yet, so it was not simulated. Mend what is said above first.';
    const problems = save.state === 'waiting' ? save.problems : [{ path: '', message }];
    this.failure = { kind: 'userProblem', code: 'plan-not-stored', message, problems };
  }
}

export function without<Value>(record: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  const { [key]: _removed, ...others } = record;
  return others;
}
