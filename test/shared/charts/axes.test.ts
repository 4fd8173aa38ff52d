import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTimeTicks } from '#shared/charts/time-axis.ts';
import { findValueAxis } from '#shared/charts/value-axis.ts';

const HOUR = 3_600_000;
const texts = (from: number, to: number, width: number) =>
  findTimeTicks(from, to, width).map(({ text }) => text);

describe('the time axis', () => {
  it('names months of a year, the year where it begins', () => {
    expect(texts(Date.UTC(2027, 0, 1), Date.UTC(2027, 11, 31), 720)).toEqual([
      '2027',
      'Feb',
      'Mar',
      'Apr',
      'May',
      'Jun',
      'Jul',
      'Aug',
      'Sep',
      'Oct',
      'Nov',
      'Dec',
    ]);
  });

  it('names the year of its first month when it does not begin with January', () => {
    expect(texts(Date.UTC(2026, 9, 15), Date.UTC(2027, 3, 1), 320)[0]).toBe('Nov 2026');
  });

  it('names hours of a day and weeks of a quarter', () => {
    expect(texts(Date.UTC(2027, 0, 4), Date.UTC(2027, 0, 4) + 24 * HOUR, 320)).toEqual([
      'Mon 4 Jan',
      '06:00',
      '12:00',
      '18:00',
      'Tue 5 Jan',
    ]);
    expect(texts(Date.UTC(2027, 0, 1), Date.UTC(2027, 3, 1), 640)[0]).toBe('4 Jan');
  });

  it('has ticks in order, inside the span and never crowded, whatever the span', () => {
    const spans = fc.tuple(
      fc.integer({ min: 0, max: 3e12 }),
      fc.integer({ min: HOUR, max: 4e11 }),
      fc.integer({ min: 120, max: 2000 }),
    );
    fc.assert(
      fc.property(spans, ([from, length, width]) => {
        const ticks = findTimeTicks(from, from + length, width).map(({ at }) => at);
        expect(ticks.every((at) => at >= from && at <= from + length)).toBe(true);
        expect(ticks.slice(1).every((at, index) => at > ticks[index]!)).toBe(true);
        expect(ticks.length).toBeLessThanOrEqual(width / 50 + 2);
      }),
    );
  });
});

describe('the value axis', () => {
  it('has two to five round values that enclose the data', () => {
    const values = fc.tuple(
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
    );
    fc.assert(
      fc.property(values, ([least, extra]) => {
        const { ticks, domain } = findValueAxis(least, least + extra, '');
        expect(domain[0]).toBeLessThanOrEqual(least);
        expect(domain[1]).toBeGreaterThanOrEqual(least + extra);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(5);
      }),
    );
  });

  it('still has an axis when all values are the same', () => {
    expect(findValueAxis(5, 5, 'ms').domain).toEqual([0, 6]);
    expect(findValueAxis(0, 0, 'ms').domain).toEqual([0, 1]);
  });

  it('tells neighbouring shares near one apart', () => {
    const { texts } = findValueAxis(0.9992, 0.9997, 'share');
    expect(new Set(texts).size).toBe(texts.length);
  });
});
