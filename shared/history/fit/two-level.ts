import { fitDailyModel, expectedLevel, type DailyModel } from './daily-model.ts';
import type { DayGrid } from './day-grid.ts';
import { findLevelShifts } from './level-shifts.ts';
import { clamp, quantileSorted, robustScale, sortFinite } from './robust.ts';
import type { SeasonsFound } from './seasons-found.ts';
import { shapeDays, weekShapes, type DayShape, type ShapedDays, type ShapeOptions } from './slot-profile.ts';
import { courseOf, type SpecialDays } from './special-days.ts';
import { fromModelScale, toModelScale, type ValueScale } from './value-scale.ts';

/** Days explained by trend and seasons, slots within the day by the weekday's shape. */
export interface TwoLevelModel {
  readonly grid: DayGrid;
  readonly scale: ValueScale;
  readonly seasons: SeasonsFound;
  readonly shaped: ShapedDays;
  readonly daily: DailyModel;
  readonly shapeOptions: ShapeOptions;
  /** Per slot of the week: what a slot deviates from its expectation given its day's level, on the model's scale. */
  readonly slotSpread: SlotSpread;
}

/** Days after which the shape of the day is looked up anew. */
const SHAPE_EVERY = 14;
/** How far back deviations of slots are measured. */
const SPREAD_DAYS = 364;

export interface SlotSpread {
  low: Float64Array;
  middle: Float64Array;
  high: Float64Array;
}

export interface TwoLevelOptions {
  scale: ValueScale;
  seasons: SeasonsFound;
  special?: SpecialDays | undefined;
  /** Added before the logarithm of a slot. */
  offset: number;
}

export function fitTwoLevel(
  grid: DayGrid,
  { scale, seasons, offset, special }: TwoLevelOptions,
): TwoLevelModel {
  const shaped = shapeDays(grid, scale, seasons.week);
  const floor = scale === 'log' ? 0.5 * offset : 0;
  const levels = shaped.levels.map((level) => toModelScale(level, scale, floor));
  const unit = scale === 'log' ? 1 : Math.max(robustScale(levels), 1e-12);
  const daily = fitDailyModel(
    { levels, coverage: shaped.coverage },
    {
      firstDay: grid.firstDay,
      days: grid.days,
      week: seasons.week,
      year: seasons.year,
      special,
      shifts: findLevelShifts(levels, grid.firstDay, unit),
      unit,
    },
  );
  const shapeOptions: ShapeOptions = {
    scale,
    week: seasons.week,
    year: seasons.year && seasons.day,
    special,
  };
  const model = { grid, scale, seasons, shaped, daily, shapeOptions };
  return { ...model, slotSpread: measureSlots(model, offset) };
}

/** Shapes of the week for a day; flat where the data show no daily season. */
export function expectedShapes(model: Omit<TwoLevelModel, 'slotSpread'>, targetDay: number): DayShape[] {
  if (!model.seasons.day) {
    return Array.from({ length: 7 }, () =>
      new Float64Array(model.grid.slotsPerDay).fill(model.scale === 'log' ? 1 : 0),
    );
  }
  return weekShapes(model.shaped, model.shapeOptions, targetDay);
}

/** Median of daily levels for the days after the end, on the model's scale. */
export function forecastLevels(model: TwoLevelModel, days: number): Float64Array {
  const { daily, grid } = model;
  const end = grid.firstDay + grid.days;
  return Float64Array.from(
    { length: days },
    (_none, ahead) =>
      expectedLevel(daily, end + ahead) +
      daily.state[0] * daily.persistence.phi[0] ** ahead +
      daily.state[1] * daily.persistence.phi[1] ** ahead,
  );
}

export interface SlotForecast {
  median: Float64Array;
  low95: Float64Array;
  high95: Float64Array;
}

/**
 * Slots of the days after the end. `levelLow` and `levelHigh` are the 95 % ends of the daily levels
 * around their median, on the model's scale.
 */
