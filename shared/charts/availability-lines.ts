import { tiers, type Clause } from '../domain/clause.ts';
import type { Band, RunPictures } from '../engine/run-pictures.ts';
import { fromIsoText, windowText } from './civil-date.ts';
import type { LineChartData } from './line-chart.ts';
import { bandsOf } from './month-lines.ts';
import { percentText } from './number-text.ts';

type SuccessClause = Extract<Clause, { metric: 'availability' | 'errorRate' }>;

export const isSuccessClause = (clause: Clause): clause is SuccessClause =>
  clause.metric === 'availability' || clause.metric === 'errorRate';

/** What a promise of availability or of few errors attains in each of its windows, against its tiers. */
export function attainedLines(pictures: RunPictures, clause: SuccessClause): LineChartData {
  const found = pictures.clauses.find((candidate) => candidate.clause === clause.id);
  if (!found) return { unit: 'share', times: [], series: [] };
  return {
    ...sharesOf(found.windows, found.attained),
    targets: tiers.map((tier) => {
      const target = clause.tiers[tier];
      const value = 'atLeast' in target ? target.atLeast : 1 - target.atMost;
      return {
        value,
        name: `${tier} ≥\u00a0${percentText(value)}`,
        role: tier === 'baseline' ? ('fails' as const) : ('ink-2' as const),
      };
    }),
  };
}

/** What the promise attains in all but one future of twenty, before and after a change, against its baseline. */
export function attainedFloor(
  pictures: RunPictures,
  clause: SuccessClause,
  before: RunPictures | undefined,
): LineChartData {
  const lines = attainedLines(pictures, clause);
  const floorOf = (from: RunPictures | undefined) =>
    from?.clauses.find((candidate) => candidate.clause === clause.id)?.attained.p5;
  const then = floorOf(before);
  return {
    ...lines,
    targets: (lines.targets ?? []).filter((_target, index) => tiers[index] === 'baseline'),
    series: [
      ...(then ? [{ name: 'before', role: 'ink-2' as const, values: then, dashed: true }] : []),
      { name: then ? 'now' : 'attained', role: 'accent', values: floorOf(pictures) ?? [], bands: [] },
    ],
  };
}

/** The share of a journey's requests that is answered, or of a component's minutes up; announced work counts. */
export function upLines(
  pictures: RunPictures,
  of: { journey: string } | { component: string },
): LineChartData {
  const band =
    'journey' in of
      ? pictures.journeys.find(({ journey }) => journey === of.journey)?.success
      : pictures.components.find(({ component }) => component === of.component)?.availability;
  if (!band) return { unit: 'share', times: [], series: [] };
  return sharesOf(pictures.months, band);
}

function sharesOf(windows: readonly string[], band: Band): LineChartData {
  const times = windows.map(fromIsoText);
  const names = new Map(times.map((time, index) => [time, windowText(windows[index]!)]));
  return {
    unit: 'share',
    floating: true,
    times,
    describeTime: (time) => names.get(time) ?? '',
    series: [{ name: 'median', role: 'accent', values: band.p50, bands: bandsOf(band) }],
  };
}
