import { factor, type Factored } from './cholesky.ts';
import { createDesign, priorScales, trendColumns, writeRow, type DailyDesign, type DesignOptions } from './daily-design.ts';
import { fitPersistence, whiten, type Persistence } from './persistence.ts';
import { clamp, huberWeight, median, robustScale } from './robust.ts';

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
  /** The slow part of the rest, one day after the end. */
  readonly state: number;
  /** Prior standard deviation of a change of slope, per year. */
  readonly slopeChange: number;
}

export interface DailyData {
  /** On the model's scale; NaN = missing. */
  levels: Float64Array;
  /** Share of the day that was observed. */
  coverage: Float64Array;
}

const SLOPE_CHANGES = [0.03, 0.12, 0.4];
const OUTLIER = 4;
const BEND = 1.5;

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
  const missing = Uint8Array.from(levels, (level, day) => (Number.isFinite(level) && data.coverage[day]! >= 0.5 ? 0 : 1));
  let persistence: Persistence = { phi: 0.5, slowShare: 0, gain: 0, innovation: 1 };
  let sigma = Math.max(robustScale(levels), 1e-9);
  let fit = solve({ design, rows, levels, missing, persistence, sigma, unit, slopeChange: SLOPE_CHANGES[1]! });
  const dropped = Uint8Array.from(missing);
  for (let round = 0; round < 3; round++) {
    sigma = Math.max(robustScale(masked(fit.residuals, missing)), 1e-9);
    for (let day = 0; day < levels.length; day++) {
      dropped[day] = missing[day] === 1 || Math.abs(fit.residuals[day]!) > OUTLIER * 1.5 * sigma ? 1 : 0;
    }
    persistence = fitPersistence(bend(masked(fit.residuals, missing), OUTLIER * sigma));
    fit = solve({ design, rows, levels, missing: dropped, persistence, sigma, unit, slopeChange: SLOPE_CHANGES[1]! });
  }
  for (const slopeChange of SLOPE_CHANGES) {
    const other = solve({ design, rows, levels, missing: dropped, persistence, sigma, unit, slopeChange });
    if (other.evidence > fit.evidence) fit = other;
  }
  return finish({ design, fit, levels, missing, dropped, persistence, sigma, centre });
}

/** Trend and seasons at a local day. */
export function expectedLevel(model: DailyModel, day: number, coefficients = model.coefficients): number {
  const row = new Float64Array(model.design.columns);
  writeRow(model.design, day, row);
  return row.reduce((sum, value, column) => sum + value * coefficients[column]!, 0);
}

/** Parts of a day's expected level: trend (with intercept), weekday, time of year. */
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
  return { trend: sum(0, weekFrom), week: sum(weekFrom, yearFrom), year: sum(yearFrom, design.columns) };
}

interface Problem {
  design: DailyDesign;
  rows: Float64Array;
  levels: Float64Array;
  missing: Uint8Array;
  persistence: Persistence;
  sigma: number;
  unit: number;
  slopeChange: number;
}

interface Solution {
  coefficients: Float64Array;
  factored: Factored;
  residuals: Float64Array;
  evidence: number;
  slopeChange: number;
}

function solve({ design, rows, levels, missing, persistence, sigma, unit, slopeChange }: Problem): Solution {
  const size = design.columns;
  const days = levels.length;
  const white = whitenAll(rows, levels, missing, persistence, size);
  const prior = priorScales(design, slopeChange, unit);
  const weights = new Float64Array(days).fill(1);
  let coefficients: Float64Array = new Float64Array(size);
  let factored!: Factored;
  let misfit = 0;
  for (let round = 0; round < 4; round++) {
    const normal = new Float64Array(size * size);
    const right = new Float64Array(size);
    for (let day = 0; day < days; day++) {
      if (missing[day] === 1) continue;
      accumulate(normal, right, white, day, weights[day]! / (sigma * sigma), size);
    }
    for (let column = 0; column < size; column++) normal[column * size + column]! += 1 / prior[column]! ** 2;
    factored = factor(normal, size);
    coefficients = factored.solve(right);
    misfit = 0;
    for (let day = 0; day < days; day++) {
      if (missing[day] === 1) continue;
      let error = white.levels[day]!;
      for (let column = 0; column < size; column++) error -= white.columns[column]![day]! * coefficients[column]!;
      misfit += weights[day]! * (error / sigma) ** 2;
      weights[day] = huberWeight(error / sigma, BEND);
    }
  }
  const penalty = coefficients.reduce((sum, value, column) => sum + (value / prior[column]!) ** 2, 0);
  const priorLog = prior.reduce((sum, scale) => sum + 2 * Math.log(scale), 0);
  const evidence = -0.5 * (factored.logDeterminant + priorLog + misfit + penalty);
  const residuals = levels.map((level, day) => {
    let expected = 0;
    for (let column = 0; column < size; column++) expected += rows[day * size + column]! * coefficients[column]!;
    return level - expected;
  });
  return { coefficients, factored, residuals, evidence, slopeChange };
}

interface White {
  columns: Float64Array[];
  levels: Float64Array;
}

function whitenAll(rows: Float64Array, levels: Float64Array, missing: Uint8Array, persistence: Persistence, size: number): White {
  const columns = Array.from({ length: size }, (_none, column) => {
    const values = Float64Array.from(levels, (_level, day) => rows[day * size + column]!);
    whiten(values, missing, persistence);
    return values;
  });
  const white = Float64Array.from(levels);
  whiten(white, missing, persistence);
  return { columns, levels: white };
}

function accumulate(normal: Float64Array, right: Float64Array, white: White, day: number, weight: number, size: number): void {
  for (let row = 0; row < size; row++) {
    const left = white.columns[row]![day]! * weight;
    if (left === 0) continue;
    right[row]! += left * white.levels[day]!;
    for (let column = 0; column <= row; column++) normal[row * size + column]! += left * white.columns[column]![day]!;
  }
}

function finish(parts: {
  design: DailyDesign; fit: Solution; levels: Float64Array; missing: Uint8Array; dropped: Uint8Array;
  persistence: Persistence; sigma: number; centre: number;
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
    design, coefficients, factored: fit.factored, persistence, sigma: spread, innovations, residuals, state,
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
