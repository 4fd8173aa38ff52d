import type { Factored } from './cholesky.ts';
import {
  createDesign,
  trendColumns,
  writeRow,
  type DailyDesign,
  type DesignOptions,
} from './daily-design.ts';
import { SLOPE_CHANGES, solveDaily, type DailySolution } from './daily-solve.ts';
import {
  fitPersistence,
  NO_PERSISTENCE,
  whiten,
  type PersistentState,
  type Persistence,
} from './persistence.ts';
import { clamp, median, robustScale } from './robust.ts';

/** Daily levels explained: regression coefficients, their spread, and what persists of the rest. */
export interface DailyModel {
  readonly design: DailyDesign;
  readonly coefficients: Float64Array;
  /** Draws from the coefficients' uncertainty: add to `coefficients`. */
  readonly factored: Factored;
  readonly persistence: Persistence;
  /** Standard deviation of a day around trend and seasons. */
  readonly sigma: number;
  /** One-day-ahead errors in units of their own standard deviation, outliers bent in; NaN = missing. */
  readonly innovations: Float64Array;
  /** Around trend and seasons, outliers included; NaN = missing. */
  readonly residuals: Float64Array;
  /** What persists of the rest, one day after the end. */
  readonly state: Readonly<PersistentState>;
  /** Prior standard deviation of a change of slope, per year. */
  readonly slopeChange: number;
}

export interface DailyData {
  /** On the model's scale; NaN = missing. */
  levels: Float64Array;
  /** Share of the day that was observed. */
  coverage: Float64Array;
}

const OUTLIER = 4;
/**
 * Least standard deviation of a day, in units of the scale: 0.01 %. Nothing measured is steadier, and
 * below it a series without any noise would outweigh the priors beyond what floating point can hold.
 */
const LEAST_SIGMA = 1e-4;

/**
 * Penalised regression with priors on slopes and seasons, errors that persist, and Huber weights;
 * how freely slopes may change is chosen by the marginal likelihood.
 */
export function fitDailyModel(data: DailyData, options: DesignOptions & { unit?: number }): DailyModel {
  const design = createDesign(options);
  const rows = buildRows(design, options.firstDay, data.levels.length);
  const centre = median(data.levels);
  const levels = data.levels.map((level) => level - centre);
  const unit = options.unit ?? 1;
  const missing = Uint8Array.from(levels, (level, day) =>
    Number.isFinite(level) && data.coverage[day]! >= 0.5 ? 0 : 1,
  );
  let persistence = NO_PERSISTENCE;
  const sigmaOf = (values: Float64Array): number => Math.max(robustScale(values) || 0, LEAST_SIGMA * unit);
  let sigma = sigmaOf(levels);
  const firm = [SLOPE_CHANGES[1]!];
  let fit = solveDaily({ design, rows, levels, missing, persistence, sigma, unit }, firm);
  const dropped = Uint8Array.from(missing);
  for (let round = 0; round < 3; round++) {
    sigma = sigmaOf(masked(fit.residuals, missing));
    for (let day = 0; day < levels.length; day++) {
      dropped[day] = missing[day] === 1 || Math.abs(fit.residuals[day]!) > OUTLIER * 1.5 * sigma ? 1 : 0;
    }
    persistence = fitPersistence(bend(masked(fit.residuals, missing), OUTLIER * sigma));
    fit = solveDaily(
      { design, rows, levels, missing: dropped, persistence, sigma, unit },
      round < 2 ? firm : SLOPE_CHANGES,
    );
  }
  return finish({ design, fit, levels, missing, dropped, persistence, sigma, centre });
}

/** Trend and seasons at a local day. */
export function expectedLevel(model: DailyModel, day: number, coefficients = model.coefficients): number {
  const row = new Float64Array(model.design.columns);
  writeRow(model.design, day, row);
  return row.reduce((sum, value, column) => sum + value * coefficients[column]!, 0);
}

/** Parts of a day's expected level: trend (with intercept), weekday, time of year, special day. */
export function levelParts(model: DailyModel, day: number, coefficients = model.coefficients) {
  const { design } = model;
  const row = new Float64Array(design.columns);
  writeRow(design, day, row);
  const weekFrom = trendColumns(design);
  const yearFrom = weekFrom + (design.week ? 7 : 0);
  const sum = (from: number, to: number): number => {
    let total = 0;
    for (let column = from; column < to; column++) total += row[column]! * coefficients[column]!;
    return total;
  };
  const specialFrom = yearFrom + 2 * design.harmonics;
  return {
    trend: sum(0, weekFrom),
    week: sum(weekFrom, yearFrom),
    year: sum(yearFrom, specialFrom),
    special: sum(specialFrom, design.columns),
  };
}

function finish(parts: {
  design: DailyDesign;
  fit: DailySolution;
  levels: Float64Array;
  missing: Uint8Array;
  dropped: Uint8Array;
  persistence: Persistence;
  sigma: number;
  centre: number;
}): DailyModel {
  const { design, fit, missing, dropped, persistence, sigma, centre } = parts;
  const residuals = masked(fit.residuals, missing);
  const errors = bend(residuals, OUTLIER * sigma);
  const filtered = errors.map((error) => (Number.isFinite(error) ? error : 0));
  const state = whiten(filtered, dropped, persistence);
  const spread = Math.max(robustScale(masked(filtered, dropped)), 1e-12);
  const innovations = masked(filtered, missing).map((error) => clamp(error / spread, -OUTLIER, OUTLIER));
  const coefficients = Float64Array.from(fit.coefficients);
  coefficients[0]! += centre;
  return {
    design,
    coefficients,
    factored: fit.factored,
    persistence,
    sigma: spread,
    innovations,
    residuals,
    state,
    slopeChange: fit.slopeChange,
  };
}

function buildRows(design: DailyDesign, firstDay: number, days: number): Float64Array {
  const rows = new Float64Array(days * design.columns);
  for (let day = 0; day < days; day++) writeRow(design, firstDay + day, rows, day * design.columns);
  return rows;
}

const masked = (values: Float64Array, missing: Uint8Array): Float64Array =>
  values.map((value, day) => (missing[day] === 1 ? Number.NaN : value));

const bend = (values: Float64Array, limit: number): Float64Array =>
  values.map((value) => (Number.isFinite(value) ? clamp(value, -limit, limit) : value));
