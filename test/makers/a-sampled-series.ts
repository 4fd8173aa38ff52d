import { createLocalClock, hourOfWeek } from '#shared/calendar/local-time.ts';
import type { FitDemandInput } from '#shared/history/fit-demand.ts';
import { createSeededStream } from '#shared/history/fit/seeded-stream.ts';

export interface SeriesShape {
  from?: string;
  days?: number;
  stepSeconds?: number;
  timeZone?: string;
  /** Rate per second on the first day. */
  level?: number;
  growthPerYear?: number;
  /** Factor of an hour of the week, 0 = Monday 00:00 local. */
  hourFactor?: (hour: number) => number;
  /** Factor of a day of the year, 0 to 1. */
  yearFactor?: (share: number) => number;
  /** Of a lognormal AR(1) with the given correlation per step. */
  sigma?: number;
  correlation?: number;
  seed?: number;
}

/** A count per step with known level, growth, seasons and noise, ready to be fitted. */
export function aSampledSeries({
  from = '2024-01-01',
  days = 400,
  stepSeconds = 3600,
  timeZone = 'UTC',
  level = 50,
  growthPerYear = 0,
  hourFactor = () => 1,
  yearFactor = () => 1,
  sigma = 0.05,
  correlation = 0.8,
  seed = 1,
}: SeriesShape = {}): FitDemandInput {
  const random = createSeededStream(seed, 'test/series');
  const start = Date.parse(`${from}T00:00:00Z`);
  const steps = Math.round((days * 86_400) / stepSeconds);
  const clock = createLocalClock(timeZone, start, start + days * 86_400_000);
  const at = Float64Array.from({ length: steps }, (_none, step) => start + step * stepSeconds * 1000);
  let deviation = random.normal();
  const values = at.map((instant) => {
    const years = (instant - start) / (365.25 * 86_400_000);
    deviation = correlation * deviation + Math.sqrt(1 - correlation ** 2) * random.normal();
    const expected =
      level *
      (1 + growthPerYear) ** years *
      hourFactor(hourOfWeek(clock.toWall(instant))) *
      yearFactor(years % 1);
    return Math.round(expected * stepSeconds * Math.exp(sigma * deviation - sigma ** 2 / 2));
  });
  return {
    at,
    values,
    stepSeconds,
    timeZone,
    kind: 'count',
    unit: 'requests',
    seriesId: 7,
    seriesName: 'requests',
    file: 'requests.csv',
    horizonStart: new Date(start + (days + 31) * 86_400_000).toISOString().slice(0, 10),
  };
}

/** Office hours are three times as busy as nights, weekends half as busy: mean 1 over the week. */
export function officeHours(hour: number): number {
  const weekend = hour >= 120 ? 0.5 : 1;
  const busy = hour % 24 >= 8 && hour % 24 < 20 ? 3 : 1;
  return (busy * weekend) / (2 * (6 / 7));
}
