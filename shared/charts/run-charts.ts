import type { Plan } from '../domain/plan.ts';
import type { RunPictures } from '../engine/run-pictures.ts';
import type { Fan } from '../history/demand-fit.ts';
import type { TierVerdict } from '../verdicts/verdict-document.ts';
import { type CausesBarData, causeName } from './causes-bar.ts';
import { fromIsoText } from './civil-date.ts';
import type { FanChartData } from './fan-chart-data.ts';
import type { HeatMapData } from './heat-map.ts';
import type { LineChartData } from './line-chart.ts';
import type { MonthStripData } from './month-strip.ts';

/** Colour starts here where a component states no limit of its own. */
const USUAL_LIMIT = 0.8;

/** Requests in the busiest hour of each day, of all journeys or of one, with the lowest saturation. */
export function demandFan(pictures: RunPictures, plan: Plan, journey?: string): FanChartData {
  const fan =
    journey === undefined
      ? pictures.demand.total
      : (pictures.demand.journeys.find((candidate) => candidate.journey === journey)?.fan ?? emptyFan);
  return {
    unit: 'requests/s',
    perWeek: 'highest',
    fan,
    thresholds: journey === undefined ? firstToSaturate(pictures, plan) : [],
  };
}

function firstToSaturate(pictures: RunPictures, plan: Plan): FanChartData['thresholds'] {
  const [first] = pictures.components
    .flatMap(({ component, saturationRate }) =>
      saturationRate === null ? [] : [{ component, saturationRate }],
    )
    .toSorted((a, b) => a.saturationRate - b.saturationRate);
  const name = plan.components.find(({ id }) => id === first?.component)?.name;
  return first && name ? [{ value: first.saturationRate, name: `${name} saturates` }] : [];
}

/**
 * Utilization of each month's busiest hour, 95th percentile of the futures, in the plan's order of
 * components. What others run has no size of its own, hence no utilization.
 */
export function utilizationHeatMap(pictures: RunPictures, plan: Plan): HeatMapData {
  const rows = plan.components.flatMap(({ id, name, kind }) => {
    if (kind === 'external') return [];
    const found = pictures.components.find(({ component }) => component === id);
    return found ? [{ id, name, values: found.utilization.p95, low: found.utilization.p50 }] : [];
  });
  return {
    columns: pictures.months,
    rows,
    threshold: USUAL_LIMIT,
    measure: '95\u00a0% of futures stay below',
  };
}

/** The windows of one tier against the plan's confidence. */
export function tierMonthStrip(
  { windows }: Pick<TierVerdict, 'windows'>,
  confidence: number,
): MonthStripData {
  return { windows, confidence };
}

/** What the breaches of one tier are owed to. */
export function tierCauses({ reason }: Pick<TierVerdict, 'reason'>): CausesBarData {
  return { causes: reason.causes.map(({ cause, share }) => ({ id: cause, name: causeName(cause), share })) };
}

/** A journey's response time by month (median over the futures, 5 to 95 % as band), with the promise. */
export function responseTimeLines(
  pictures: RunPictures,
  journey: string,
  { percentile, targetMs, before }: { percentile: 50 | 95 | 99; targetMs?: number; before?: RunPictures },
): LineChartData {
  const bandOf = (from: RunPictures | undefined) => {
    const found = from?.journeys.find((candidate) => candidate.journey === journey);
    return found?.[`responseP${percentile}Ms`];
  };
  const now = bandOf(pictures);
  const then = bandOf(before);
  return {
    unit: 'ms',
    times: pictures.months.map(fromIsoText),
    series: [
      ...(then ? [{ name: 'before', role: 'ink-2' as const, values: then.p50, dashed: true }] : []),
      ...(now
        ? [
            {
              name: then ? `now, p${percentile}` : `p${percentile}`,
              role: 'accent' as const,
              values: now.p50,
              band: { low: now.p5, high: now.p95, name: '90\u00a0% of futures' },
            },
          ]
        : []),
    ],
    targets: targetMs === undefined ? [] : [{ value: targetMs, name: `≤\u00a0${targetMs}\u00a0ms` }],
  };
}

/** Share of fresh requests lost per month, mean over journeys' own shares, by cause. */
export function lossLines(pictures: RunPictures, journey: string): LineChartData {
  const losses = pictures.journeys.find((candidate) => candidate.journey === journey)?.losses;
  const roles = {
    rateLimited: 'category-6',
    shed: 'category-5',
    rejected: 'category-1',
    timedOut: 'category-3',
    failed: 'category-2',
  } as const;
  return {
    unit: 'share',
    times: pictures.months.map(fromIsoText),
    series: losses
      ? (Object.keys(roles) as (keyof typeof roles)[])
          .filter((kind) => losses.kinds[kind].mean.some((share) => share > 0))
          .map((kind) => ({ name: causeName(kind), role: roles[kind], values: losses.kinds[kind].mean }))
      : [],
  };
}

const emptyFan: Fan = { dates: [], p2_5: [], p10: [], p25: [], p50: [], p75: [], p90: [], p97_5: [] };
