import { baselines, naiveScale } from './baselines.ts';
import { firstDays, type DayGrid } from './day-grid.ts';
import { YEAR_FROM_DAYS } from './daily-design.ts';
import { clamp, mean, quantileSorted } from './robust.ts';
import { drawPaths, spreadOf } from './sample-paths.ts';
import { createSeededStream } from './seeded-stream.ts';
import {
  fitTwoLevel,
  forecastLevels,
  forecastSlots,
  type SlotForecast,
  type TwoLevelOptions,
} from './two-level.ts';

export interface BacktestRow {
  method: string;
  mase: number;
  coverage95: number | null;
  origins: number;
  horizonDays: number;
}

export interface Backtest {
  /** As far ahead as the history allows, best first. */
  rows: BacktestRow[];
  /** The same for the next season alone: a week, or four weeks of daily data. */
  nearRows: BacktestRow[];
  /** What interval widths have to be multiplied by, to cover as they say, so many days ahead. */
  spreadFactor(daysAhead: number): number;
}

export const TWO_LEVEL = 'two-level';

/**
 * Rolling origins: forecasts from what was known then, against what came. Errors are scaled by the
 * seasonal naive in each training part, so that 1 is "as good as repeating last week".
 */
export function backtest(
  grid: DayGrid,
  options: TwoLevelOptions,
  { seed, onProgress }: { seed: number; onProgress?: (share: number) => void },
): Backtest {
  const plan = chooseOrigins(grid);
  const trials = plan.origins.map(({ trainDays, days }, index) => {
    const trial = runTrial(grid, trainDays, days, options, seed + index);
    onProgress?.((index + 1) / plan.origins.length);
    return trial;
  });
  const far = summarise(
    trials.filter(({ days }) => days === plan.horizonDays),
    plan.horizonDays,
  );
  const near = summarise(trials, Math.min(plan.seasonDays, plan.horizonDays));
  return {
    rows: far.rows,
    nearRows: near.rows,
    spreadFactor(daysAhead) {
      const way =
        Math.log(Math.max(daysAhead, 1) / plan.seasonDays) /
        Math.log(Math.max(plan.horizonDays / plan.seasonDays, 1.01));
      return near.factor * (far.factor / near.factor) ** clamp(way, 0, 1);
    },
  };
}

/** Fit and forecast of all slots of the next `days`. */
export function forecastGrid(
  train: DayGrid,
  days: number,
  options: TwoLevelOptions,
  seed: number,
): SlotForecast {
  const seasons = { ...options.seasons, year: options.seasons.year && train.days >= YEAR_FROM_DAYS };
  const model = fitTwoLevel(train, { ...options, seasons });
  const medians = forecastLevels(model, days);
  const paths = drawPaths(model.daily, {
    start: train.firstDay + train.days,
    days,
    paths: 200,
    random: createSeededStream(seed),
  });
  return forecastSlots(model, medians, spreadOf(paths.levels, medians));
}

interface OriginPlan {
  horizonDays: number;
  seasonDays: number;
  origins: { trainDays: number; days: number }[];
}

/**
 * A year ahead where there are four, else as far as leaves enough to learn from, from three or four
 * origins; between them and the end some that look one season ahead.
 */
function chooseOrigins({ days, slotsPerDay }: DayGrid): OriginPlan {
  const horizonDays =
    days >= 1461
      ? 365
      : days >= 640
        ? 91
        : days >= 140
          ? 28
          : days >= 42
            ? 7
            : Math.max(1, Math.floor(days / 6));
  const seasonDays = Math.min(horizonDays, slotsPerDay === 1 ? 28 : 7);
  const step = horizonDays === 365 ? 182 : horizonDays;
  const enough = (trainDays: number): boolean => trainDays >= Math.max(3, Math.min(horizonDays, 365));
  const far = Array.from(
    { length: days >= 1461 + 365 ? 4 : 3 },
    (_none, back) => days - horizonDays - back * step,
  );
  const near = [0, 1, 2, 3].map((back) => days - seasonDays - Math.round((back * horizonDays) / 4));
  const origins = [
    ...far.map((trainDays) => ({ trainDays, days: horizonDays })),
    ...near
      .filter((trainDays) => !far.includes(trainDays))
      .map((trainDays) => ({ trainDays, days: seasonDays })),
  ];
  return {
    horizonDays,
    seasonDays,
    origins: origins.filter(({ trainDays }) => enough(trainDays)).sort((a, b) => a.trainDays - b.trainDays),
  };
}

