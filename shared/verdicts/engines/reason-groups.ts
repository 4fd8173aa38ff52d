import type { Plan } from '../../domain/plan.ts';
import { startSentence } from '../number-words.ts';
import type { ReasonKind } from './explain-difference.ts';
import { figureName, formatDifference } from './figure-words.ts';
import type { Comparison } from './hour-report.ts';

/** One reason with all figures it explains: `Cart p95 (−8.6 %), cart p99 (−11.2 %)`. */
export interface ReasonGroup {
  kind: ReasonKind;
  text: string;
  figures: string;
}

/** The same reason of several figures is told once; agreement needs none. */
export function groupReasons(plan: Plan, comparisons: readonly Comparison[]): ReasonGroup[] {
  const groups = new Map<string, { kind: ReasonKind; names: string[] }>();
  for (const comparison of comparisons) {
    for (const { kind, text } of comparison.reasons) {
      if (kind === 'agrees') continue;
      const group = groups.get(text) ?? { kind, names: [] };
      group.names.push(`${figureName(plan, comparison)} (${formatDifference(comparison)})`);
      groups.set(text, group);
    }
  }
  return [...groups].map(([text, { kind, names }]) => ({
    kind,
    text,
    figures: startSentence(names.join(', ')),
  }));
}

/** A reason in a word or two, for the cell of a table. */
export const reasonWords: Record<ReasonKind, string> = {
  agrees: 'agrees',
  surgeInStep: 'surge within a step',
  outageInSpan: 'outage in the span',
  overload: 'overload',
  slowCalls: 'slow calls',
  scaling: 'autoscaler',
  shaped: 'limits, shedding',
  retries: 'retries',
  unevenArrivals: 'uneven arrivals',
  nearCapacity: 'near capacity',
  parallelBranches: 'parallel calls',
  priorities: 'priorities',
  fewRequests: 'few requests',
  approximation: 'within known error',
  chance: 'perhaps chance',
  unexplained: 'not explained',
};
