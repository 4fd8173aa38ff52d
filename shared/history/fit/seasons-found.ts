import { YEAR_DAYS, YEAR_FROM_DAYS } from './daily-design.ts';
import { fitDailyModel, levelParts } from './daily-model.ts';
import { weekdayOf, type DayGrid } from './day-grid.ts';
import { autocorrelation } from './persistence.ts';
import { mean, median } from './robust.ts';
import { shapeDays } from './slot-profile.ts';
import { toModelScale, type ValueScale } from './value-scale.ts';

export interface SeasonsFound {
  day: boolean;
  week: boolean;
  year: boolean;
}

/** A share of variance below this is not worth claiming a season. */
const WORTH = 0.1;

/**
 * Which seasons the data carry: autocorrelation one season apart, and a profile learned on one half
 * of the days that explains the other half.
 */
export function findSeasons(grid: DayGrid, scale: ValueScale): SeasonsFound {
  const day = grid.slotsPerDay > 1 && hasDay(grid);
  const week = hasWeek(grid, day, scale);
  return { day, week, year: grid.days >= YEAR_FROM_DAYS && hasYear(grid, scale, week) };
}

function hasDay(grid: DayGrid): boolean {
  const values = aroundDailyMean(grid);
  return (
    autocorrelation(values, grid.slotsPerDay) > 0.2 &&
    explainedByOtherHalf(values, grid, (_day, slot) => slot, 1) > WORTH
  );
}

/** Beyond the hour of day where there is one, weekdays must explain something more. */
function hasWeek(grid: DayGrid, day: boolean, scale: ValueScale): boolean {
  if (grid.days < 21) return false;
  if (hasWeekday(grid, scale)) return true;
  if (!day) return false;
  const values = aroundDailyMean(grid);
  const { slotsPerDay } = grid;
  const withDay = explainedByOtherHalf(values, grid, (_day, slot) => slot, 7);
  const withWeek = explainedByOtherHalf(
    values,
    grid,
    (dayNumber, slot) => weekdayOf(dayNumber) * slotsPerDay + slot,
    7,
  );
  return withWeek - withDay > 0.2 * (1 - withDay) && withWeek > WORTH;
}

/** Daily levels, freed of their slow movement, repeat after seven days and not after any other number. */
function hasWeekday(grid: DayGrid, scale: ValueScale): boolean {
  const levels = shapeDays(grid, scale, false).levels.map((level) => toModelScale(level, scale, 0));
  const values = aroundWeek(levels);
  const single: DayGrid = { ...grid, slotsPerDay: 1, values };
  return (
    autocorrelation(values, 7) > 0.2 &&
    explainedByOtherHalf(values, single, (dayNumber) => weekdayOf(dayNumber), 7) > WORTH
  );
}

function hasYear(grid: DayGrid, scale: ValueScale, week: boolean): boolean {
  const shaped = shapeDays(grid, scale, week);
  const levels = shaped.levels.map((level) => toModelScale(level, scale, 0));
  const unit = scale === 'log' ? 1 : Math.sqrt(variance(levels));
  const model = fitDailyModel(
    { levels, coverage: shaped.coverage },
    { firstDay: grid.firstDay, days: grid.days, week, year: true, unit },
  );
  const yearly = Float64Array.from(levels, (_level, day) => levelParts(model, grid.firstDay + day).year);
  const explained = variance(yearly) / (variance(yearly) + variance(model.residuals));
  if (grid.days < 2.5 * YEAR_DAYS) return explained > 2.5 * WORTH;
  if (explained < WORTH) return false;
  const detrended = levels.map((level, day) => level - levelParts(model, grid.firstDay + day).trend);
  return autocorrelation(detrended, 364) > 0.15;
}

/** Each slot minus its day's mean, days with half their slots missing left out. */
function aroundDailyMean(grid: DayGrid): Float64Array {
  const { days, slotsPerDay, values } = grid;
  const result = new Float64Array(values.length).fill(Number.NaN);
  for (let day = 0; day < days; day++) {
    const slots = values.subarray(day * slotsPerDay, (day + 1) * slotsPerDay);
    if (slots.filter(Number.isFinite).length < slotsPerDay / 2) continue;
    const level = mean(slots);
    slots.forEach((value, slot) => {
      result[day * slotsPerDay + slot] = value - level;
    });
  }
  return result;
}

/** Minus the median of the seven days around. */
function aroundWeek(levels: Float64Array): Float64Array {
  return levels.map((level, day) => level - median(levels.subarray(Math.max(0, day - 3), day + 4)));
}

/** Share of variance that class means of every other block of days explain in the days between. */
function explainedByOtherHalf(
  values: Float64Array,
  grid: DayGrid,
  classOf: (dayNumber: number, slot: number) => number,
  blockDays: number,
): number {
  const { firstDay, days, slotsPerDay } = grid;
  const classes = 7 * slotsPerDay;
  const half = (day: number): number => Math.floor(day / blockDays) % 2;
  const sums = [new Float64Array(classes), new Float64Array(classes)];
  const counts = [new Float64Array(classes), new Float64Array(classes)];
  forEachValue((day, slot, value) => {
    const member = classOf(firstDay + day, slot);
    sums[half(day)]![member]! += value;
    counts[half(day)]![member]! += 1;
  });
  let left = 0;
  let total = 0;
  forEachValue((day, slot, value) => {
    const member = classOf(firstDay + day, slot);
    const other = 1 - half(day);
    const expected = sums[other]![member]! / Math.max(1, counts[other]![member]!);
    left += (value - expected) ** 2;
    total += value * value;
  });
  return total === 0 ? 0 : 1 - left / total;

  function forEachValue(visit: (day: number, slot: number, value: number) => void): void {
    for (let day = 0; day < days; day++) {
      for (let slot = 0; slot < slotsPerDay; slot++) {
        const value = values[day * slotsPerDay + slot]!;
        if (Number.isFinite(value)) visit(day, slot, value);
      }
    }
  }
}

function variance(values: Float64Array): number {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** 2));
}
