import type { Growth, Noise, Season } from '../../domain/demand.ts';
import type { Quantity } from '../../units/quantity.ts';
import { levelParts } from './daily-model.ts';
import { dayNumber, weekdayOf } from './day-grid.ts';
import { measureNoise } from './hourly-noise.ts';
import { clamp, mean, quantileSorted } from './robust.ts';
import type { DailyPaths } from './sample-paths.ts';
import { expectedShapes, type TwoLevelModel } from './two-level.ts';

/** The fit in the words of a plan's demand. */
export interface PlanDemand {
  level: Quantity;
  growth: Growth;
  season: Season;
  noise: Noise;
  trend: { perYear: number; low: number; high: number };
}

export interface PlanDemandOptions {
  /** `2027-01-01` */
  horizonStart: string;
  /** What interval widths are multiplied by. */
  spreadFactor: number;
  isCount: boolean;
  stepSeconds: number;
}

/** Per year; beyond them a history says nothing that a plan should be built on. */
const GROWTH_LIMITS = { low: -0.7, high: 2.5 };
/** Backtests of a few weeks say little about trends: they may widen those only so far. */
const WIDEST = 1.5;

/** Level at the start of the horizon, growth from there, seasons with mean 1, and the noise. */
export function toPlanDemand(
  model: TwoLevelModel,
  paths: DailyPaths,
  options: PlanDemandOptions,
): PlanDemand {
  const yearFactors = monthFactors(model);
  const weekFactors = hourFactors(model);
  const end = model.grid.firstDay + model.grid.days;
  const start = Math.max(dayNumber(options.horizonStart), model.grid.firstDay);
  const toRate = rateOf(model, options);
  const widening = Math.min(options.spreadFactor, WIDEST);
  const centre = toRate(levelParts(model.daily, start).trend);
  const drawn = widen(
    Float64Array.from(paths.trends, (_trend, path) => toRate(paths.trendAt(path, start))),
    centre,
    widening,
  );
  const correction = yearFactors.mean * weekFactors.mean * dailySmearing(model);
  const trend = yearlyChange(model, paths, end, widening);
  return {
    level: rangeOf(drawn, centre, correction),
    growth: {
      kind: 'compound',
      perYear: { low: round(trend.low90), high: round(Math.max(trend.high90, trend.low90 + 0.001)) },
    },
    season: {
      ...(weekFactors.factors && { hourOfWeek: weekFactors.factors }),
      ...(yearFactors.factors && { monthOfYear: yearFactors.factors }),
    },
    noise: { ...roundNoise(measureNoise(model, options.isCount)), commonShare: 0.5 },
    trend: { perYear: round(trend.perYear), low: round(trend.low), high: round(trend.high) },
  };
}

/** From the model's scale to a rate (per second for counts); logarithms of counts are counts per step. */
function rateOf(
  model: TwoLevelModel,
  { isCount, stepSeconds }: PlanDemandOptions,
): (level: number) => number {
  const { scale } = model;
  const least = leastLevel(model);
  if (scale === 'log') return Math.exp;
  if (scale === 'alreadyLog') return (level) => Math.exp(level) / (isCount ? stepSeconds : 1);
  return (level) => Math.max(level, least);
}

/** Where effects add, a level around zero would make every effect an endless factor: a twentieth of the usual size is the least. */
function leastLevel({ scale, grid }: TwoLevelModel): number {
  return scale === 'additive' ? 0.05 * mean(grid.values.map(Math.abs)) : 0;
}

/** Mean of e^residual over days: from the median of a lognormal day to its mean. */
function dailySmearing({ daily, scale }: TwoLevelModel): number {
  if (scale === 'additive') return 1;
  const limit = 4 * daily.sigma;
  return mean(daily.residuals.map((residual) => Math.exp(clamp(residual, -limit, limit))));
}

