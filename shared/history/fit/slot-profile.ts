import { weekdayOf, type DayGrid } from './day-grid.ts';
import { YEAR_DAYS } from './daily-design.ts';
import { clamp, mean, median, robustScale } from './robust.ts';
import type { ValueScale } from './value-scale.ts';

/** How a day spreads over its slots: factors with mean 1, or differences with mean 0 where effects add. */
export type DayShape = Float64Array;

export interface ShapeOptions {
  scale: ValueScale;
  /** Weekdays have shapes of their own. */
  week: boolean;
  /** Prefer days of the same time of year. */
  year: boolean;
  /** Days after which a day counts half. */
  halfLifeDays?: number;
  /** Local day numbers treated as a Sunday. */
  holidays?: ReadonlySet<number>;
}

/** Daily levels and each day's slots relative to them. */
export interface ShapedDays {
  grid: DayGrid;
  scale: ValueScale;
  /** Mean over the day, missing slots filled by the shape of its weekday; NaN where too little was seen. */
  levels: Float64Array;
  /** Share of the day's usual total that was observed. */
  coverage: Float64Array;
  /** Slot over level (or minus level); NaN = missing. */
  relative: Float64Array;
}

/** Levels and relative slots of all days; two passes, since each needs the other where slots are missing. */
export function shapeDays(grid: DayGrid, scale: ValueScale, week: boolean): ShapedDays {
  const { days, slotsPerDay, values } = grid;
  const shaped: ShapedDays = {
    grid, scale, levels: new Float64Array(days), coverage: new Float64Array(days), relative: new Float64Array(values.length),
  };
  let shapes: DayShape[] = Array.from({ length: 7 }, () => new Float64Array(slotsPerDay).fill(scale === 'log' ? 1 : 0));
  for (let pass = 0; pass < 2; pass++) {
    for (let day = 0; day < days; day++) levelOfDay(shaped, day, shapes[weekdayOf(grid.firstDay + day)]!);
    if (slotsPerDay === 1) break;
    shapes = weekShapes(shaped, { scale, week, year: false, halfLifeDays: 1e9 }, grid.firstDay + days);
  }
  return shaped;
}

/** Shapes of Monday to Sunday as they are expected on the given local day. */
export function weekShapes(shaped: ShapedDays, options: ShapeOptions, targetDay: number): DayShape[] {
  const { grid } = shaped;
  const weights = dayWeights(shaped, options, targetDay);
  const everyDay = averageShape(shaped, weights, () => true);
  if (!options.week) return Array.from({ length: 7 }, () => everyDay);
  const isRest = (weekday: number): boolean => weekday >= 5;
  const dayType = (day: number): number => (options.holidays?.has(grid.firstDay + day) ? 6 : weekdayOf(grid.firstDay + day));
  const groups = [false, true].map((rest) => averageShape(shaped, weights, (day) => isRest(dayType(day)) === rest));
  return Array.from({ length: 7 }, (_none, weekday) => {
    const own = averageShape(shaped, weights, (day) => dayType(day) === weekday);
    const days = weights.reduce((sum, weight, day) => sum + (dayType(day) === weekday ? weight : 0), 0);
    const trust = days / (days + 1);
    const group = groups[isRest(weekday) ? 1 : 0]!;
    return own.map((value, slot) => (Number.isFinite(value) ? trust * value + (1 - trust) * fallback(group[slot]!, everyDay[slot]!) : fallback(group[slot]!, everyDay[slot]!)));
  });
}

/** Day and weekday together: `7 × slotsPerDay` expected values relative to the week's mean are left to the caller. */
function averageShape(shaped: ShapedDays, weights: Float64Array, belongs: (day: number) => boolean): DayShape {
  const { slotsPerDay } = shaped.grid;
  const members: number[] = [];
  for (let day = 0; day < weights.length; day++) if (weights[day]! > 1e-4 && belongs(day)) members.push(day);
  const neutral = shaped.scale === 'log' ? 1 : 0;
  const shape = new Float64Array(slotsPerDay).fill(members.length === 0 ? Number.NaN : neutral);
  if (members.length === 0) return shape;
  for (let slot = 0; slot < slotsPerDay; slot++) {
    shape[slot] = bentMean(members.map((day) => shaped.relative[day * slotsPerDay + slot]!), members.map((day) => weights[day]!));
  }
  const average = mean(shape);
  return shape.map((value) => (shaped.scale === 'log' ? fallback(value, 0) / average : fallback(value, average) - average));
}

/** Weighted mean with values beyond three robust deviations bent in. */
function bentMean(values: number[], weights: number[]): number {
  const centre = median(values);
  const spread = 3 * robustScale(values) || Infinity;
  let sum = 0;
  let total = 0;
  for (let index = 0; index < values.length; index++) {
    if (!Number.isFinite(values[index]!)) continue;
    sum += weights[index]! * clamp(values[index]!, centre - spread, centre + spread);
    total += weights[index]!;
  }
  return total === 0 ? Number.NaN : sum / total;
}

/** Forgetting, and a window of the year around the target's own date. */
function dayWeights(shaped: ShapedDays, { year, halfLifeDays = 84 }: ShapeOptions, targetDay: number): Float64Array {
  const { grid, coverage } = shaped;
  return Float64Array.from(coverage, (share, index) => {
    if (!(share >= 0.5)) return 0;
    const age = Math.max(0, targetDay - grid.firstDay - index);
    const forgetting = 0.5 ** (Math.max(0, Math.min(age, grid.firstDay + grid.days - grid.firstDay - index)) / halfLifeDays);
    if (!year) return forgetting;
    const apart = Math.abs(((age + YEAR_DAYS / 2) % YEAR_DAYS) - YEAR_DAYS / 2);
    const sameSeason = Math.exp(-0.5 * (apart / 25) ** 2);
    return forgetting * 0.1 + sameSeason * 0.5 ** (age / (2 * YEAR_DAYS));
  });
}

function levelOfDay(shaped: ShapedDays, day: number, shape: DayShape): void {
  const { slotsPerDay, values } = shaped.grid;
  const from = day * slotsPerDay;
  let sum = 0;
  let expected = 0;
  let seen = 0;
  for (let slot = 0; slot < slotsPerDay; slot++) {
    const value = values[from + slot]!;
    if (!Number.isFinite(value)) continue;
    sum += value;
    expected += shape[slot]!;
    seen += 1;
  }
  const multiplies = shaped.scale === 'log';
  shaped.coverage[day] = multiplies ? expected / slotsPerDay : seen / slotsPerDay;
  const level = seen === 0 || (multiplies && expected <= 0) ? Number.NaN : multiplies ? sum / expected : (sum - expected) / seen;
  shaped.levels[day] = level;
  for (let slot = 0; slot < slotsPerDay; slot++) {
    const value = values[from + slot]!;
    shaped.relative[from + slot] = multiplies ? (level > 0 ? value / level : Number.NaN) : value - level;
  }
}

const fallback = (value: number, other: number): number => (Number.isFinite(value) ? value : other);
