import { createHash } from 'node:crypto';
import type { FinishedRun } from '#shared/contract/run-records.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { Unavailable, UserProblem } from '../problems.ts';
import { ProposalError } from '../proposals/proposal-error.ts';
import { scenarioName } from '../resolve-plan.ts';
import type { PlanStore } from '../storage/plans.ts';
import type { ProposalStore } from '../storage/proposals.ts';
import type { RunStore } from '../storage/runs.ts';
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
  /** The plan as it was simulated, with the words of the proposal as they are now. */
  function collect(planId: string, runId: string): { plan: Plan; run: FinishedRun; scenarioName: string } {
    const { plan: current } = plans.get(planId);
    const run = getRun(runs, runId);
    if (run.run.plan !== planId) {
      throw new UserProblem(
        'run-of-other-plan',
        `Run "${runId}" belongs to another plan than "${current.name}".`,
      );
    }
    const simulated = runs.planOf(runId)!;
    return {
      plan: {
        ...simulated,
        name: current.name,
        description: current.description,
        proposal: current.proposal,
      },
      run,
      scenarioName: scenarioName(current, run.run.scenario),
    };
  }

  return {
    preview: calls.preview.handler(async ({ input, signal }) => {
      const { previewProposal } = await import('../proposals/render-proposal.ts');
      return await previewProposal({ ...collect(input.plan, input.run), signal }).catch(
        translateProposalError,
      );
    }),
    render: calls.render.handler(async ({ input, signal }) => {
      const { renderProposal } = await import('../proposals/render-proposal.ts');
      const document = collect(input.plan, input.run);
      const { pdf, pages } = await renderProposal({ ...document, signal }).catch(translateProposalError);
      const sha256 = createHash('sha256').update(pdf).digest('hex');
      proposals.add(input.plan, input.run, sha256, {
        plan: document.plan,
        scenarioName: document.scenarioName,
      });
      const file = new File([new Uint8Array(pdf)], `${input.plan}-proposal.pdf`, { type: 'application/pdf' });
      return { file, sha256, pages, inputHash: document.run.run.inputHash };
    }),
  };
}

function translateProposalError(error: unknown): never {
  if (error instanceof ProposalError && error.kind === 'unavailable')
    throw new Unavailable('typesetter', error.message);
  throw error;
}
