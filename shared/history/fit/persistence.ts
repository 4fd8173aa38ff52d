/**
 * What is left of daily levels after trend and seasons: a part that fades within days, one that
 * fades within weeks (both AR(1)), and what is new every day. Variances are shares of a day's.
 */
export interface Persistence {
  readonly phi: readonly [number, number];
  readonly share: readonly [number, number];
  /** How much of a one-day-ahead error each part takes over, after many days. */
  readonly gain: readonly [number, number];
  /** Standard deviation of a one-day-ahead error over that of a day. */
  readonly innovation: number;
}

export type PersistentState = [fast: number, slow: number];

export const NO_PERSISTENCE: Persistence = { phi: [0.5, 0.95], share: [0, 0], gain: [0, 0], innovation: 1 };

const LAGS = [1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 28, 35, 42];
const FAST = [0.3, 0.45, 0.6, 0.7, 0.8, 0.88];
const SLOW = [0.94, 0.97, 0.985];

/** Fits both parts to the autocorrelations of `residuals` (NaN = missing), by least squares. */
export function fitPersistence(residuals: Float64Array): Persistence {
  const points = LAGS.filter((lag) => lag < residuals.length / 4).map((lag) => ({
    lag,
    value: autocorrelation(residuals, lag),
    weight: 1 / Math.sqrt(lag),
  }));
  let best = { phi: NO_PERSISTENCE.phi, share: NO_PERSISTENCE.share, error: Infinity };
  for (const fast of FAST) {
    for (const slow of SLOW) {
      const share = sharesFor(points, fast, slow);
      const error = points.reduce(
        (sum, { lag, value, weight }) =>
          sum + weight * (value - share[0] * fast ** lag - share[1] * slow ** lag) ** 2,
        0,
      );
      if (error < best.error - 1e-9) best = { phi: [fast, slow], share, error };
    }
  }
  const { phi, share } = best;
  return { phi, share, ...steadyState(phi, share) };
}

/** Two non-negative shares, together at most 0.98. */
function sharesFor(
  points: { lag: number; value: number; weight: number }[],
  fast: number,
  slow: number,
): [number, number] {
  let ff = 1e-9,
    ss = 1e-9,
    fs = 0,
    fv = 0,
    sv = 0;
  for (const { lag, value, weight } of points) {
    const f = fast ** lag;
    const s = slow ** lag;
    ff += weight * f * f;
    ss += weight * s * s;
    fs += weight * f * s;
    fv += weight * f * value;
    sv += weight * s * value;
  }
  const determinant = ff * ss - fs * fs;
  let fastShare = (fv * ss - sv * fs) / determinant;
  let slowShare = (sv * ff - fv * fs) / determinant;
  if (slowShare < 0) [fastShare, slowShare] = [fv / ff, 0];
  else if (fastShare < 0) [fastShare, slowShare] = [0, sv / ss];
  [fastShare, slowShare] = [Math.max(0, fastShare), Math.max(0, slowShare)];
  const excess = Math.max(1, (fastShare + slowShare) / 0.98);
  return [fastShare / excess, slowShare / excess];
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
 * One-day-ahead errors of `column`, each divided so that it has the variance of a day: the whitening
 * of generalised least squares, by the Kalman filter. Writes over `column`; `missing` places become 0.
 * Returns both parts as expected one day after the end.
 */
export function whiten(column: Float64Array, missing: Uint8Array, persistence: Persistence): PersistentState {
  const filter = createFilter(persistence.phi, persistence.share);
  for (let index = 0; index < column.length; index++) {
    column[index] = missing[index] === 0 ? filter.observe(column[index]!) : 0;
    filter.advance();
  }
  return filter.state;
}

function steadyState(
  phi: Persistence['phi'],
  share: Persistence['share'],
): Pick<Persistence, 'gain' | 'innovation'> {
  const filter = createFilter(phi, share);
  for (let day = 0; day < 400; day++) {
    filter.observe(0);
    filter.advance();
  }
  filter.observe(0);
  return { gain: filter.gain, innovation: filter.innovation };
}

function createFilter([fast, slow]: Persistence['phi'], [fastShare, slowShare]: Persistence['share']) {
  const fresh = Math.max(1 - fastShare - slowShare, 0.02);
  let varianceFast = fastShare,
    varianceSlow = slowShare,
    covariance = 0;
  const filter = {
    state: [0, 0] as PersistentState,
    gain: [0, 0] as [number, number],
    innovation: 1,
    observe(value: number): number {
      const total = varianceFast + varianceSlow + 2 * covariance + fresh;
      const gainFast = (varianceFast + covariance) / total;
      const gainSlow = (varianceSlow + covariance) / total;
      const error = value - filter.state[0] - filter.state[1];
      filter.state[0] += gainFast * error;
      filter.state[1] += gainSlow * error;
      varianceFast -= gainFast * gainFast * total;
      varianceSlow -= gainSlow * gainSlow * total;
      covariance -= gainFast * gainSlow * total;
      filter.gain = [gainFast, gainSlow];
      filter.innovation = Math.sqrt(total);
      return error / filter.innovation;
    },
    advance(): void {
      filter.state[0] *= fast;
      filter.state[1] *= slow;
      varianceFast = fast * fast * varianceFast + fastShare * (1 - fast * fast);
      varianceSlow = slow * slow * varianceSlow + slowShare * (1 - slow * slow);
      covariance *= fast * slow;
    },
  };
  return filter;
}