interface Trial {
  days: number;
  slotsPerDay: number;
  scale: number;
  actual: Float64Array;
  forecasts: Map<string, Float64Array>;
  /** Where each value fell: 0 at the median, 1 at the end of the 95 % interval; NaN = missing. */
  places: Float64Array;
}

function runTrial(
  grid: DayGrid,
  trainDays: number,
  days: number,
  options: TwoLevelOptions,
  seed: number,
): Trial {
  const { slotsPerDay } = grid;
  const train = firstDays(grid, trainDays);
  const actual = grid.values.subarray(trainDays * slotsPerDay, (trainDays + days) * slotsPerDay);
  const fitted = forecastGrid(train, days, options, seed);
  const forecasts = new Map([[TWO_LEVEL, fitted.median]]);
  for (const { method, needs, forecast } of baselines)
    if (trainDays >= needs) forecasts.set(method, forecast(train, days));
  const scale = naiveScale(train, options.seasons.week && trainDays >= 21 ? 7 : 1);
  return { days, slotsPerDay, scale, actual, forecasts, places: placesOf(actual, fitted) };
}

function placesOf(actual: Float64Array, { median, low95, high95 }: SlotForecast): Float64Array {
  return actual.map((value, index) => {
    const away = value - median[index]!;
    const width = away >= 0 ? high95[index]! - median[index]! : median[index]! - low95[index]!;
    return Math.abs(away) / Math.max(width, 1e-12);
  });
}

/** Errors and coverage over the first `horizonDays` of the trials. */
function summarise(trials: Trial[], horizonDays: number): { rows: BacktestRow[]; factor: number } {
  const places = trials.flatMap((trial) =>
    Array.from(trial.places.subarray(0, horizonDays * trial.slotsPerDay).filter(Number.isFinite)),
  );
  const factor = chooseFactor(places, trials.length);
  const covered =
    places.length === 0 ? null : places.filter((place) => place <= factor).length / places.length;
  const methods = [TWO_LEVEL, ...baselines.map(({ method }) => method)];
  const rows = methods.flatMap((method): BacktestRow[] => {
    const errors = trials.map((trial) => scaledError(trial, method, horizonDays)).filter(Number.isFinite);
    if (errors.length === 0 || errors.length < trials.length) return [];
    return [
      {
        method,
        mase: mean(errors),
        coverage95: method === TWO_LEVEL ? covered : null,
        origins: errors.length,
        horizonDays,
      },
    ];
  });
  return { rows: rows.sort((a, b) => a.mase - b.mase), factor };
}

function scaledError(
  { actual, forecasts, scale, slotsPerDay }: Trial,
  method: string,
  horizonDays: number,
): number {
  const forecast = forecasts.get(method);
  if (!forecast) return Number.NaN;
  const size = horizonDays * slotsPerDay;
  return mean(actual.subarray(0, size).map((value, index) => Math.abs(value - forecast[index]!))) / scale;
}

/** With few origins the measured need is followed only in part, and widths never shrink much. */
function chooseFactor(places: number[], origins: number): number {
  if (places.length === 0) return 1;
  const needed = quantileSorted(Float64Array.from(places).sort(), 0.95);
  const trust = origins / (origins + 0.5);
  return clamp(Math.exp(trust * Math.log(needed)), 0.8, 2.5);
}
