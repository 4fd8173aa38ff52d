import { parsePlan } from '#shared/domain/plan-file.ts';
import { UserProblem } from '../problems.ts';
import { resolvePlan, scenarioName } from '../resolve-plan.ts';
import { hashInput, resolveForRun, type RunJobs } from '../run-jobs.ts';
import type { SimulationPool } from '../runs/simulation-pool.ts';
import type { PlanStore } from '../storage/plans.ts';
import type { RunStore } from '../storage/runs.ts';
import type { BackendRouter, Calls } from './calls.ts';

interface Parts {
  plans: PlanStore;
  runs: RunStore;
  jobs: RunJobs;
  pool: () => Promise<SimulationPool>;
}

export function runHandlers(
  { runs: calls }: Calls,
  { plans, runs, jobs, pool }: Parts,
): BackendRouter['runs'] {
  let newestPreview: AbortController | undefined;

  return {
    start: calls.start.handler(async function* ({ input, signal }) {
      yield* jobs.follow(input, signal);
    }),
    preview: calls.preview.handler(async ({ input, signal }) => {
      newestPreview?.abort();
      const controller = (newestPreview = new AbortController());
      const parsed = parsePlan(input.plan);
      if (!parsed.ok) throw new UserProblem('plan-invalid', parsed.problems);
      const plan = await resolveForRun(parsed.plan, input.scenario);
      return (await pool()).run({
        plan,
        scenario: { id: input.scenario, name: scenarioName(parsed.plan, input.scenario) },
        seed: input.seed,
        replications: input.replications,
        signal: signal ? AbortSignal.any([signal, controller.signal]) : controller.signal,
      });
    }),
    list: calls.list.handler(({ input }) => runs.list(plans.get(input.plan).plan.id)),
    get: calls.get.handler(({ input }) => getRun(runs, input.run)),
    latest: calls.latest.handler(async ({ input }) => {
      const { plan } = plans.get(input.plan);
      const result = runs.newest(input.plan, input.scenario) ?? null;
      if (!result) return { result, stale: false };
      const now = await hashInput(resolvePlan(plan, input.scenario), result.run);
      return { result, stale: now !== result.run.inputHash };
    }),
  };
}

/** Throws `run-not-found`. */
export function getRun(runs: RunStore, id: string) {
  const run = runs.find(id);
  if (!run) throw new UserProblem('run-not-found', `There is no run "${id}" in this workspace.`);
  return run;
}
