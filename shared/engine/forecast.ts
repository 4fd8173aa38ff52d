import type { TimeGrid } from '../calendar/time-grid.ts';
import { startInstant } from '../calendar/recurrence.ts';
import type { Plan } from '../domain/plan.ts';
import { MINUTE_MS } from '../units/instant.ts';
import type { ForecastPoint } from './compiled-plan.ts';
import type { Draw } from './draw-inputs.ts';

/** In order of time; null where the plan has none. */
export function compileForecast({ demand, timeZone }: Plan, grid: TimeGrid): ForecastPoint[] | null {
  if (!demand.forecast || demand.forecast.length === 0) return null;
  return demand.forecast
    .map(({ at, factor }) => ({ minute: (startInstant(at, timeZone) - grid.start) / MINUTE_MS, factor }))
    .sort((a, b) => a.minute - b.minute);
}

/**
 * Fills the factor at the middle of each step: straight lines between the points, the first and the
 * last held outside. One draw moves all points, from low to high ends of their ranges (M9).
 */
export function fillForecast(
  factors: Float64Array,
  points: readonly ForecastPoint[],
  stepMinutes: number,
  draw: Draw,
): void {
  const values = points.map(({ factor }) => draw(factor, 'demand/forecast'));
  let after = 0;
  for (let step = 0; step < factors.length; step++) {
    const minute = (step + 0.5) * stepMinutes;
    while (after < points.length && points[after]!.minute <= minute) after += 1;
    factors[step] = valueAt(points, values, after, minute);
  }
}

/** `after`: the first point later than the minute. */
function valueAt(
  points: readonly ForecastPoint[],
  values: readonly number[],
  after: number,
  minute: number,
): number {
  if (after === 0) return values[0]!;
  const before = values[after - 1]!;
  if (after === points.length) return before;
  const from = points[after - 1]!.minute;
  return before + ((minute - from) / (points[after]!.minute - from)) * (values[after]! - before);
}
