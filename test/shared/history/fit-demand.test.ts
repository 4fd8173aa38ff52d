import { describe, expect, it } from 'vitest';
import { demandFitSchema } from '#shared/history/demand-fit.ts';
import { fitDemand } from '#shared/history/fit-demand.ts';
import { HistoryTooShort } from '#shared/history/fit/history-too-short.ts';
import { createSeededStream } from '#shared/history/fit/seeded-stream.ts';
import { highEnd, lowEnd } from '#shared/units/quantity.ts';
import { aSampledSeries, officeHours } from '../../makers/a-sampled-series.ts';

const yearFactor = (share: number) => 1 + 0.25 * Math.cos(2 * Math.PI * share);

describe('a series with known level, growth and seasons', () => {
  const series = aSampledSeries({
    days: 900,
    level: 40,
    growthPerYear: 0.35,
    hourFactor: officeHours,
    yearFactor,
    sigma: 0.08,
    correlation: 0.85,
  });
  const fit = fitDemand(series);

  it('is a valid fit document', () => {
    expect(demandFitSchema.safeParse(fit).error).toBeUndefined();
  });

  it('gives back its growth within the interval', () => {
    expect(fit.trend.low).toBeLessThan(0.35);
    expect(fit.trend.high).toBeGreaterThan(0.35);
    expect(fit.trend.perYear).toBeGreaterThan(0.25);
    expect(fit.trend.perYear).toBeLessThan(0.45);
  });

  it('gives back its level at the start of the horizon within a narrow range', () => {
    const expected = 40 * 1.35 ** (931 / 365.25);
    expect(lowEnd(fit.level)).toBeLessThan(expected);
    expect(highEnd(fit.level)).toBeGreaterThan(expected);
    expect(highEnd(fit.level) / lowEnd(fit.level)).toBeLessThan(1.25);
  });

  it('gives back the hours of the week, mean 1', () => {
    const hours = fit.season.hourOfWeek!;
    expect(hours).toHaveLength(168);
    expect(hours.reduce((sum, factor) => sum + factor, 0) / 168).toBeCloseTo(1, 3);
    hours.forEach((factor, hour) =>
      expect(Math.abs(factor / officeHours(hour) - 1), `hour ${hour}`).toBeLessThan(0.06),
    );
  });

  it('gives back the months of the year, mean 1', () => {
    const months = fit.season.monthOfYear!;
    expect(months.reduce((sum, factor) => sum + factor, 0) / 12).toBeCloseTo(1, 3);
    months.forEach((factor, month) =>
      expect(Math.abs(factor - yearFactor((month + 0.5) / 12)), `month ${month + 1}`).toBeLessThan(0.06),
    );
  });

  it('gives back the noise', () => {
    expect(fit.noise.sigma).toBeGreaterThan(0.06);
    expect(fit.noise.sigma).toBeLessThan(0.1);
    expect(fit.noise.autocorrelation).toBeGreaterThan(0.75);
    expect(fit.noise.autocorrelation).toBeLessThan(0.92);
  });

  it('names the seasons and beats every baseline on its own past', () => {
    expect(fit.seasons).toEqual(['day', 'week', 'year']);
    expect(fit.method).toBe('two-level');
    expect(fit.mase).toBeLessThan(fit.baselineMase);
    expect(fit.backtest.find(({ method }) => method === 'two-level')!.origins).toBeGreaterThanOrEqual(3);
    expect(fit.coverage95).toBeGreaterThan(0.9);
  });

  it('looks a year ahead from the end of the data, with bands inside each other', () => {
    const { dates, p2_5, p10, p25, p50, p75, p90, p97_5 } = fit.forecast;
    expect(dates).toHaveLength(365);
    expect(fit.observed.dates.at(-1)! < dates[0]!).toBe(true);
    dates.forEach((_date, day) => {
      const bands = [p2_5, p10, p25, p50, p75, p90, p97_5].map((band) => band[day]!);
      expect(bands).toEqual([...bands].sort((a, b) => a - b));
    });
    expect(p97_5[364]! / p2_5[364]!).toBeGreaterThan(p97_5[0]! / p2_5[0]!);
  });

  it('gives the same fit again for the same seed', () => {
    expect(fitDemand(series)).toEqual(fit);
  });

  it('reports progress up to the end', () => {
    const shares: number[] = [];
    fitDemand({ ...aSampledSeries({ days: 40 }), onProgress: (share) => shares.push(share) });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });
});

describe('a series without a season', () => {
  const fit = fitDemand(aSampledSeries({ days: 20, stepSeconds: 300, sigma: 0.6, correlation: 0.3 }));

  it('is not given one', () => {
    expect(fit.seasons).toEqual([]);
    expect(fit.season).toEqual({});
    expect(fit.warnings.join(' ')).toMatch(/No daily season/);
  });

  it('warns that so few days say little about growth, and keeps its range wide', () => {
    expect(fit.warnings.join(' ')).toMatch(/growth per year can hardly be told/);
    expect(fit.trend.high - fit.trend.low).toBeGreaterThan(0.5);
  });

  it('has its level within the range', () => {
    expect(lowEnd(fit.level)).toBeLessThan(50);
    expect(highEnd(fit.level)).toBeGreaterThan(50);
  });
});

describe('a year that is shorter than 15 months', () => {
  it('gives no month factors and says that growth may be a season', () => {
    const fit = fitDemand(aSampledSeries({ days: 300, hourFactor: officeHours, yearFactor }));
    expect(fit.season.monthOfYear).toBeUndefined();
    expect(fit.warnings.join(' ')).toMatch(/too few to see a yearly season/);
  });
});

