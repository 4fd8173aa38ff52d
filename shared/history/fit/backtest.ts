import { baselines, naiveScale } from './baselines.ts';
import { firstDays, type DayGrid } from './day-grid.ts';
import { YEAR_FROM_DAYS } from './daily-design.ts';
import { clamp, quantileSorted } from './robust.ts';
import { drawPaths, spreadOf } from './sample-paths.ts';
import { createSeededStream } from './seeded-stream.ts';
import { fitTwoLevel, forecastLevels, forecastSlots, type SlotForecast, type TwoLevelOptions } from './two-level.ts';

export interface BacktestRow {
  method: string;
  mase: number;
  coverage95: number | null;
  origins: number;
}

export interface Backtest {
  rows: BacktestRow[];
  /** Days forecast from each origin. */
  horizonDays: number;
  /** What interval widths have to be multiplied by to cover as they say. */
  spreadFactor: number;
}

export const TWO_LEVEL = 'two-level';

/**
 * Rolling origins: forecasts from what was known then, against what came. Errors are scaled by the
 * seasonal naive in each training part, so that 1 is "as good as repeating last week".
 */
export function backtest(grid: DayGrid, options: TwoLevelOptions, { seed, onProgress }: { seed: number; onProgress?: (share: number) => void }): Backtest {
  const { horizonDays, origins } = chooseOrigins(grid.days);
  const periodDays = options.seasons.week && grid.days >= 28 ? 7 : 1;
  const errors = new Map<string, number[]>();
  const places: number[] = [];
  origins.forEach((trainDays, index) => {
    const train = firstDays(grid, trainDays);
    const actual = grid.values.subarray(trainDays * grid.slotsPerDay, (trainDays + horizonDays) * grid.slotsPerDay);
    const scale = naiveScale(train, periodDays);
    const note = (method: string, forecast: Float64Array): void => {
      const error = meanAbsoluteError(actual, forecast) / scale;
      if (Number.isFinite(error)) errors.set(method, [...(errors.get(method) ?? []), error]);
    };
    const fitted = forecastGrid(train, horizonDays, options, seed + index);
    note(TWO_LEVEL, fitted.median);
    places.push(...standardPlaces(actual, fitted));
    for (const { method, needs, forecast } of baselines) if (trainDays >= needs) note(method, forecast(train, horizonDays));
    onProgress?.((index + 1) / origins.length);
  });
  const spreadFactor = chooseSpreadFactor(places, origins.length);
  const rows = [...errors].filter(([, found]) => found.length === origins.length).map(([method, found]) => ({
    method,
    mase: found.reduce((sum, error) => sum + error, 0) / found.length,
    coverage95: method === TWO_LEVEL && places.length > 0 ? places.filter((place) => place <= spreadFactor).length / places.length : null,
    origins: found.length,
  }));
  return { rows: rows.sort((a, b) => a.mase - b.mase), horizonDays, spreadFactor };
}

/** Fit and forecast of all slots of the next `days`. */
export function forecastGrid(train: DayGrid, days: number, options: TwoLevelOptions, seed: number): SlotForecast {
  const seasons = { ...options.seasons, year: options.seasons.year && train.days >= YEAR_FROM_DAYS };
  const model = fitTwoLevel(train, { ...options, seasons });
  const medians = forecastLevels(model, days);
  const paths = drawPaths(model.daily, { start: train.firstDay + train.days, days, paths: 200, random: createSeededStream(seed) });
  return forecastSlots(model, medians, spreadOf(paths.levels, medians));
}

/** A year ahead where there are four, else as far as leaves enough to learn from; three or four origins. */
function chooseOrigins(days: number): { horizonDays: number; origins: number[] } {
  const horizonDays =
    days >= 1461 ? 365 : days >= 640 ? 91 : days >= 140 ? 28 : days >= 42 ? 7 : Math.max(1, Math.floor(days / 6));
  const step = horizonDays === 365 ? 182 : horizonDays;
  const count = days >= 1461 + 365 ? 4 : 3;
  const origins = Array.from({ length: count }, (_none, back) => days - horizonDays - back * step).filter((train) => train >= Math.max(3, horizonDays));
  return { horizonDays, origins: origins.reverse() };
}

function meanAbsoluteError(actual: Float64Array, forecast: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (let index = 0; index < actual.length; index++) {
    const error = Math.abs(actual[index]! - forecast[index]!);
    if (!Number.isFinite(error)) continue;
    sum += error;
    count += 1;
  }
  return sum / count;
}

/** Where each value fell: 0 at the median, 1 at the end of the 95 % interval. */
function standardPlaces(actual: Float64Array, { median, low95, high95 }: SlotForecast): number[] {
  const places: number[] = [];
  for (let index = 0; index < actual.length; index++) {
    const value = actual[index]!;
    if (!Number.isFinite(value)) continue;
    const away = value - median[index]!;
    const width = away >= 0 ? high95[index]! - median[index]! : median[index]! - low95[index]!;
    places.push(Math.abs(away) / Math.max(width, 1e-12));
  }
  return places;
}

/** With few origins the measured need is followed only in part, and widths never shrink much. */
function chooseSpreadFactor(places: number[], origins: number): number {
  if (places.length === 0) return 1;
  const needed = quantileSorted(Float64Array.from(places).sort(), 0.95);
  const trust = origins / (origins + 0.5);
  return clamp(Math.exp(trust * Math.log(needed)), 0.85, 2.5);
}
