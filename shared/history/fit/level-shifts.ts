import { weekdayOf } from './day-grid.ts';
import { median, robustScale } from './robust.ts';

const NEAR = 14;
const LASTS = 28;
const AT_MOST = 3;
/** Smaller steps are left to the trend: a factor of 1.5. */
const SMALLEST = Math.log(1.5);

/**
 * Local days from which the level is another one and stays so: more than five times the usual
 * difference between weeks, seen over at least a week on both sides. `levels` are on the model's scale.
 */
export function findLevelShifts(levels: Float64Array, firstDay: number, unit: number): number[] {
  const even = withoutWeekdays(levels, firstDay);
  const usual =
    robustScale(even.map((level, day) => (day < 7 ? Number.NaN : level - even[day - 7]!))) / Math.SQRT2;
  const smallest = Math.max(5 * usual, SMALLEST * unit);
  const steps = even.map((_level, day) =>
    day < 7 || day > even.length - 7 ? 0 : Math.min(stepAt(even, day, NEAR), stepAt(even, day, LASTS) / 0.7),
  );
  const found: number[] = [];
  for (let round = 0; round < AT_MOST; round++) {
    const largest = steps.reduce((best, step, day) => (step > steps[best]! ? day : best), 0);
    if (!(steps[largest]! > smallest)) break;
    const day = sharpestDay(even, largest);
    found.push(day);
    steps.fill(0, Math.max(0, largest - LASTS), largest + LASTS);
  }
  return found.sort((a, b) => a - b).map((day) => firstDay + day);
}

/** Medians step somewhere near; the day itself has the largest difference to the day before. */
function sharpestDay(levels: Float64Array, about: number): number {
  let sharpest = about;
  const jump = (day: number): number => Math.abs(levels[day]! - levels[day - 1]!) || 0;
  for (let day = Math.max(1, about - 7); day <= Math.min(levels.length - 1, about + 7); day++)
    if (jump(day) > jump(sharpest)) sharpest = day;
  return sharpest;
}

const stepAt = (levels: Float64Array, day: number, reach: number): number => {
  const step = Math.abs(
    median(levels.subarray(day, day + reach)) - median(levels.subarray(Math.max(0, day - reach), day)),
  );
  return Number.isFinite(step) ? step : 0;
};

function withoutWeekdays(levels: Float64Array, firstDay: number): Float64Array {
  const around = levels.map((level, day) => level - median(levels.subarray(Math.max(0, day - 3), day + 4)));
  const effects = Array.from(
    { length: 7 },
    (_none, weekday) => median(around.filter((_value, day) => weekdayOf(firstDay + day) === weekday)) || 0,
  );
  return levels.map((level, day) => level - effects[weekdayOf(firstDay + day)]!);
}
