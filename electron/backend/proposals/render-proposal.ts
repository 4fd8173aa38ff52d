import type { FinishedRun } from '#shared/contract/run-records.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { composeProposal, type HistorySource } from '#shared/report/compose-proposal.ts';
import {
  previewDocument,
  renderDocument,
  type RenderDocumentOptions,
  type RenderedPages,
  type RenderedPdf,
} from './render-document.ts';

export interface ProposalOptions extends Omit<RenderDocumentOptions, 'document'> {
  /** The plan as the scenario sees it. */
  plan: Plan;
  scenarioName: string;
  run: FinishedRun;
  /** Where the fitted numbers came from. */
  history?: readonly HistorySource[] | undefined;
  /** The day of the document, `2027-01-15`. Default: the day the run finished, so that the same run gives the same bytes. */
  today?: string | undefined;
}

/** The proposal as a tagged PDF with the plan inside. Throws ProposalError or the signal's reason. */
export function renderProposal(options: ProposalOptions): Promise<RenderedPdf> {
  return renderDocument({ ...options, document: toDocument(options) });
}

/** The proposal's pages as SVG, as they would be exported. Throws as `renderProposal` does. */
export function previewProposal(options: ProposalOptions): Promise<RenderedPages> {
  return previewDocument({ ...options, document: toDocument(options) });
}

function toDocument({
  plan,
  scenarioName,
  run,
  history = [],
  today = run.run.finishedAt.slice(0, 10),
}: ProposalOptions) {
  return composeProposal({ plan, scenarioName, run, history, today });
}
