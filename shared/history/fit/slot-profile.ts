import { weekdayOf, type DayGrid } from './day-grid.ts';
import { YEAR_DAYS } from './daily-design.ts';
import { clamp, mean, quantileSorted, scaleSorted, sortFinite } from './robust.ts';
import { courseOf, type SpecialDays } from './special-days.ts';
import type { ValueScale } from './value-scale.ts';

/** How a day spreads over its slots: factors with mean 1, or differences with mean 0 where effects add. */
export type DayShape = Float64Array;

export interface ShapeOptions {
  scale: ValueScale;
  /** Weekdays have shapes of their own. */
  week: boolean;
  special?: SpecialDays | undefined;
  /** Prefer days of the same time of year. */
  year: boolean;
  /** Days after which a day counts half. */
  halfLifeDays?: number;
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

/** Share of the largest weight from which a day decides what counts as usual. */
const TELLING = 0.25;

/** Levels and relative slots of all days; two passes, since each needs the other where slots are missing. */
export function shapeDays(grid: DayGrid, scale: ValueScale, week: boolean): ShapedDays {
  const { days, slotsPerDay, values } = grid;
  const shaped: ShapedDays = {
    grid,
    scale,
    levels: new Float64Array(days),
    coverage: new Float64Array(days),
    relative: new Float64Array(values.length),
  };
  let shapes: DayShape[] = Array.from({ length: 7 }, () =>
    new Float64Array(slotsPerDay).fill(scale === 'log' ? 1 : 0),
  );
  for (let pass = 0; pass < 2; pass++) {
    for (let day = 0; day < days; day++) levelOfDay(shaped, day, shapes[weekdayOf(grid.firstDay + day)]!);
    if (slotsPerDay === 1) break;
    shapes = weekShapes(shaped, { scale, week, year: false, halfLifeDays: 1e9 }, grid.firstDay + days);
  }
  return shaped;
}

/** Shapes of Monday to Sunday as they are expected on the given local day. */
export function weekShapes(shaped: ShapedDays, options: ShapeOptions, targetDay: number): DayShape[] {
  const weights = dayWeights(shaped, options, targetDay);
  const members = chooseMembers(weights, (day) =>
    options.week ? courseOf(shaped.grid.firstDay + day, options.special) : 0,
  );
  const own = members.map((days) => averageShape(shaped, weights, days));
  const trust = members.map((days) => days.reduce((sum, day) => sum + weights[day]!, 0));
  if (!options.week) return Array.from({ length: 7 }, () => own[0]!);
  return own.map((shape, weekday) => {
    const rest = weekday >= 5;
    const alike = blend(
      shaped,
      own,
      trust.map((weight, other) => (other >= 5 === rest ? weight : 0.01 * weight)),
    );
    return blend(shaped, [shape, alike], [trust[weekday]!, 1]);
  });
}

/** Days that count, by class; at most 100 each, the weightiest. */
function chooseMembers(weights: Float64Array, classOf: (day: number) => number): number[][] {
  const members: number[][] = Array.from({ length: 7 }, () => []);
  for (let day = 0; day < weights.length; day++) if (weights[day]! > 1e-3) members[classOf(day)]!.push(day);
  return members.map((days) =>
    days.length <= 100 ? days : days.sort((a, b) => weights[b]! - weights[a]!).slice(0, 100),
  );
}

/** Days in order of their weight, so that the telling ones come first. */
function averageShape(shaped: ShapedDays, weights: Float64Array, days: number[]): DayShape {
  const { slotsPerDay } = shaped.grid;
  const ordered = [...days].sort((x, y) => weights[y]! - weights[x]!);
  const own = Float64Array.from(ordered, (day) => weights[day]!);
  const heavy = own.filter((weight) => weight >= TELLING * own[0]!).length;
  const telling = heavy >= 8 ? heavy : own.length;
  const values = new Float64Array(own.length);
  const shape = Float64Array.from({ length: slotsPerDay }, (_none, slot) => {
    for (let index = 0; index < values.length; index++)
      values[index] = shaped.relative[ordered[index]! * slotsPerDay + slot]!;
    return bentMean(values, own, telling);
  });
  return centred(slotsPerDay > 48 ? smoothed(shape, Math.round(slotsPerDay / 96)) : shape, shaped.scale);
}

/** Mean with `reach` neighbours on both sides, around midnight too: fine slots have too few days to stand alone. */
function smoothed(shape: DayShape, reach: number): DayShape {
  return shape.map((_value, slot) =>
    mean(
      Float64Array.from(
        { length: 2 * reach + 1 },
        (_none, near) => shape[(slot + near - reach + shape.length) % shape.length]!,
      ),
    ),
  );
}

/** Weighted mean of shapes; those without data stay out. */
function blend(shaped: ShapedDays, shapes: DayShape[], weights: number[]): DayShape {
  const mixed = shapes[0]!.map((_value, slot) => {
    let sum = 0;
    let total = 0;
    shapes.forEach((shape, index) => {
      if (!Number.isFinite(shape[slot]!) || weights[index]! <= 0) return;
      sum += weights[index]! * shape[slot]!;
      total += weights[index]!;
    });
    return total === 0 ? Number.NaN : sum / total;
  });
  return centred(mixed, shaped.scale);
}

/** Factors with mean 1, or differences with mean 0; unseen slots are like the mean. */
function centred(shape: DayShape, scale: ValueScale): DayShape {
  const average = mean(shape);
  if (!Number.isFinite(average)) return shape;
  return shape.map((value) =>
    scale === 'log' ? fallback(value / average, 1) : fallback(value - average, 0),
  );
}

/** Weighted mean; values beyond three robust deviations of the first `telling` are bent in. */
function bentMean(values: Float64Array, weights: Float64Array, telling: number): number {
  const sorted = sortFinite(values.subarray(0, telling));
  const centre = quantileSorted(sorted, 0.5);
  const spread = 3 * scaleSorted(sorted) || Infinity;
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
function dayWeights(
  shaped: ShapedDays,
  { year, halfLifeDays = 42 }: ShapeOptions,
  targetDay: number,
): Float64Array {
  const { grid, coverage } = shaped;
  return Float64Array.from(coverage, (share, index) => {
    if (!(share >= 0.5)) return 0;
    const age = Math.abs(targetDay - grid.firstDay - index);
    const forgetting =
      0.5 ** (Math.abs(Math.min(targetDay - grid.firstDay, grid.days) - index) / halfLifeDays);
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
  const level =
    seen === 0 || (multiplies && expected <= 0)
      ? Number.NaN
      : multiplies
        ? sum / expected
        : (sum - expected) / seen;
  shaped.levels[day] = level;
  for (let slot = 0; slot < slotsPerDay; slot++) {
    const value = values[from + slot]!;
    shaped.relative[from + slot] = multiplies ? (level > 0 ? value / level : Number.NaN) : value - level;
  }
}

const fallback = (value: number, other: number): number => (Number.isFinite(value) ? value : other);
