import { expectedLevel } from './daily-model.ts';
import { clamp, robustScale } from './robust.ts';
import type { DayShape } from './slot-profile.ts';
import { courseOf } from './special-days.ts';
import { expectedShapes, type TwoLevelModel } from './two-level.ts';

/** What moves from hour to hour around trend and seasons, as a lognormal AR(1). */
export interface HourlyNoise {
  /** Standard deviation of the logarithm of the rate. */
  sigma: number;
  /** Correlation with one hour before. */
  autocorrelation: number;
}

/**
 * Logarithmic residuals of the last year; quiet hours count less, single peaks are bent in. For
 * counts the part that chance alone explains (1 / expected count, Poisson) is taken out: the engine
 * adds it again as single arrivals.
 */
export function measureNoise(model: TwoLevelModel, isCount: boolean): HourlyNoise {
  const { residuals, weights, chance } = collectResiduals(model, isCount);
  const limit = 4 * robustScale(residuals.filter((_value, index) => weights[index]! > 0.3)) || 1;
  const hours = 24 / model.grid.slotsPerDay;
  let total = 0;
  let square = 0;
  let random = 0;
  let cross = 0;
  let pairWeight = 0;
  const lag = Math.max(1, Math.round(1 / hours));
  for (let index = 0; index < residuals.length; index++) {
    if (!Number.isFinite(residuals[index]!)) continue;
    const value = clamp(residuals[index]!, -limit, limit);
    total += weights[index]!;
    square += weights[index]! * value * value;
    random += weights[index]! * chance[index]!;
    const before = index >= lag ? residuals[index - lag]! : Number.NaN;
    if (!Number.isFinite(before)) continue;
    const weight = Math.sqrt(weights[index]! * weights[index - lag]!);
    pairWeight += weight;
    cross += weight * value * clamp(before, -limit, limit);
  }
  if (total === 0) return { sigma: 0, autocorrelation: 0.8 };
  const variance = Math.max(1e-6, square / total - random / total);
  const correlation = pairWeight === 0 ? 0.5 : clamp(cross / pairWeight / variance, 0, 0.9999);
  return {
    sigma: clamp(Math.sqrt(variance), 0, 3),
    autocorrelation: clamp(correlation ** (1 / Math.max(1, hours)), 0, 0.9999),
  };
}

function collectResiduals(model: TwoLevelModel, isCount: boolean) {
  const { grid, scale } = model;
  const { slotsPerDay, values, firstDay } = grid;
  const from = Math.max(0, grid.days - 365);
  const size = (grid.days - from) * slotsPerDay;
  const residuals = new Float64Array(size).fill(Number.NaN);
  const weights = new Float64Array(size);
  const chance = new Float64Array(size);
  const slotSeconds = 86_400 / slotsPerDay;
  let shapes: DayShape[] = [];
  for (let day = from; day < grid.days; day++) {
    if ((day - from) % 28 === 0) shapes = expectedShapes(model, firstDay + Math.min(day + 14, grid.days));
    const level = expectedLevel(model.daily, firstDay + day);
    for (let slot = 0; slot < slotsPerDay; slot++) {
      const index = (day - from) * slotsPerDay + slot;
      const shape = shapes[courseOf(firstDay + day, model.shapeOptions.special)]![slot]!;
      const value = values[day * slotsPerDay + slot]!;
      const expected = scale === 'log' ? Math.exp(level) * shape : level + shape;
      const residual = scale === 'alreadyLog' ? value - expected : Math.log(value / expected);
      if (!Number.isFinite(residual)) continue;
      residuals[index] = residual;
      weights[index] = scale === 'log' ? shape : 1;
      chance[index] = isCount && scale === 'log' ? 1 / Math.max(1, expected * slotSeconds) : 0;
    }
  }
  return { residuals, weights, chance };
}
