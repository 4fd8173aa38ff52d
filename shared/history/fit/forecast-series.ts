import { createLocalClock } from '../../calendar/local-time.ts';
import { DAY_MS } from '../../units/instant.ts';
import { backtest, forecastGrid } from './backtest.ts';
import { firstDays, toDayGrid, type DayGrid, type SampledSeries } from './day-grid.ts';
import { findSeasons } from './seasons-found.ts';
import { findSpecialDays } from './special-days.ts';
import type { TwoLevelOptions } from './two-level.ts';
import { chooseScale, looksLogarithmic, type ScaleChoice } from './value-scale.ts';

export interface SeriesForecast {
  /** In the order of the instants asked for; per second for counts. */
  median: Float64Array;
  low95: Float64Array;
  high95: Float64Array;
}

/** The series on local days, and the scale it is modelled on. */
export function readSeries(series: SampledSeries): { grid: DayGrid; choice: ScaleChoice } {
  const logarithms = looksLogarithmic(series.values);
  const grid = toDayGrid(logarithms && series.kind === 'count' ? { ...series, kind: 'gauge' } : series);
  return { grid, choice: chooseScale(grid, logarithms) };
}

/** What the model may use: seasons that the data show, holidays where two weeks of weekdays are known. */
export function fitOptions(
  series: SampledSeries,
  grid: DayGrid,
  { scale, offset }: ScaleChoice,
  lastDay: number,
): TwoLevelOptions {
  const seasons = findSeasons(grid, scale);
  const special = seasons.week ? findSpecialDays(series.timeZone, grid.firstDay, lastDay) : undefined;
  return { scale, offset, seasons, special };
}

/**
 * Values at later instants (epoch ms, ascending) with 95 % intervals: what holding back the end of a
 * history and forecasting it needs.
 */
export function forecastSeries(series: SampledSeries, at: Float64Array, seed = 1): SeriesForecast {
  const { grid: whole, choice } = readSeries(series);
  const clock = createLocalClock(series.timeZone, at[0]!, at[at.length - 1]!);
  const firstDay = Math.floor(clock.toWall(at[0]!) / DAY_MS);
  const lastDay = Math.floor(clock.toWall(at[at.length - 1]!) / DAY_MS);
  const grid = firstDays(whole, Math.min(whole.days, firstDay - whole.firstDay));
  const options = fitOptions(series, grid, choice, lastDay);
  const { spreadFactor } = backtest(grid, options, { seed });
  const start = grid.firstDay + grid.days;
  const slots = forecastGrid(grid, lastDay - start + 1, options, seed);
  const result = {
    median: new Float64Array(at.length),
    low95: new Float64Array(at.length),
    high95: new Float64Array(at.length),
  };
  at.forEach((instant, index) => {
    const slot = Math.floor(((clock.toWall(instant) - start * DAY_MS) / DAY_MS) * grid.slotsPerDay);
    const middle = slots.median[slot]!;
    const factor = spreadFactor(Math.floor(slot / grid.slotsPerDay) + 1);
    result.median[index] = middle;
    result.low95[index] = middle + factor * (slots.low95[slot]! - middle);
    result.high95[index] = middle + factor * (slots.high95[slot]! - middle);
  });
  return result;
}
