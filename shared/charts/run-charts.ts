import type { Plan } from '../domain/plan.ts';
import type { RunPictures } from '../engine/run-pictures.ts';
import type { Fan } from '../history/demand-fit.ts';
import type { TierVerdict } from '../verdicts/verdict-document.ts';
import { type CausesBarData, causeName } from './causes-bar.ts';
import type { FanChartData } from './fan-chart-data.ts';
import type { MonthStripData } from './month-strip.ts';

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

const emptyFan: Fan = { dates: [], p2_5: [], p10: [], p25: [], p50: [], p75: [], p90: [], p97_5: [] };
