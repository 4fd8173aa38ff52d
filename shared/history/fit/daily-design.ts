import { weekdayOf } from './day-grid.ts';
import { SPECIAL_KINDS, type SpecialDays } from './special-days.ts';

/** Which columns the daily regression has. Days are local day numbers. */
export interface DailyDesign {
  readonly origin: number;
  /** First day of each new slope. */
  readonly knots: readonly number[];
  /** First day of each new level. */
  readonly shifts: readonly number[];
  readonly week: boolean;
  /** Sine and cosine pairs of the year. */
  readonly harmonics: number;
  readonly special: SpecialDays | undefined;
  readonly columns: number;
}

export interface DesignOptions {
  firstDay: number;
  days: number;
  week: boolean;
  year: boolean;
  /** Local days from which the level is another one. */
  shifts?: readonly number[];
  /** Absent: days are like their weekday. */
  special?: SpecialDays | undefined;
}

export const YEAR_DAYS = 365.25;
/** A yearly shape is not told from growth on less than this. */
export const YEAR_FROM_DAYS = 456;

/**
 * Slopes may change every quarter at most, at most 24 times, and not near the end; beside a yearly
 * season, which quarterly changes would imitate, twice a year.
 */
export function createDesign({
  firstDay,
  days,
  week,
  year,
  shifts = [],
  special,
}: DesignOptions): DailyDesign {
  const spacing = Math.max(year ? 182 : 91, days / 24);
  const last = days - Math.max(60, spacing * 0.75);
  const knots: number[] = [];
  for (let knot = spacing; knot <= last; knot += spacing) knots.push(firstDay + Math.round(knot));
  const harmonics = !year ? 0 : days >= 3 * YEAR_DAYS ? 8 : days >= 2 * YEAR_DAYS - 10 ? 5 : 3;
  const columns =
    2 + knots.length + shifts.length + (week ? 7 : 0) + 2 * harmonics + (special ? SPECIAL_KINDS : 0);
  return { origin: firstDay, knots, shifts, week, harmonics, special, columns };
}

/** Intercept, slope per year, slope changes per year, level shifts, weekdays, sines and cosines of the year, special days. */
export function writeRow(design: DailyDesign, day: number, row: Float64Array, at = 0): void {
  at = writeTrend(design, day, row, at);
  if (design.week) {
    // Around zero over the week, so that the trend is the level of an average day.
    row.fill(-1 / 7, at, at + 7);
    row[at + weekdayOf(day)]! += 1;
    at += 7;
  }
  const angle = (2 * Math.PI * day) / YEAR_DAYS;
  for (let harmonic = 1; harmonic <= design.harmonics; harmonic++) {
    row[at++] = Math.sin(harmonic * angle);
    row[at++] = Math.cos(harmonic * angle);
  }
  if (!design.special) return;
  row.fill(0, at, at + SPECIAL_KINDS);
  const kind = design.special.get(day);
  if (kind !== undefined) row[at + kind] = 1;
}

export const trendColumns = (design: DailyDesign): number => 2 + design.knots.length + design.shifts.length;

export function writeTrend(design: DailyDesign, day: number, row: Float64Array, at = 0): number {
  row[at++] = 1;
  row[at++] = (day - design.origin) / YEAR_DAYS;
  for (const knot of design.knots) row[at++] = Math.max(0, day - knot) / YEAR_DAYS;
  for (const shift of design.shifts) row[at++] = day >= shift ? 1 : 0;
  return at;
}

/**
 * Prior standard deviation of each coefficient, in units of the model's scale (1 for logarithms).
 * Slopes per year around zero, closer where a few months are all there is; seasons weaker with every harmonic.
 */
export function priorScales(design: DailyDesign, slopeChange: number, unit: number): Float64Array {
  const scales: number[] = [
    20,
    design.knots.length === 0 ? 0.35 : 0.6,
    ...design.knots.map(() => slopeChange),
    ...design.shifts.map(() => 2),
  ];
  if (design.week) scales.push(...Array.from({ length: 7 }, () => 0.5));
  for (let harmonic = 1; harmonic <= design.harmonics; harmonic++)
    scales.push(0.4 / harmonic, 0.4 / harmonic);
  if (design.special) scales.push(...Array.from({ length: SPECIAL_KINDS }, () => 0.5));
  return Float64Array.from(scales, (scale) => scale * unit);
}
