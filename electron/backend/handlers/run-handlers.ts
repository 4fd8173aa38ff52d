import type { FinishedRun } from '#shared/contract/run-records.ts';
import { parsePlan } from '#shared/domain/plan-file.ts';
import type { Plan } from '#shared/domain/plan.ts';
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
  return {
    start: calls.start.handler(async function* ({ input, signal }) {
      yield* jobs.follow(input, signal);
    }),
    preview: calls.preview.handler(async function* ({ input: { plan, ...size }, signal }) {
      yield* jobs.followPlan(readPlan(plan), size, { isAskedFor: false, signal });
    }),
    glance: calls.glance.handler(async ({ input: { plan: given, scenario, ...size }, signal }) => {
      const source = readPlan(given);
      const plan = await resolveForRun(source, scenario);
      const named = { id: scenario, name: scenarioName(source, scenario) };
      return (await pool()).run({ plan, scenario: named, ...size, signal });
    }),
    list: calls.list.handler(({ input }) => runs.list(plans.get(input.plan).plan.id)),
    get: calls.get.handler(({ input }) => getRun(runs, input.run)),
    latest: calls.latest.handler(async ({ input }) => {
      const { plan } = plans.get(input.plan);
      const result = runs.newest(input.plan, input.scenario);
      if (!result) return { result: null, stale: false };
      const fitting = await findFitting(runs, plan, input.scenario);
      return { result: fitting ?? result, stale: fitting === undefined };
    }),
  };
}

/** Throws `plan-invalid` with everything that is wrong with it. */
function readPlan(plan: Plan): Plan {
  const parsed = parsePlan(plan);
  if (!parsed.ok) throw new UserProblem('plan-invalid', parsed.problems);
  return parsed.plan;
}

/** The newest run of the plan as it is now: after an edit was taken back, that is the one before it. */
async function findFitting(runs: RunStore, plan: Plan, scenario: string): Promise<FinishedRun | undefined> {
  const resolved = resolvePlan(plan, scenario);
  const hashes = new Map<string, Promise<string>>();
  for (const record of runs.list(plan.id)) {
    if (record.scenario !== scenario) continue;
    const key = `${record.seed} ${record.replications}`;
    const hash = hashes.get(key) ?? hashInput(resolved, record);
    hashes.set(key, hash);
    if ((await hash) === record.inputHash) return runs.find(record.id);
  }
  return undefined;
}

/** Throws `run-not-found`. */
export function getRun(runs: RunStore, id: string) {
  const run = runs.find(id);
  if (!run) throw new UserProblem('run-not-found', `There is no run "${id}" in this workspace.`);
  return run;
}
