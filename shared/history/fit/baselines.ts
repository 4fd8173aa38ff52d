import type { DayGrid } from './day-grid.ts';
import { mean } from './robust.ts';

/** What needs no model: the bar every fit has to clear. */
export interface Baseline {
  method: string;
  /** Days of history it needs. */
  needs: number;
  forecast(train: DayGrid, days: number): Float64Array;
}

const repeatLast =
  (period: number, periods: number) =>
  (train: DayGrid, days: number): Float64Array => {
    const { slotsPerDay, values } = train;
    const length = period * slotsPerDay;
    const size = days * slotsPerDay;
    return Float64Array.from({ length: size }, (_none, index) => {
      const place = values.length - length + (index % length);
      const earlier = Array.from(
        { length: periods },
        (_period, back) => values[place - back * length] ?? Number.NaN,
      );
      return periods === 1 ? lastFinite(values, place, length) : mean(earlier);
    });
  };

export const baselines: readonly Baseline[] = [
  { method: 'seasonal naive (week)', needs: 14, forecast: repeatLast(7, 1) },
  { method: 'mean of the last 4 weeks', needs: 35, forecast: repeatLast(7, 4) },
  { method: 'seasonal naive (year)', needs: 400, forecast: repeatLast(364, 1) },
  { method: 'seasonal naive (day)', needs: 3, forecast: repeatLast(1, 1) },
  { method: 'mean of the last 4 days', needs: 5, forecast: repeatLast(1, 4) },
  {
    method: 'mean',
    needs: 2,
    forecast: (train, days) => new Float64Array(days * train.slotsPerDay).fill(mean(train.values)),
  },
];

/** Mean absolute difference to one period before: what absolute errors are measured in. */
export function naiveScale(train: DayGrid, periodDays: number): number {
  const lag = periodDays * train.slotsPerDay;
  return mean(
    train.values.map((value, index) =>
      index < lag ? Number.NaN : Math.abs(value - train.values[index - lag]!),
    ),
  );
}

function lastFinite(values: Float64Array, place: number, period: number): number {
  for (let at = place; at >= 0; at -= period) if (Number.isFinite(values[at]!)) return values[at]!;
  return Number.NaN;
}
