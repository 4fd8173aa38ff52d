import type { SpanRequest } from '#shared/contract/replay-records.ts';
import type { BugReports } from '../bug-reports.ts';
import { scenarioName } from '../resolve-plan.ts';
import { resolveForRun } from '../run-jobs.ts';
import { readSpan } from '../replays/read-span.ts';
import type { ReplayThreads } from '../replays/replay-threads.ts';
import type { ReplayTask } from '../replays/replay-worker.ts';
import type { PlanStore } from '../storage/plans.ts';
import type { RunStore } from '../storage/runs.ts';
import type { BackendRouter, Calls } from './calls.ts';

interface Parts {
  plans: PlanStore;
  runs: RunStore;
  threads: () => Promise<ReplayThreads>;
  bugs: BugReports;
}

export function replayHandlers(
  { replays: calls }: Calls,
  { plans, runs, threads, bugs }: Parts,
): BackendRouter['replays'] {
  async function toTask({
    plan: id,
    scenario,
    ...request
  }: SpanRequest & { plan: string; scenario: string }): Promise<ReplayTask> {
    const { plan: source } = plans.get(id);
    const plan = await resolveForRun(source, scenario);
    const { seed, future, repetitions } = request;
    return {
      plan,
      scenario: { id: scenario, name: scenarioName(source, scenario) },
      request: { seed, future, repetitions },
      span: readSpan(plan, request),
    };
  }

  return {
    hours: calls.hours.handler(async ({ input: { plan: id, scenario, seed, component, month }, signal }) => {
      const plan = await resolveForRun(plans.get(id).plan, scenario);
      const verdict = runs.newest(id, scenario)?.verdict ?? null;
      return (await threads()).findHours({ plan, seed, verdict, component, month }, signal);
    }),
    estimate: calls.estimate.handler(async ({ input, signal }) =>
      (await threads()).estimate(await toTask(input), signal),
    ),
    run: calls.run.handler(async function* ({ input, signal }) {
      const task = await toTask(input);
      bugs.note('replay began', { minutes: task.span.minutes });
      yield* (await threads()).replay(task, signal);
    }),
  };
}
