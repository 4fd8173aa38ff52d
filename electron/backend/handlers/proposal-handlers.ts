import { createHash } from 'node:crypto';
import type { FinishedRun, RunRecord } from '#shared/contract/run-records.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { BASE_SCENARIO } from '#shared/domain/scenario.ts';
import type { HistorySource } from '#shared/report/report-context.ts';
import { Unavailable, UserProblem } from '../problems.ts';
import { ProposalError } from '../proposals/proposal-error.ts';
import { resolvePlan, scenarioName } from '../resolve-plan.ts';
import { hashInput } from '../run-jobs.ts';
import type { PlanStore } from '../storage/plans.ts';
import type { ProposalStore } from '../storage/proposals.ts';
import type { RunStore } from '../storage/runs.ts';
import { whenFree } from '../storage/when-free.ts';
import type { BackendRouter, Calls } from './calls.ts';
import { getRun } from './run-handlers.ts';

interface Parts {
  plans: PlanStore;
  runs: RunStore;
  proposals: ProposalStore;
}

export function proposalHandlers(
  { proposals: calls }: Calls,
  { plans, runs, proposals }: Parts,
): BackendRouter['proposals'] {
  /**
   * The plan as it is now where the run still answers for it; else as it was simulated, with the
   * words of the proposal as they are now.
   */
  async function collect(planId: string, runId: string): Promise<Collected> {
    const { plan: current } = plans.get(planId);
    const run = getRun(runs, runId);
    if (run.run.plan !== planId) {
      throw new UserProblem(
        'run-of-other-plan',
        `Run "${runId}" belongs to another plan than "${current.name}".`,
      );
    }
    const plan = (await findStillJudged(current, run.run)) ?? simulatedPlan(current, runs.planOf(runId)!);
    return {
      plan,
      run,
      scenarioName: scenarioName(current, run.run.scenario),
      history: historyBehind(plan),
    };
  }

  return {
    preview: calls.preview.handler(async ({ input, signal }) => {
      const { previewProposal } = await import('../proposals/render-proposal.ts');
      return await previewProposal({ ...(await collect(input.plan, input.run)), signal }).catch(
        translateProposalError,
      );
    }),
    render: calls.render.handler(async ({ input, signal }) => {
      const { renderProposal } = await import('../proposals/render-proposal.ts');
      const document = await collect(input.plan, input.run);
      const { pdf, pages, problems } = await renderProposal({ ...document, signal }).catch(
        translateProposalError,
      );
      const sha256 = createHash('sha256').update(pdf).digest('hex');
      const { plan, scenarioName: scenario } = document;
      await whenFree(() => proposals.add(input.plan, input.run, sha256, { plan, scenarioName: scenario }), {
        signal,
      });
      const file = new File([new Uint8Array(pdf)], `${input.plan}-proposal.pdf`, { type: 'application/pdf' });
      return { file, sha256, pages, inputHash: document.run.run.inputHash, problems };
    }),
  };
}

interface Collected {
  plan: Plan;
  run: FinishedRun;
  scenarioName: string;
  history: HistorySource[];
}

/** The plan as the run's scenario sees it now, if simulating it would give the same run. */
async function findStillJudged(current: Plan, run: RunRecord): Promise<Plan | undefined> {
  if (run.scenario !== BASE_SCENARIO && !current.scenarios.some(({ id }) => id === run.scenario))
    return undefined;
  const resolved = resolvePlan(current, run.scenario);
  return (await hashInput(resolved, run)) === run.inputHash ? resolved : undefined;
}

function simulatedPlan({ name, description, proposal }: Plan, simulated: Plan): Plan {
  return { ...simulated, name, description, proposal };
}

/** The imported series that figures of the plan were fitted to. */
function historyBehind(plan: Plan): HistorySource[] {
  return plan.demand.journeys.flatMap(({ fittedFrom }) => {
    if (!fittedFrom) return [];
    const { file, series, fittedFrom: from, fittedTo: to } = fittedFrom;
    return [{ file, series, from: from.slice(0, 10), to: to.slice(0, 10) }];
  });
}

function translateProposalError(error: unknown): never {
  if (error instanceof ProposalError && error.kind === 'unavailable')
    throw new Unavailable('typesetter', error.message);
  throw error;
}
