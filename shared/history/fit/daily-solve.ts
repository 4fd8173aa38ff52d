import { factorRidged, type Factored } from './cholesky.ts';
import { priorScales, type DailyDesign } from './daily-design.ts';
import { whiten, type Persistence } from './persistence.ts';
import { huberWeight } from './robust.ts';

/** Prior standard deviations of a change of slope, per year, among which the data choose. */
export const SLOPE_CHANGES = [0.03, 0.12, 0.4];
/** Where Huber weights begin to fall, in standard deviations of a one-day-ahead error. */
const BEND = 1.5;

/** Daily levels around their median, and what is assumed about their errors. */
export interface DailyProblem {
  design: DailyDesign;
  rows: Float64Array;
  levels: Float64Array;
  missing: Uint8Array;
  persistence: Persistence;
  sigma: number;
  unit: number;
}

export interface DailySolution {
  coefficients: Float64Array;
  factored: Factored;
  residuals: Float64Array;
  evidence: number;
  slopeChange: number;
}

/**
 * Generalised least squares under the priors: the best of the given freedoms of the slope by the
 * marginal likelihood. Huber weights are found with the middle one.
 */
export function solveDaily(problem: DailyProblem, slopeChanges: readonly number[]): DailySolution {
  const { design, rows, levels } = problem;
  const size = design.columns;
  const white = whitenAll(problem);
  const weights = new Float64Array(levels.length).fill(1);
  let normal = normalEquations(problem, white, weights);
  for (let round = 0; round < 2; round++) {
    const { coefficients } = penalise(normal, problem, SLOPE_CHANGES[1]!);
    for (let day = 0; day < levels.length; day++) {
      const error = white.levels[day]! - product(white.rows, day, coefficients);
      weights[day] = huberWeight(error / problem.sigma, BEND);
    }
    normal = normalEquations(problem, white, weights);
  }
  const best = slopeChanges
    .map((slopeChange) => penalise(normal, problem, slopeChange))
    .reduce((a, b) => (b.evidence > a.evidence ? b : a));
  const residuals = levels.map((level, day) => level - product(rows, day, best.coefficients));
  return { ...best, residuals };

  function product(matrix: Float64Array, day: number, coefficients: Float64Array): number {
    let sum = 0;
    for (let column = 0; column < size; column++) sum += matrix[day * size + column]! * coefficients[column]!;
    return sum;
  }
}

interface NormalEquations {
  matrix: Float64Array;
  right: Float64Array;
  square: number;
}

/** Coefficients under the priors, and the marginal likelihood up to what all priors share. */
function penalise(
  { matrix, right, square }: NormalEquations,
  { design, unit }: DailyProblem,
  slopeChange: number,
) {
  const size = design.columns;
  const prior = priorScales(design, slopeChange, unit);
  const penalised = Float64Array.from(matrix);
  for (let column = 0; column < size; column++) penalised[column * size + column]! += 1 / prior[column]! ** 2;
  const factored = factorRidged(penalised, size);
  const coefficients = factored.solve(right);
  const explained = coefficients.reduce((sum, value, column) => sum + value * right[column]!, 0);
  const priorLog = prior.reduce((sum, scale) => sum + 2 * Math.log(scale), 0);
  return {
    coefficients,
    factored,
    slopeChange,
    evidence: -0.5 * (factored.logDeterminant + priorLog + square - explained),
  };
}

interface White {
  rows: Float64Array;
  levels: Float64Array;
}

function whitenAll({ design, rows, levels, missing, persistence }: DailyProblem): White {
  const size = design.columns;
  const white = { rows: new Float64Array(rows.length), levels: Float64Array.from(levels) };
  const column = new Float64Array(levels.length);
  for (let index = 0; index < size; index++) {
    for (let day = 0; day < column.length; day++) column[day] = rows[day * size + index]!;
    whiten(column, missing, persistence);
    for (let day = 0; day < column.length; day++) white.rows[day * size + index] = column[day]!;
  }
  whiten(white.levels, missing, persistence);
  return white;
}

function normalEquations(
  { design, missing, sigma }: DailyProblem,
  white: White,
  weights: Float64Array,
): NormalEquations {
  const size = design.columns;
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size);
  let square = 0;
  for (let day = 0; day < missing.length; day++) {
    if (missing[day] === 1) continue;
    const at = day * size;
    const weight = weights[day]! / (sigma * sigma);
    const level = white.levels[day]!;
    square += weight * level * level;
    for (let row = 0; row < size; row++) {
      const left = white.rows[at + row]! * weight;
      if (left === 0) continue;
      right[row]! += left * level;
      const to = row * size;
      for (let column = 0; column <= row; column++) matrix[to + column]! += left * white.rows[at + column]!;
    }
  }
  return { matrix, right, square };
}