function yearlyChange(model: TwoLevelModel, paths: DailyPaths, end: number, spreadFactor: number) {
  const days = paths.trends[0]!.length - 1;
  const least = leastLevel(model);
  const perYear = (first: number, last: number): number => {
    if (model.scale === 'additive')
      return (((last - first) / Math.max(Math.abs(first), least)) * 365.25) / days;
    return Math.exp(((last - first) * 365.25) / days) - 1;
  };
  const trendOf = (day: number): number => levelParts(model.daily, day).trend;
  const centre = perYear(trendOf(end), trendOf(end + days));
  const drawn = widen(
    Float64Array.from(paths.trends, (trend) => perYear(trend[0]!, trend[days]!)),
    centre,
    spreadFactor,
  );
  const at = (share: number): number =>
    clamp(quantileSorted(drawn, share), GROWTH_LIMITS.low, GROWTH_LIMITS.high);
  return {
    perYear: clamp(centre, GROWTH_LIMITS.low, GROWTH_LIMITS.high),
    low: at(0.025),
    high: at(0.975),
    low90: at(0.05),
    high90: at(0.95),
  };
}

/** Month factors with mean 1; the mean they had goes into the level. */
function monthFactors(model: TwoLevelModel): { factors?: number[]; mean: number } {
  const { daily, scale, seasons, grid } = model;
  if (!seasons.year) return { mean: 1 };
  const year = new Date((grid.firstDay + grid.days - 1) * 86_400_000).getUTCFullYear();
  const level = Math.max(Math.abs(levelParts(daily, grid.firstDay + grid.days).trend), leastLevel(model));
  const factors = Array.from({ length: 12 }, (_none, month) => {
    const first = Math.round(Date.UTC(year, month, 1) / 86_400_000);
    const last = Math.round(Date.UTC(year, month + 1, 1) / 86_400_000);
    return mean(
      Float64Array.from({ length: last - first }, (_day, day) =>
        asFactor(levelParts(daily, first + day).year, level, scale),
      ),
    );
  });
  return normalise(factors);
}

/** 168 hour-of-week factors with mean 1 in local time, Monday 00:00 first. */
function hourFactors(model: TwoLevelModel): { factors?: number[]; mean: number } {
  const { daily, grid, scale, seasons } = model;
  if (!seasons.day && !seasons.week) return { mean: 1 };
  const { slotsPerDay } = grid;
  const end = grid.firstDay + grid.days;
  const shapes = expectedShapes(
    { ...model, shapeOptions: { ...model.shapeOptions, year: false, halfLifeDays: 182 } },
    end,
  );
  const level = Math.max(Math.abs(levelParts(daily, end).trend), leastLevel(model));
  const monday = end - weekdayOf(end);
  const factors = Array.from({ length: 168 }, (_none, hour) => {
    const weekday = Math.floor(hour / 24);
    const ofDay = asFactor(levelParts(daily, monday + weekday).week, level, scale);
    const from = Math.floor(((hour % 24) / 24) * slotsPerDay);
    const to = Math.max(from + 1, Math.floor((((hour % 24) + 1) / 24) * slotsPerDay));
    return (
      ofDay *
      mean(
        shapes[weekday]!.subarray(from, to).map((shape) =>
          scale === 'log' ? shape : asFactor(shape, level, scale),
        ),
      )
    );
  });
  return normalise(factors);
}

/** `level` above zero. */
function asFactor(effect: number, level: number, scale: TwoLevelModel['scale']): number {
  return scale === 'additive' ? Math.max(0, 1 + effect / level) : Math.exp(effect);
}

function normalise(factors: number[]): { factors: number[]; mean: number } {
  const average = mean(factors);
  return { factors: factors.map((factor) => Number((factor / average).toFixed(4))), mean: average };
}

/** Deviations of the drawn values from the centre, multiplied; ascending. */
const widen = (drawn: Float64Array, centre: number, factor: number): Float64Array =>
  drawn.map((value) => centre + (value - centre) * factor).sort();

/** 5 % to 95 %, at least ±1 % wide. */
function rangeOf(drawn: Float64Array, centre: number, correction: number): Quantity {
  const low = Math.min(quantileSorted(drawn, 0.05), centre * 0.99) * correction;
  const high = Math.max(quantileSorted(drawn, 0.95), centre * 1.01) * correction;
  return { low: significant(Math.max(low, 0.05 * centre * correction)), high: significant(high) };
}

const round = (value: number): number => Number(value.toFixed(4));
const significant = (value: number): number => Number(value.toPrecision(5));
const roundNoise = ({ sigma, autocorrelation }: { sigma: number; autocorrelation: number }) => ({
  sigma: round(sigma),
  autocorrelation: round(autocorrelation),
});
