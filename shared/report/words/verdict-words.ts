import type { Clause, Tier } from '../../domain/clause.ts';
import type { Plan } from '../../domain/plan.ts';
import { windowText } from '../../charts/civil-date.ts';
import { percentText } from '../../charts/number-text.ts';
import type { TierVerdict } from '../../verdicts/verdict-document.ts';
export const tierName = (tier: Tier): string => ({ optimistic: 'Optimistic', baseline: 'Baseline', stretch: 'Stretch' })[tier];
export const formatProbability = (p: number) => percentText(p);
export const formatMonth = (w: string) => windowText(w);
export const describeWindow = (clause: Clause) => clause.window.kind === 'rolling' ? `rolling ${clause.window.days} days` : `calendar ${clause.window.unit}`;
export const describeScope = (_plan: Plan, _clause: Clause) => 'all regions';
export const shortTarget = (clause: Clause, tier: Tier) => JSON.stringify(Object.values(clause.tiers[tier])).slice(1,-1);
export const describeTarget = (clause: Clause, tier: Tier) => `Target ${shortTarget(clause, tier)} of clause ${clause.name}`;
const WORDS = { sustainable: 'sustainable', atRisk: 'at risk', unsustainable: 'unsustainable', unknown: 'too close to call' };
export function markOf({ verdict, probability }: TierVerdict) {
  return { verdict, word: WORDS[verdict], probability: formatProbability(probability.value), bar: probability };
}
