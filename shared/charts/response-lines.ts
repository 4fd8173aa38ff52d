import { tiers, type Clause } from '../domain/clause.ts';
import type { RunPictures } from '../engine/run-pictures.ts';
import { fromIsoText } from './civil-date.ts';
import type { LineChartData } from './line-chart.ts';
import { bandsOf, monthText } from './month-lines.ts';
import { quantityText } from './number-text.ts';

/** Percentiles of a month's response times that a run keeps. */
export const responsePercentiles = [50, 95, 99] as const;
export type ResponsePercentile = (typeof responsePercentiles)[number];

type LatencyClause = Extract<Clause, { metric: 'latency' }>;

export interface ResponseLinesOptions {
  percentile: ResponsePercentile;
  /** The promise whose targets of that percentile are drawn. */
  clause?: LatencyClause | undefined;
  before?: RunPictures | undefined;
  /** The other percentiles as thin lines. */
  showsOthers?: boolean;
}

/** The kept percentile that says most about a promise of this one. */
export const nearestPercentile = (share: number): ResponsePercentile =>
  share >= 0.985 ? 99 : share >= 0.9 ? 95 : 50;

/** A journey's response time by month, with the bands of the futures and the tiers of its promise. */
export function responseTimeLines(
  pictures: RunPictures,
  journey: string,
  { percentile, clause, before, showsOthers }: ResponseLinesOptions,
): LineChartData {
  const bandOf = (from: RunPictures | undefined, which: ResponsePercentile) =>
    from?.journeys.find((candidate) => candidate.journey === journey)?.[`responseP${which}Ms`];
  const now = bandOf(pictures, percentile);
  const then = bandOf(before, percentile);
  const others = showsOthers ? responsePercentiles.filter((other) => other !== percentile) : [];
  const targets = clause ? targetsOf(clause, percentile) : [];
  return {
    unit: 'ms',
    times: pictures.months.map(fromIsoText),
    describeTime: monthText,
    series: [
      ...(then ? [{ name: 'before', role: 'ink-2' as const, values: then.p50, dashed: true }] : []),
      ...others.map((other) => ({
        name: `p${other}`,
        role: 'ink-3' as const,
        quiet: true,
        values: bandOf(pictures, other)?.p50 ?? [],
      })),
      ...(now
        ? [
            {
              name: then ? `now, p${percentile}` : `p${percentile}`,
              role: 'accent' as const,
              values: now.p50,
              bands: bandsOf(now),
            },
          ]
        : []),
    ],
    targets,
    ceiling: ceilingOf(now?.p97_5 ?? [], now?.p50 ?? [], targets),
  };
}

/** Above it are the few months that would flatten the picture of all the others. */
function ceilingOf(
  highs: readonly number[],
  medians: readonly number[],
  targets: readonly { value: number }[],
): number {
  const usual = highs.toSorted((a, b) => a - b)[Math.floor(highs.length * 0.7)] ?? Infinity;
  const median = Math.max(0, ...medians.toSorted((a, b) => a - b).slice(0, Math.ceil(medians.length * 0.9)));
  return 1.6 * Math.max(usual, median, ...targets.map(({ value }) => value));
}

function targetsOf(clause: LatencyClause, percentile: ResponsePercentile) {
  return tiers.flatMap((tier) => {
    const target = clause.tiers[tier];
    if (nearestPercentile(target.percentile) !== percentile) return [];
    const name = `${tier} ≤\u00a0${quantityText(target.atMostMs, 'ms')}`;
    return [
      { value: target.atMostMs, name, role: tier === 'baseline' ? ('fails' as const) : ('ink-2' as const) },
    ];
  });
}
