import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demandFitSchema } from '#shared/history/demand-fit.ts';
import { fitDemand, type FitDemandInput } from '#shared/history/fit-demand.ts';
import { HistoryTooShort } from '#shared/history/fit/history-too-short.ts';
import type { SeriesKind } from '#shared/history/series.ts';
import { highEnd, lowEnd } from '#shared/units/quantity.ts';
import { aSampledSeries } from '../../makers/a-sampled-series.ts';

const START = Date.UTC(2026, 0, 5);
const DAY = 86_400_000;

interface Shape {
  days: number;
  stepSeconds?: number;
  kind?: SeriesKind;
  value: (index: number, hourOfDay: number, day: number) => number;
}

function aSeries({ days, stepSeconds = 3600, kind = 'count', value }: Shape): FitDemandInput {
  const length = Math.round((days * 86_400) / stepSeconds);
  const at = Float64Array.from({ length }, (_none, index) => START + index * stepSeconds * 1000);
  const values = at.map((instant, index) =>
    value(index, ((instant - START) % DAY) / 3_600_000, Math.floor((instant - START) / DAY)),
  );
  return { ...aSampledSeries({ days: 1 }), at, values, stepSeconds, kind, horizonStart: '2026-07-01' };
}

/** Paths of numbers that are not finite. */
function notFinite(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} = ${value}`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => notFinite(inner, `${path}.${key}`));
}

describe('a series without any noise', () => {
  const regular = (hour: number, day: number) =>
    Math.round(100_000 * (1 + 0.6 * Math.sin((2 * Math.PI * hour) / 24)) * (day % 7 >= 5 ? 0.7 : 1));
  const fit = fitDemand(aSeries({ days: 49, value: (_index, hour, day) => regular(hour, day) }));

  it('is fitted with its level and its seasons', () => {
    // Mean over the week per second: 100,000 × (5 + 2 × 0.7) / 7 an hour.
    const level = (100_000 * (5 + 2 * 0.7)) / 7 / 3600;
    expect(lowEnd(fit.level)).toBeLessThan(level);
    expect(highEnd(fit.level)).toBeGreaterThan(level);
    expect(fit.seasons).toEqual(['day', 'week']);
    expect(fit.season.hourOfWeek![6]! / fit.season.hourOfWeek![18]!).toBeCloseTo(1.6 / 0.4, 1);
    expect(fit.season.hourOfWeek![132]! / fit.season.hourOfWeek![12]!).toBeCloseTo(0.7, 1);
  });

  it('has hardly any noise and no growth', () => {
    expect(fit.noise.sigma).toBeLessThan(0.01);
    expect(fit.trend.perYear).toBeCloseTo(0, 2);
  });
});

describe('any series', () => {
  const size = fc.constantFrom(1e-9, 1e-3, 1, 3600, 1e6, 1e12);
  const value: fc.Arbitrary<Shape['value']> = fc.oneof(
    fc.constant(() => 0),
    size.map((scale) => () => scale),
    size.map((scale) => (index: number) => scale * index),
    fc.tuple(size, fc.integer({ min: 2, max: 60 })).map(
      ([scale, every]) =>
        (index: number) =>
          index % every === 0 ? scale : 0,
    ),
    fc.tuple(size, size, fc.integer({ min: 1, max: 30 })).map(
      ([one, other, run]) =>
        (index: number) =>
          Math.floor(index / run) % 2 ? one : other,
    ),
    fc.tuple(size, fc.double({ min: 0, max: 1, noNaN: true })).map(
      ([scale, swing]) =>
        (_index: number, hour: number, day: number) =>
          scale * (1 + swing * Math.sin((2 * Math.PI * hour) / 24)) * (day % 7 >= 5 ? 0.7 : 1),
    ),
    fc.tuple(size, fc.integer({ min: 1, max: 60 })).map(
      ([scale, cut]) =>
        (_index: number, _hour: number, day: number) =>
          day < cut ? 0 : scale,
    ),
    fc.tuple(size, fc.integer({ min: 0, max: 1000 })).map(
      ([scale, place]) =>
        (index: number) =>
          index === place ? scale : 0,
    ),
    fc
      .tuple(size, fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 40 }))
      .map(
        ([scale, pattern]) =>
          (index: number) =>
            scale * pattern[index % pattern.length]!,
      ),
    fc.tuple(size, fc.integer({ min: 2, max: 9 })).map(
      ([scale, every]) =>
        (index: number) =>
          index % every === 0 ? Number.NaN : scale,
    ),
  );
  const shape = fc.record({
    days: fc.integer({ min: 1, max: 63 }),
    stepSeconds: fc.constantFrom(3600, 21_600, 86_400),
    kind: fc.constantFrom<SeriesKind>('count', 'rate', 'gauge'),
    value,
  });

  it('gives a fit without a hole in it, or the reason why there is none', () => {
    fc.assert(
      fc.property(shape, (made) => {
        let fit;
        try {
          fit = fitDemand(aSeries(made));
        } catch (error) {
          expect(error).toBeInstanceOf(HistoryTooShort);
          return;
        }
        expect(notFinite(fit)).toEqual([]);
        expect(demandFitSchema.safeParse(fit).error).toBeUndefined();
        expect(lowEnd(fit.level)).toBeGreaterThanOrEqual(0);
        expect(highEnd(fit.level)).toBeGreaterThanOrEqual(lowEnd(fit.level));
      }),
      { numRuns: 60, seed: 20_260_101 },
    );
  }, 60_000);
});
