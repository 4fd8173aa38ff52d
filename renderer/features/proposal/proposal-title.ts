import type { Plan } from '#shared/domain/plan.ts';
import type { Proposal } from '#shared/domain/proposal.ts';
import type { ScenarioRun } from '#renderer/state/use-run.ts';

/** What stands between the plan and a document that can be signed, in a sentence. */
export function proposalTitle(plan: Plan, { result, isStale, running }: ScenarioRun): string {
  if (plan.clauses.length === 0) return 'The proposal has no promise yet.';
  if (running) return 'The proposal is waiting for the run.';
  if (!result) return 'The proposal needs one full run.';
  if (isStale) return 'The proposal shows figures of an older plan.';
  return 'The proposal is ready to export.';
}

/** Parts that a reviewer would miss, in the words of the document. */
export function missingParts(proposal: Proposal): string[] {
  const checks: [boolean, string][] = [
    [proposal.customer === '' || proposal.provider === '', 'the two parties'],
    [proposal.summary === '', 'a summary'],
    [proposal.ownership.length === 0, 'who owns each promise'],
    [proposal.escalation.length === 0, 'the escalation path'],
    [proposal.remediation.length === 0, 'times to mend'],
    [proposal.exclusions.length === 0, 'exclusions'],
    [proposal.rollout.length === 0, 'a rollout plan'],
    [proposal.approvers.length === 0, 'who signs'],
    [proposal.howToClaim === '', 'how to claim'],
  ];
  return checks.filter(([isMissing]) => isMissing).map(([, words]) => words);
}