export function forecastSlots(
  model: TwoLevelModel,
  medians: Float64Array,
  spreads: { low: Float64Array; high: Float64Array },
): SlotForecast {
  const { grid, scale, slotSpread } = model;
  const { slotsPerDay } = grid;
  const end = grid.firstDay + grid.days;
  const size = medians.length * slotsPerDay;
  const result = {
    median: new Float64Array(size),
    low95: new Float64Array(size),
    high95: new Float64Array(size),
  };
  let shapes: DayShape[] = [];
  for (let ahead = 0; ahead < medians.length; ahead++) {
    if (ahead % SHAPE_EVERY === 0)
      shapes = expectedShapes(model, end + ahead + Math.min(SHAPE_EVERY, medians.length) / 2);
    const weekday = courseOf(end + ahead, model.shapeOptions.special);
    for (let slot = 0; slot < slotsPerDay; slot++) {
      const shape = shapes[weekday]![slot]!;
      const at = weekday * slotsPerDay + slot;
      const middle = medians[ahead]! + slotSpread.middle[at]!;
      const below = -Math.hypot(spreads.low[ahead]!, slotSpread.low[at]! - slotSpread.middle[at]!);
      const above = Math.hypot(spreads.high[ahead]!, slotSpread.high[at]! - slotSpread.middle[at]!);
      const index = ahead * slotsPerDay + slot;
      result.median[index] = combine(middle, shape, scale);
      result.low95[index] = combine(middle + below, shape, scale);
      result.high95[index] = combine(middle + above, shape, scale);
    }
  }
  return result;
}

function combine(level: number, shape: number, scale: ValueScale): number {
  return scale === 'log' ? fromModelScale(level, scale) * shape : level + shape;
}

/** Deviations of the last year's slots by slot of the week, each from the shape of its own time, with their neighbours where few. */
function measureSlots(model: Omit<TwoLevelModel, 'slotSpread'>, offset: number): SlotSpread {
  const { grid, shaped, scale, seasons } = model;
  const { slotsPerDay } = grid;
  const size = 7 * slotsPerDay;
  const spread: SlotSpread = {
    low: new Float64Array(size),
    middle: new Float64Array(size),
    high: new Float64Array(size),
  };
  if (slotsPerDay === 1) return spread;
  const members: number[][] = Array.from({ length: size }, () => []);
  const from = Math.max(0, grid.days - SPREAD_DAYS);
  let shapes: DayShape[] = [];
  for (let day = from; day < grid.days; day++) {
    if ((day - from) % 28 === 0)
      shapes = expectedShapes(model, grid.firstDay + Math.min(day + 14, grid.days));
    if (!(shaped.coverage[day]! >= 0.5)) continue;
    const weekday = courseOf(grid.firstDay + day, model.shapeOptions.special);
    const level = shaped.levels[day]!;
    for (let slot = 0; slot < slotsPerDay; slot++) {
      const value = grid.values[day * slotsPerDay + slot]!;
      if (!Number.isFinite(value)) continue;
      const expected = combine(toModelScale(level, scale, 1e-3 * offset), shapes[weekday]![slot]!, scale);
      members[weekday * slotsPerDay + slot]!.push(
        scale === 'log' ? Math.log((value + 0.01 * offset) / (expected + 0.01 * offset)) : value - expected,
      );
    }
  }
  for (let at = 0; at < size; at++) {
    const pooled = seasons.week
      ? members[at]!
      : Array.from(
          { length: 7 },
          (_none, weekday) => members[weekday * slotsPerDay + (at % slotsPerDay)]!,
        ).flat();
    const reach = pooled.length >= 30 ? 0 : Math.max(1, Math.round(slotsPerDay / 48));
    const around =
      reach === 0
        ? pooled
        : Array.from(
            { length: 2 * reach + 1 },
            (_none, near) => members[(at + near - reach + size) % size]!,
          ).flat();
    const sorted = sortFinite(around);
    if (sorted.length < 3) continue;
    spread.low[at] = quantileSorted(sorted, 0.025);
    spread.middle[at] = clamp(
      quantileSorted(sortFinite(pooled), 0.5) || 0,
      spread.low[at]!,
      quantileSorted(sorted, 0.975),
    );
    spread.high[at] = quantileSorted(sorted, 0.975);
  }
  return spread;
}
