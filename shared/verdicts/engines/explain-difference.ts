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
  'chance',
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
  if (figure.agreement === 'near') return [approximation, ...causes];
  const known = isByChance(figure) ? [...causes, byChance] : causes;
  return known.length > 0 ? known : [unexplained];
}

const agreement: DifferenceReason = { kind: 'agrees', text: 'Inside the interval.' };

/** Close enough for what the methods promise, whatever else is going on. */
const approximation: DifferenceReason = {
  kind: 'approximation',
  text: 'Outside the interval, but by no more than the formulas are known to err by.',
};

/** Missed by less than half of the interval's own reach: what one interval in a hundred does. */
function isByChance({ fast, replay: { low, high } }: ComparedFigure): boolean {
  const miss = fast > high ? fast - high : low - fast;
  return miss < (high - low) / 4;
}

const byChance: DifferenceReason = {
  kind: 'chance',
  text: 'Only just outside the interval, as one in a hundred is by chance: more repetitions or another seed would tell.',
};

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