describe('hours in local time', () => {
  it('keep their place when the clocks change', () => {
    const noonPeak = (hour: number) => (hour % 24 === 12 ? 3 : 1);
    const fit = fitDemand(
      aSampledSeries({
        from: '2025-02-01',
        days: 120,
        timeZone: 'Europe/Berlin',
        hourFactor: noonPeak,
        sigma: 0.02,
      }),
    );
    const hours = fit.season.hourOfWeek!;
    for (let day = 0; day < 7; day++) {
      expect(hours[day * 24 + 12]! / hours[day * 24 + 11]!).toBeGreaterThan(2.8);
      expect(hours[day * 24 + 12]! / hours[day * 24 + 13]!).toBeGreaterThan(2.8);
    }
  });
});

describe('awkward values', () => {
  it('are daily totals with a week: rates per second, weekdays over whole days', () => {
    const weekend = (hour: number) => (hour >= 120 ? 0.5 : 1.2);
    const fit = fitDemand(aSampledSeries({ days: 200, stepSeconds: 86_400, hourFactor: weekend, level: 3 }));
    expect(fit.seasons).toEqual(['week']);
    expect(fit.season.hourOfWeek![130]! / fit.season.hourOfWeek![10]!).toBeCloseTo(0.5 / 1.2, 1);
    expect(new Set(fit.season.hourOfWeek!.slice(0, 24)).size).toBe(1);
    expect(lowEnd(fit.level)).toBeLessThan(3);
    expect(highEnd(fit.level)).toBeGreaterThan(3);
  });

  it('are gaps and a few wild outliers: the level stays', () => {
    const series = aSampledSeries({ days: 120, hourFactor: officeHours });
    const values = series.values.map((value, step) =>
      step % 50 < 3 ? Number.NaN : step % 701 === 0 ? value * 20 : value,
    );
    const fit = fitDemand({ ...series, values });
    expect(lowEnd(fit.level)).toBeLessThan(51);
    expect(highEnd(fit.level)).toBeGreaterThan(49);
    expect(highEnd(fit.level)).toBeLessThan(65);
  });

  it('are days of zero: finite numbers and a hint', () => {
    const series = aSampledSeries({ days: 100, hourFactor: officeHours });
    const values = series.values.map((value, step) => (Math.floor(step / 24) % 25 === 7 ? 0 : value));
    const fit = fitDemand({ ...series, values });
    expect(fit.warnings.join(' ')).toMatch(/are zero/);
    expect(fit.forecast.p97_5.every(Number.isFinite)).toBe(true);
    expect(lowEnd(fit.level)).toBeGreaterThan(30);
  });

  it('are negative: effects add, and it is said', () => {
    const random = createSeededStream(3, 'test/negative');
    const series = aSampledSeries({ days: 60 });
    const fit = fitDemand({
      ...series,
      kind: 'gauge',
      values: series.values.map(() => 0.5 + random.normal()),
    });
    expect(fit.warnings.join(' ')).toMatch(/below zero/);
    expect(demandFitSchema.safeParse(fit).success).toBe(true);
  });

  it('are logarithms already: no second logarithm, the level is that of the numbers behind', () => {
    const series = aSampledSeries({ days: 200, stepSeconds: 86_400, level: 0.05 });
    const fit = fitDemand({ ...series, kind: 'gauge', values: series.values.map(Math.log) });
    expect(fit.warnings.join(' ')).toMatch(/logarithms already/);
    const perDay = 0.05 * 86_400;
    expect(lowEnd(fit.level)).toBeLessThan(perDay);
    expect(highEnd(fit.level)).toBeGreaterThan(perDay);
    expect(fit.observed.values[0]).toBeCloseTo(Math.log(series.values[0]!), 9);
  });

  it('change their level for good: the plan gets the level after the change, and it is said', () => {
    const series = aSampledSeries({ days: 60, hourFactor: officeHours });
    const fit = fitDemand({
      ...series,
      values: series.values.map((value, step) => (step >= 1008 ? value * 5 : value)),
    });
    expect(fit.warnings.join(' ')).toMatch(/level changed for good on 2024-02-12/);
    expect(lowEnd(fit.level)).toBeGreaterThan(5 * 40);
    expect(highEnd(fit.level)).toBeLessThan(5 * 60);
  });

  it('are zero throughout: refused', () => {
    const series = aSampledSeries({ days: 60 });
    expect(() => fitDemand({ ...series, values: series.values.map(() => 0) })).toThrow(/zero throughout/);
  });

  it('are all the same: no growth, no noise', () => {
    const series = aSampledSeries({ days: 60 });
    const fit = fitDemand({ ...series, values: series.values.map(() => 3600) });
    expect(lowEnd(fit.level)).toBeLessThan(1);
    expect(highEnd(fit.level)).toBeGreaterThan(1);
    expect(fit.noise.sigma).toBeLessThan(0.01);
    expect(fit.seasons).toEqual([]);
  });
});

describe('too little history', () => {
  it('is refused with what was found, what is needed and what to do', () => {
    const series = aSampledSeries({ days: 3 });
    expect(() => fitDemand(series)).toThrow(HistoryTooShort);
    expect(() => fitDemand(series)).toThrow(
      /"requests" in requests\.csv holds 72 values over 3\.0\sdays.*at least 7\sdays.*longer export/,
    );
  });

  it('is also a long series with hardly a value in it', () => {
    const series = aSampledSeries({ days: 60 });
    const values = series.values.map((value, step) => (step % 48 === 0 ? value : Number.NaN));
    expect(() => fitDemand({ ...series, values })).toThrow(HistoryTooShort);
  });

  it('is an empty series', () => {
    const series = aSampledSeries({ days: 60 });
    expect(() => fitDemand({ ...series, at: new Float64Array(), values: new Float64Array() })).toThrow(
      HistoryTooShort,
    );
  });
});
