import { createHash } from 'node:crypto';
import type { FinishedRun, RunEvent } from '#shared/contract/run-records.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { resolveScenario } from '#shared/domain/scenario-edits.ts';
import { ENGINE_VERSION } from '#shared/engine/engine-version.ts';
import type { BugReports } from './bug-reports.ts';
import { createEventChannel, type EventChannel } from './event-channel.ts';
import { Cancelled, UserProblem } from './problems.ts';
import { resolvePlan, scenarioName } from './resolve-plan.ts';
import type { SimulationPool } from './runs/simulation-pool.ts';
import type { PlanStore } from './storage/plans.ts';
import type { RunStore } from './storage/runs.ts';
import { whenFree } from './storage/when-free.ts';

export interface RunSize {
  scenario: string;
  seed: number;
  replications: number;
  workers?: number;
}

export interface RunRequest extends RunSize {
  plan: string;
}

interface Job {
  listeners: Set<EventChannel<RunEvent>>;
  controller: AbortController;
  /** Somebody asked for this run itself; else it is the end of a preview. */
  isAskedFor: boolean;
  /** For whoever joins: how far it is, with the newest verdict so far. */
  lastProgress?: RunEvent & { kind: 'progress' };
}

export type RunJobs = ReturnType<typeof createRunJobs>;

interface Parts {
  plans: PlanStore;
  runs: RunStore;
  pool: () => Promise<SimulationPool>;
  bugs: BugReports;
  /** Whether somebody looks at pictures of runs that are not finished. */
  looksWithPictures: boolean;
}

/**
 * Runs in progress. Whoever asks for the same input while it is simulated joins that run; it is
 * stopped when nobody listens any more. A finished run is stored and answers at once from then on.
 */
export function createRunJobs({ plans, runs, pool, bugs, looksWithPictures }: Parts) {
  const jobs = new Map<string, Job>();

  /** Runs the plan as it is stored. */
  async function* follow(
    { plan, ...size }: RunRequest,
    signal?: AbortSignal,
  ): AsyncGenerator<RunEvent, void> {
    yield* followPlan(plans.get(plan).plan, size, { isAskedFor: true, signal });
  }

  /** Runs the plan as it is given, which may be a state that is not stored (yet). */
  async function* followPlan(
    source: Plan,
    size: RunSize,
    { isAskedFor, signal }: { isAskedFor: boolean; signal?: AbortSignal | undefined },
  ): AsyncGenerator<RunEvent, void> {
    const request = { ...size, plan: source.id };
    const plan = await resolveForRun(source, request.scenario);
    const inputHash = await hashInput(plan, request);
    const stored = runs.findByInput(request.plan, request.scenario, inputHash);
    if (stored) {
      if (isAskedFor) runs.keep(stored.run.id);
      yield { kind: 'done', result: stored };
      return;
    }
    const key = JSON.stringify([request.plan, request.scenario, inputHash]);
    const job = jobs.get(key) ?? begin(key, { request, plan, inputHash, source });
    job.isAskedFor ||= isAskedFor;
    const channel = createEventChannel<RunEvent>();
    job.listeners.add(channel);
    if (job.lastProgress) channel.push(job.lastProgress);
    try {
      yield* channel.events(signal);
    } finally {
      job.listeners.delete(channel);
      if (job.listeners.size === 0) job.controller.abort();
    }
  }

  function begin(key: string, input: RunInput): Job {
    const job: Job = { listeners: new Set(), controller: new AbortController(), isAskedFor: false };
    const tell = (act: (listener: EventChannel<RunEvent>) => void) => job.listeners.forEach(act);
    let settled = false;
    const leave = () => {
      if (jobs.get(key) === job) jobs.delete(key);
    };
    job.controller.signal.addEventListener('abort', () => {
      leave();
      if (!settled) bugs.note('run stopped');
    });
    jobs.set(key, job);
    void simulate(input, job, (progress) => {
      job.lastProgress = { ...job.lastProgress, ...progress };
      tell((listener) => listener.push(progress));
    })
      .then(
        (result) => (listener: EventChannel<RunEvent>) => (
          listener.push({ kind: 'done', result }),
          listener.end()
        ),
        (error: unknown) => (listener: EventChannel<RunEvent>) => listener.fail(error),
      )
      .then((conclude) => {
        settled = true;
        leave();
        tell(conclude);
      });
    return job;
  }

  async function simulate(
    { request, plan, inputHash, source }: RunInput,
    job: Job,
    onProgress: (event: RunEvent & { kind: 'progress' }) => void,
  ): Promise<FinishedRun> {
    const { seed, replications, workers } = request;
    const { signal } = job.controller;
    bugs.note('run began', { replications });
    const { verdict, pictures } = await (
      await pool()
    ).run({
      plan,
      scenario: { id: request.scenario, name: scenarioName(source, request.scenario) },
      seed,
      replications,
      workers,
      looksWithPictures,
      signal,
      onProgress: (progress) => onProgress({ kind: 'progress', ...progress }),
    });
    // Removed meanwhile: there is nobody left to answer.
    if (!plans.find(request.plan)) throw new Cancelled();
    const run = {
      id: runId(request, inputHash),
      plan: request.plan,
      scenario: request.scenario,
      inputHash,
      seed,
      replications,
      engineVersion: ENGINE_VERSION,
      finishedAt: new Date().toISOString(),
      elapsedMs: verdict.elapsedMs,
    };
    const isExplored = !job.isAskedFor;
    await whenFree(() => runs.add({ run, verdict, pictures }, plan, { isExplored }), { signal });
    return runs.findByInput(request.plan, request.scenario, inputHash)!;
  }

  async function finish(request: RunRequest, signal?: AbortSignal): Promise<FinishedRun> {
    for await (const event of follow(request, signal)) {
      if (event.kind === 'done') return event.result;
    }
    throw new Error('The run ended without a result.');
  }

  return {
    /** Events up to the result. */
    follow,
    followPlan,
    /** The result alone. */
    finish,
    /** Aborts whatever is running. */
    close(): void {
      for (const job of jobs.values()) job.controller.abort();
    },
  };
}

/** The same plan, scenario and input have the same id on every machine. */
function runId({ plan, scenario }: RunRequest, inputHash: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([plan, scenario, inputHash]))
    .digest('hex');
  return `run-${digest.slice(0, 16)}`;
}

interface RunInput {
  request: RunRequest;
  plan: Plan;
  inputHash: string;
  source: Plan;
}

/** The resolved plan. Throws `plan-impossible` when it asks for what cannot be. */
export async function resolveForRun(plan: Plan, scenario: string): Promise<Plan> {
  const { findAllProblems } = await import('#shared/engine/all-problems.ts');
  try {
    const resolved = resolvePlan(plan, scenario);
    const problems = findAllProblems(resolved);
    if (problems.length > 0) throw new UserProblem('plan-impossible', problems);
    return resolved;
  } catch (error) {
    if (!(error instanceof UserProblem && error.code === 'plan-invalid')) throw error;
    throw new UserProblem('plan-invalid', findAllProblems(resolveScenario(plan, scenario)));
  }
}

/** Identity of the run the request would lead to. */
export async function hashInput(
  resolvedPlan: Plan,
  { scenario, seed, replications }: Pick<RunRequest, 'scenario' | 'seed' | 'replications'>,
): Promise<string> {
  const { inputHash } = await import('./runs/input-hash.ts');
  const name = scenarioName(resolvedPlan, scenario);
  return inputHash({ plan: resolvedPlan, scenario: { name }, seed, replications });
}
