import type { Fan } from '../history/demand-fit.ts';
import type { FanChartData } from './fan-chart-data.ts';
import { fromIsoText } from './civil-date.ts';

const WEEK_MS = 7 * 86_400_000;
const MONDAY = 4 * 86_400_000; // 1970-01-05

/**
 * A fan of days put on weeks, for pictures with less than a pixel or so per day, where the days of the
 * week would blur into one another. `highest` keeps peaks; `mean` keeps levels.
 */
export function toWeeks(data: FanChartData, per: 'highest' | 'mean'): FanChartData {
  const combine = per === 'highest' ? highest : mean;
  const { fan, history, before } = data;
  const weeks = groupByWeek(fan.dates);
  const put = (values: readonly number[]) =>
    weeks.map(({ indices }) => combine(indices.map((index) => values[index]!)));
  const quantiles = (['p2_5', 'p10', 'p25', 'p50', 'p75', 'p90', 'p97_5'] as const).map((name) => [
    name,
    put(fan[name]),
  ]);
  const past = history && groupByWeek(history.dates);
  return {
    ...data,
    fan: { dates: weeks.map(({ date }) => date), ...Object.fromEntries(quantiles) } as Fan,
    ...(history &&
      past && {
        history: {
          dates: past.map(({ date }) => date),
          values: past.map(({ indices }) =>
            combineSeen(
              indices.map((index) => history.values[index] ?? null),
              combine,
            ),
          ),
        },
      }),
    ...(before && {
      before: { ...before, dates: weeks.map(({ date }) => date), values: put(before.values) },
    }),
  };
}

interface Week {
  /** Its first day in the data. */
  date: string;
  indices: number[];
}

function groupByWeek(dates: readonly string[]): Week[] {
  const weeks = new Map<number, Week>();
  dates.forEach((date, index) => {
    const number = Math.floor((fromIsoText(date) - MONDAY) / WEEK_MS);
    const week = weeks.get(number) ?? { date, indices: [] };
    week.indices.push(index);
    weeks.set(number, week);
  });
  return [...weeks.values()];
}

function combineSeen(
  values: readonly (number | null)[],
  combine: (values: number[]) => number,
): number | null {
  const seen = values.filter((value): value is number => value !== null && Number.isFinite(value));
  return seen.length === 0 ? null : combine(seen);
}

const highest = (values: number[]): number => Math.max(...values);
const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
