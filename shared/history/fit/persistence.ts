import { clamp } from './robust.ts';

/**
 * What is left of daily levels after trend and seasons: a slow part that fades (AR(1)) plus what is
 * new every day, in innovations form: x ← φ(x + gain·v) is the slow part one day ahead.
 */
export interface Persistence {
  /** Correlation of the slow part with its own day before. */
  phi: number;
  /** Share of the slow part in the variance. */
  slowShare: number;
  gain: number;
  /** Standard deviation of a one-day-ahead error over that of a day. */
  innovation: number;
}

const LAGS = [1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 28];

/** Fits φ and the slow share to the autocorrelations of `residuals` (NaN = missing). */
export function fitPersistence(residuals: Float64Array): Persistence {
  const correlations = LAGS.filter((lag) => lag < residuals.length / 4).map((lag) => ({ lag, value: autocorrelation(residuals, lag) }));
  let best = { phi: 0.5, slowShare: 0, error: Infinity };
  for (const phi of [0.3, 0.5, 0.65, 0.75, 0.82, 0.88, 0.92, 0.95, 0.97, 0.98, 0.985]) {
    let cross = 0;
    let square = 0;
    for (const { lag, value } of correlations) {
      const weight = 1 / Math.sqrt(lag);
      cross += weight * value * phi ** lag;
      square += weight * phi ** (2 * lag);
    }
    const slowShare = square === 0 ? 0 : clamp(cross / square, 0, 0.98);
    const error = correlations.reduce((sum, { lag, value }) => sum + (value - slowShare * phi ** lag) ** 2 / Math.sqrt(lag), 0);
    if (error < best.error - 1e-9) best = { phi, slowShare, error };
  }
  return { phi: best.phi, slowShare: best.slowShare, ...steadyState(best.phi, best.slowShare) };
}

/** Correlation with `lag` places before, over the pairs that are both there. */
export function autocorrelation(values: ArrayLike<number>, lag: number): number {
  let sum = 0;
  let count = 0;
  for (let index = 0; index < values.length; index++) {
    if (!Number.isFinite(values[index]!)) continue;
    sum += values[index]!;
    count += 1;
  }
  const centre = sum / count;
  let cross = 0;
  let pairs = 0;
  let square = 0;
  for (let index = 0; index < values.length; index++) {
    const now = values[index]! - centre;
    if (!Number.isFinite(now)) continue;
    square += now * now;
    const before = index >= lag ? values[index - lag]! - centre : Number.NaN;
    if (!Number.isFinite(before)) continue;
    cross += now * before;
    pairs += 1;
  }
  return pairs === 0 || square === 0 ? 0 : cross / pairs / (square / count);
}

/**
 * One-day-ahead errors of `column` under the persistence, in units of a day's standard deviation,
 * scaled so that each has variance 1 × that of a day: the whitening of generalised least squares.
 * Writes over `column`; places where `missing` stay out. Returns the slow part one day after the end.
 */
export function whiten(column: Float64Array, missing: Uint8Array, persistence: Persistence): number {
  const { phi, slowShare } = persistence;
  const fresh = 1 - slowShare;
  let state = 0;
  let variance = slowShare;
  for (let index = 0; index < column.length; index++) {
    if (missing[index] === 0) {
      const total = variance + fresh;
      const error = column[index]! - state;
      const gain = variance / total;
      column[index] = error / Math.sqrt(total);
      state += gain * error;
      variance -= gain * variance;
    } else {
      column[index] = 0;
    }
    state *= phi;
    variance = phi * phi * variance + slowShare * (1 - phi * phi);
  }
  return state;
}

function steadyState(phi: number, slowShare: number): { gain: number; innovation: number } {
  let variance = slowShare;
  for (let round = 0; round < 500; round++) {
    const filtered = (variance * (1 - slowShare)) / (variance + 1 - slowShare);
    variance = phi * phi * filtered + slowShare * (1 - phi * phi);
  }
  const total = variance + 1 - slowShare;
  return { gain: variance / total, innovation: Math.sqrt(total) };
}
