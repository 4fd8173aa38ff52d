import type { CompiledPlan } from '../../engine/compiled-plan.ts';
import type { SpanAnswer } from '../../engine/span-answer.ts';
import type { Estimate, ReplayResult } from '../../replay/replay-result.ts';

/** What both engines tell of a span. Times in milliseconds, shares of fresh requests, utilization of servers. */
export const measures = [
  'p50',
  'p95',
  'p99',
  'throughput',
  'limited',
  'shed',
  'rejected',
  'timedOut',
  'failed',
  'utilization',
  'wait',
] as const;
export type Measure = (typeof measures)[number];

export const isTime = (measure: Measure): boolean =>
  measure === 'p50' || measure === 'p95' || measure === 'p99' || measure === 'wait';

/** One figure of a journey or a component, from both engines. */
export interface ComparedFigure {
  subject: { kind: 'journey' | 'component'; id: string };
  measure: Measure;
  replay: Estimate;
  fast: number;
  /** Fast engine less replay, and that as a share of the replay's; null where it says 0. */
  difference: number;
  relative: number | null;
  /** Inside the replay's interval; outside it by less than the formulas are known to err; or further off. */
  agreement: 'inside' | 'near' | 'apart';
}

/** Everything that is known of a span, for whoever explains a difference. */
export interface Situation {
  compiled: CompiledPlan;
  replay: ReplayResult;
  fast: SpanAnswer;
}
