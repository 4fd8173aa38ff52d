import { createHash } from 'node:crypto';
import type { FinishedRun, RunEvent } from '#shared/contract/run-records.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { ENGINE_VERSION } from '#shared/engine/engine-version.ts';
import type { BugReports } from './bug-reports.ts';
import { createEventChannel, type EventChannel } from './event-channel.ts';
import { Cancelled, UserProblem } from './problems.ts';
import { resolvePlan, scenarioName } from './resolve-plan.ts';
import type { SimulationPool } from './runs/simulation-pool.ts';
import type { PlanStore } from './storage/plans.ts';
import type { RunStore } from './storage/runs.ts';
import { whenFree } from './storage/when-free.ts';

export interface RunRequest {
  plan: string;
  scenario: string;
  seed: number;
  replications: number;
  workers?: number;
}

interface Job {
  listeners: Set<EventChannel<RunEvent>>;
  controller: AbortController;
  /** For whoever joins: how far it is, with the newest verdict so far. */
  lastProgress?: RunEvent & { kind: 'progress' };
}

export type RunJobs = ReturnType<typeof createRunJobs>;

interface Parts {
  plans: PlanStore;
  runs: RunStore;
  pool: () => Promise<SimulationPool>;
  bugs: BugReports;
}

/**
 * Runs in progress. Whoever asks for the same input while it is simulated joins that run; it is
 * stopped when nobody listens any more. A finished run is stored and answers at once from then on.
 */
export function createRunJobs({ plans, runs, pool, bugs }: Parts) {
  const jobs = new Map<string, Job>();

  async function* follow(request: RunRequest, signal?: AbortSignal): AsyncGenerator<RunEvent, void> {
    const { plan: source } = plans.get(request.plan);
    const plan = await resolveForRun(source, request.scenario);
    const inputHash = await hashInput(plan, request);
    const stored = runs.findByInput(request.plan, request.scenario, inputHash);
    if (stored) {
      yield { kind: 'done', result: stored };
      return;
    }
    const key = JSON.stringify([request.plan, request.scenario, inputHash]);
    const job = jobs.get(key) ?? begin(key, { request, plan, inputHash, source });
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
    const job: Job = { listeners: new Set(), controller: new AbortController() };
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
    void simulate(input, job.controller.signal, (progress) => {
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
    signal: AbortSignal,
    onProgress: (event: RunEvent & { kind: 'progress' }) => void,
  ): Promise<FinishedRun> {
    const { seed, replications, workers } = request;
    bugs.note('run began', { replications });
    const { verdict, pictures } = await (
      await pool()
    ).run({
      plan,
      scenario: { id: request.scenario, name: scenarioName(source, request.scenario) },
      seed,
      replications,
      workers,
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
    await whenFree(() => runs.add({ run, verdict, pictures }, plan), { signal });
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

/** The resolved plan. Throws `plan-unsupported` when it asks for what the engine does not honour yet. */
export async function resolveForRun(plan: Plan, scenario: string): Promise<Plan> {
  const resolved = resolvePlan(plan, scenario);
  const { findUnsupported } = await import('#shared/engine/unsupported.ts');
  const problems = findUnsupported(resolved);
  if (problems.length > 0) throw new UserProblem('plan-unsupported', problems);
  return resolved;
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
