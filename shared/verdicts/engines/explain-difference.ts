import { formatNumber } from '../number-words.ts';
import type { ComparedFigure, Situation } from './compared-figure.ts';
import type { Explain } from './reasons/explain.ts';
import { fewRequests } from './reasons/few-requests.ts';
import { nearCapacity } from './reasons/near-capacity.ts';
import { outageInSpan } from './reasons/outage-in-span.ts';
import { overload } from './reasons/overload.ts';
import { parallelBranches } from './reasons/parallel-branches.ts';
import { priorities } from './reasons/priorities.ts';
import { retries } from './reasons/retries.ts';
import { scaling } from './reasons/scaling.ts';
import { shaped } from './reasons/shaped.ts';
import { slowCalls } from './reasons/slow-calls.ts';
import { surgeInStep } from './reasons/surge-in-step.ts';
import { unevenArrivals } from './reasons/uneven-arrivals.ts';

/** What makes the engines differ, what does most first. */
const REASONS = {
  surgeInStep,
  outageInSpan,
  overload,
  slowCalls,
  scaling,
  shaped,
  retries,
  unevenArrivals,
  nearCapacity,
  parallelBranches,
  priorities,
  fewRequests,
} satisfies Record<string, Explain>;

export const reasonKinds = [
  'agrees',
  'surgeInStep',
  'outageInSpan',
  'overload',
  'slowCalls',
  'scaling',
  'shaped',
  'retries',
  'unevenArrivals',
  'nearCapacity',
  'parallelBranches',
  'priorities',
  'fewRequests',
  'approximation',
  'unexplained',
] as const;
export type ReasonKind = (typeof reasonKinds)[number];

export interface DifferenceReason {
  kind: ReasonKind;
  text: string;
}

/** Why the engines agree or differ on a figure, in sentences that rest on what the span shows. */
export function explainDifference(situation: Situation, figure: ComparedFigure): DifferenceReason[] {
  if (figure.agreement === 'inside') return [agreement, ...found(situation, figure, ['fewRequests'])];
  const causes = found(situation, figure, Object.keys(REASONS) as (keyof typeof REASONS)[]);
  if (figure.agreement === 'near') return [approximation(figure), ...causes];
  return causes.length > 0 ? causes : [unexplained];
}

const agreement: DifferenceReason = { kind: 'agrees', text: 'Inside the interval.' };

/** Close enough for what the methods promise, whatever else is going on. */
function approximation({ relative, difference }: ComparedFigure): DifferenceReason {
  const off = relative === null ? '' : ` by ${formatNumber(Math.abs(relative) * 100, 1)}\u00a0%`;
  const side = difference < 0 ? 'low' : 'high';
  return {
    kind: 'approximation',
    text: `Outside the interval, ${side}${off}: no more than the formulas are known to err by.`,
  };
}

const unexplained: DifferenceReason = {
  kind: 'unexplained',
  text: 'Nothing that is known to part the engines happens in this span: no outage, overload, surge, retries or uneven arrivals.',
};

function found(
  situation: Situation,
  figure: ComparedFigure,
  kinds: readonly (keyof typeof REASONS)[],
): DifferenceReason[] {
  return kinds.flatMap((kind) => {
    const text = REASONS[kind](situation, figure);
    return text === undefined ? [] : [{ kind, text }];
  });
}
