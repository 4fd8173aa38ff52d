import type { Clause, Metric, Tier } from '#shared/domain/clause.ts';

/** How the number that tells the tiers apart is typed. */
export interface TargetField {
  key: string;
  /** Before the number: `≤`. */
  sign: '≤' | '≥';
  unit: string;
  scale: number;
  min: number;
  max?: number;
  step: number;
}

const share = { unit: '%', scale: 100, min: 0, max: 1 };

const targetFields: Record<Metric, TargetField> = {
  latency: { key: 'atMostMs', sign: '≤', unit: 'ms', scale: 1, min: 0.001, step: 10 },
  availability: { key: 'atLeast', sign: '≥', ...share, step: 0.01 },
  errorRate: { key: 'atMost', sign: '≤', ...share, step: 0.1 },
  throughput: { key: 'atLeastPerSecond', sign: '≥', unit: '/s', scale: 1, min: 1e-6, step: 50 },
  supportResponse: { key: 'withinMinutes', sign: '≤', unit: 'min', scale: 1, min: 0.1, step: 5 },
};

/** The share that stands beside the target, where the metric has one. */
export interface ShareField {
  key: string;
  label: string;
  definition: string;
}

const shareFields: Partial<Record<Metric, ShareField>> = {
  latency: {
    key: 'percentile',
    label: 'Share of attempts',
    definition:
      'At least this share of all attempts must answer within the time: 95 % is the 95th percentile.',
  },
  throughput: {
    key: 'share',
    label: 'Share of the time',
    definition: 'The rate must be carried in at least this share of the time the promise covers.',
  },
  supportResponse: {
    key: 'share',
    label: 'Share of tickets',
    definition: 'At least this share of tickets must get a first human answer within the time.',
  },
};

export const targetFieldOf = ({ metric }: Pick<Clause, 'metric'>): TargetField => targetFields[metric];
export const shareFieldOf = ({ metric }: Pick<Clause, 'metric'>): ShareField | undefined =>
  shareFields[metric];

export const targetPath = (clause: Clause, tier: Tier): string =>
  `clauses/${clause.id}/tiers/${tier}/${targetFieldOf(clause).key}`;

/** Tiers whose target is easier than the tier before them; the tiers should tighten from left to right. */
export function tiersOutOfOrder(clause: Clause): Tier[] {
  const { key, sign } = targetFieldOf(clause);
  const value = (tier: Tier) => (clause.tiers[tier] as unknown as Record<string, number>)[key] ?? 0;
  const isEasier = (tier: Tier, before: Tier) =>
    sign === '≤' ? value(tier) > value(before) : value(tier) < value(before);
  return [
    ...(isEasier('baseline', 'optimistic') ? ['baseline' as const] : []),
    ...(isEasier('stretch', 'baseline') ? ['stretch' as const] : []),
  ];
}
