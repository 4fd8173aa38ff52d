import { describe, expect, it } from 'vitest';
import { dateOf, dayNumber, toDayGrid, weekdayOf } from '#shared/history/fit/day-grid.ts';

const hours = (from: string, count: number) =>
  Float64Array.from({ length: count }, (_none, hour) => Date.parse(from) + hour * 3_600_000);

describe('days of the wall clock', () => {
  it('leave out the hour that spring skips', () => {
    const at = hours('2025-03-29T23:00:00Z', 23);
    const { firstDay, days, values } = toDayGrid({
      at,
      values: at.map((_at, hour) => hour),
      stepSeconds: 3600,
      timeZone: 'Europe/Berlin',
      kind: 'gauge',
    });
    expect([dateOf(firstDay), days]).toEqual(['2025-03-30', 1]);
    expect(Array.from(values.slice(0, 5))).toEqual([0, 1, Number.NaN, 2, 3]);
    expect(values[23]).toBe(22);
  });

  it('average the hour that autumn repeats', () => {
    const at = hours('2025-10-25T22:00:00Z', 25);
    const { days, values } = toDayGrid({
      at,
      values: at.map((_at, hour) => hour),
      stepSeconds: 3600,
      timeZone: 'Europe/Berlin',
      kind: 'gauge',
    });
    expect(days).toBe(1);
    expect(Array.from(values.slice(0, 5))).toEqual([0, 1, (2 + 3) / 2, 4, 5]);
  });

  it('turn counts into rates per second and leave rates as they are', () => {
    const at = hours('2025-01-06T00:00:00Z', 24);
    const values = at.map(() => 7200);
    expect(toDayGrid({ at, values, stepSeconds: 3600, timeZone: 'UTC', kind: 'count' }).values[5]).toBe(
      7200 / 3600,
    );
    expect(toDayGrid({ at, values, stepSeconds: 3600, timeZone: 'UTC', kind: 'rate' }).values[5]).toBe(7200);
  });

  it('spread a six-hour count over its six hours only where the day does not divide', () => {
    const at = hours('2025-01-06T00:00:00Z', 24).filter((_at, hour) => hour % 5 === 0);
    const { slotsPerDay, values } = toDayGrid({
      at,
      values: at.map(() => 5 * 3600),
      stepSeconds: 5 * 3600,
      timeZone: 'UTC',
      kind: 'count',
    });
    expect(slotsPerDay).toBe(24);
    expect(Array.from(values)).toEqual(Array.from({ length: 24 }, () => 1));
  });

  it('know their weekday', () => {
    expect(weekdayOf(dayNumber('2026-11-23'))).toBe(0);
    expect(weekdayOf(dayNumber('1969-12-28'))).toBe(6);
  });
});
