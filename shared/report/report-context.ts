import type { Clause } from '../domain/clause.ts';
import type { Plan } from '../domain/plan.ts';
import type { RunPictures } from '../engine/run-pictures.ts';
import type { ClauseVerdict, VerdictDocument } from '../verdicts/verdict-document.ts';
import { createNames, type Names } from './words/names.ts';

/** A finished run, as far as a document needs it. */
interface ReportedRun {
  run: { id: string; finishedAt: string };
  verdict: VerdictDocument;
  pictures: RunPictures;
}

/** An imported series that a number of the plan was fitted to. */
export interface HistorySource {
  file: string;
  series: string;
  /** First and last day, `2026-01-01`. */
  from: string;
  to: string;
}

export interface ProposalInput {
  /** The plan as the scenario sees it. */
  plan: Plan;
  scenarioName: string;
  run: ReportedRun;
  history: readonly HistorySource[];
  /** The day the document is made, `2027-01-15`; given by the host, which has a clock. */
  today: string;
}

export interface JudgedClause {
  clause: Clause;
  verdict: ClauseVerdict;
}

/** What every section draws from. */
export interface ReportContext extends ProposalInput {
  verdict: VerdictDocument;
  pictures: RunPictures;
  names: Names;
  /** Clauses that were judged, each with its judgement, in the plan's order. */
  promises: readonly JudgedClause[];
}

export function createReportContext(input: ProposalInput): ReportContext {
  const { verdict, pictures } = input.run;
  const promises = input.plan.clauses.flatMap((clause) => {
    const judged = verdict.clauses.find(({ id }) => id === clause.id);
    return judged ? [{ clause, verdict: judged }] : [];
  });
  return { ...input, verdict, pictures, names: createNames(input.plan), promises };
}
