import type { ReplayEstimate } from '#shared/contract/replay-records.ts';
import type { Intervention } from '#shared/domain/intervention.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { HourReport, SpanSlice } from '#shared/verdicts/engines/hour-report.ts';
import type { Failure } from '#renderer/api/failure.ts';

/** Which span to replay, as it is being chosen. */
export interface SpanDraft {
  /** On the plan's clock, `2027-11-26T18:00`; empty until one is chosen. */
  at: string;
  minutes: number;
  future: 'typical' | 'busy' | number;
  /** Minutes from the start of the span. */
  interventions: readonly Intervention[];
}

export const emptyDraft: SpanDraft = { at: '', minutes: 60, future: 'typical', interventions: [] };

/** The newest replay of this window. */
export interface ReplayState {
  plan: string;
  scenario: string;
  draft: SpanDraft;
  /** As the scenario saw the plan when it began. */
  resolved: Plan;
  progress: { state: 'running'; done: number } | { state: 'done' | 'stopped' };
  /** What is known before the first request: how much work it is, and the other engine's answer. */
  began: {
    estimate: ReplayEstimate;
    fast: HourReport['fast'];
    interventions: readonly Intervention[];
  } | null;
  /** Equal parts of the span; null where nothing is known yet. */
  slices: readonly (SpanSlice | null)[];
  report: HourReport | null;
  /** The same span and future with nothing done to it, where it was replayed too. */
  calm: HourReport | null;
  /** How far the undisturbed replay is that is made to compare with. */
  comparing: number | null;
  failure: Failure | null;
  cancel: () => void;
}
