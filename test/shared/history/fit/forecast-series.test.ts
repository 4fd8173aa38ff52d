import { describe, expect, it } from 'vitest';
import { forecastSeries } from '#shared/history/fit/forecast-series.ts';
import { aSampledSeries, officeHours } from '../../../makers/a-sampled-series.ts';

/** The end of a series held back: what was known, and what came. */
function heldBack(series: ReturnType<typeof aSampledSeries>, steps: number) {
  const cut = series.at.length - steps;
  return {
    known: { ...series, at: series.at.slice(0, cut), values: series.values.slice(0, cut) },
    at: series.at.slice(cut),
    actual: series.values.slice(cut).map((value) => value / series.stepSeconds),
  };
}

describe('a forecast of the steps held back', () => {
  it('covers what came about as often as it says', () => {
    const { known, at, actual } = heldBack(
      aSampledSeries({ days: 200, hourFactor: officeHours, sigma: 0.15, correlation: 0.7 }),
      28 * 24,
    );
    const { low95, high95 } = forecastSeries(known, at);
    const inside =
      actual.filter((value, index) => value >= low95[index]! && value <= high95[index]!).length /
      actual.length;
    expect(inside).toBeGreaterThan(0.9);
    expect(inside).toBeLessThan(0.995);
  });

  it('is closer than repeating last week', () => {
    const { known, at, actual } = heldBack(
      aSampledSeries({ days: 120, hourFactor: officeHours, sigma: 0.2 }),
      7 * 24,
    );
    const { median } = forecastSeries(known, at);
    const error = (forecast: (index: number) => number) =>
      actual.reduce((sum, value, index) => sum + Math.abs(value - forecast(index)), 0);
    const lastWeek = known.values.slice(-168).map((value) => value / 3600);
    expect(error((index) => median[index]!)).toBeLessThan(error((index) => lastWeek[index]!));
  });

  it('follows a course of the day that changed two months ago', () => {
    const early = (hour: number) => (hour % 24 === 8 ? 4 : 1);
    const late = (hour: number) => (hour % 24 === 18 ? 4 : 1);
    const before = aSampledSeries({ days: 240, hourFactor: early });
    const after = aSampledSeries({ days: 240, hourFactor: late });
    const change = 180 * 24;
    const values = before.values.map((value, step) => (step < change ? value : after.values[step]!));
    const { known, at } = heldBack({ ...before, values }, 24);
    const { median } = forecastSeries(known, at);
    expect(median[18]! / median[8]!).toBeGreaterThan(1.5);
  });

  it('starts in the middle of a day', () => {
    const { known, at } = heldBack(aSampledSeries({ days: 60, hourFactor: officeHours }), 30);
    const { median } = forecastSeries(known, at);
    expect(median).toHaveLength(30);
    expect(median.every((value) => value > 0)).toBe(true);
  });
});
