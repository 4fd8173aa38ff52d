import { tiers, type Clause, type Tier } from '../domain/clause.ts';
import type { Band, RunPictures } from '../engine/run-pictures.ts';
import { requiredGoodShare } from '../verdicts/target-rule.ts';
import { fromIsoText, windowText } from './civil-date.ts';
import type { LineChartData } from './line-chart.ts';
import { bandsOf } from './month-lines.ts';
import { percentText } from './number-text.ts';

type SuccessClause = Extract<Clause, { metric: 'availability' | 'errorRate' }>;

export const isSuccessClause = (clause: Clause): clause is SuccessClause =>
  clause.metric === 'availability' || clause.metric === 'errorRate';

/**
 * What a promise attains in each of its windows, as it counts, in one tier and against its target; of
 * availability and errors, whose tiers count the same, against all three.
 */
export function attainedLines(pictures: RunPictures, clause: Clause, tier: Tier): LineChartData {
  const found = pictures.clauses.find((candidate) => candidate.clause === clause.id);
  if (!found) return { unit: 'share', times: [], series: [] };
  const drawn = isSuccessClause(clause) ? tiers : [tier];
  return {
    ...sharesOf(found.windows, found.attained[tier]),
    targets: drawn.map((one) => {
      const value = requiredGoodShare(clause, one);
      const isBaseline = one === 'baseline' || drawn.length === 1;
      return {
        value,
        name: `${one} ≥\u00a0${percentText(value)}`,
        role: isBaseline ? ('fails' as const) : ('ink-2' as const),
      };
    }),
  };
}

/** What the baseline attains in all but one future of twenty, before and after a change. */
export function attainedFloor(
  pictures: RunPictures,
  clause: Clause,
  before: RunPictures | undefined,
): LineChartData {
  const lines = attainedLines(pictures, clause, 'baseline');
  const floorOf = (from: RunPictures | undefined) =>
    from?.clauses.find((candidate) => candidate.clause === clause.id)?.attained.baseline.p5;
  const then = floorOf(before);
  return {
    ...lines,
    targets: (lines.targets ?? []).filter(({ role }) => role === 'fails'),
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
