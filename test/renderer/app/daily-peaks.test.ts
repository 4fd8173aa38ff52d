import { describe, expect, it } from 'vitest';
import { findJourneySeries, toDailyPeaks } from '#renderer/app/daily-peaks.ts';
import type { Series } from '#shared/history/series.ts';

const hourlyCount = { kind: 'count' as const, stepSeconds: 3600 };

describe('what was measured before the horizon', () => {
  it('keeps the busiest hour of each local day, counts as rates', () => {
    const at = [Date.UTC(2027, 0, 1, 10), Date.UTC(2027, 0, 1, 20), Date.UTC(2027, 0, 1, 23)];
    const peaks = toDailyPeaks([{ series: hourlyCount, at, mean: [3600, 7200, 36_000] }], 'Europe/Berlin');
    // 23:00 in UTC is midnight of the next day in Berlin.
    expect(peaks).toEqual({ dates: ['2027-01-01', '2027-01-02'], values: [2, 10] });
  });

  it('adds series hour by hour, so that peaks at different hours are not added up', () => {
    const at = [Date.UTC(2027, 0, 1, 10), Date.UTC(2027, 0, 1, 20)];
    const peaks = toDailyPeaks(
      [
        { series: hourlyCount, at, mean: [3600 * 9, 3600 * 2] },
        { series: hourlyCount, at, mean: [3600 * 1, 3600 * 5] },
      ],
      'UTC',
    );
    expect(peaks.values).toEqual([9 + 1]);
  });

  it('leaves a day open when one series has none of its hours', () => {
    const [noon, nextNoon] = [Date.UTC(2027, 0, 1, 12), Date.UTC(2027, 0, 2, 12)];
    const peaks = toDailyPeaks(
      [
        { series: hourlyCount, at: [noon, nextNoon], mean: [3600, 7200] },
        { series: hourlyCount, at: [noon], mean: [3600] },
      ],
      'UTC',
    );
    expect(peaks.values).toEqual([2, null]);
  });
});

describe('the series of a journey', () => {
  const aSeries = (name: string, kind: Series['kind'] = 'count') => ({ name, kind }) as Series;
  const journey = { id: 'nightly-export', name: 'Nightly export' };

  it('is the one its demand was fitted to', () => {
    const all = [aSeries('nightly_export'), aSeries('exports')];
    expect(findJourneySeries({ ...journey, fittedTo: 'exports' }, all)?.name).toBe('exports');
  });

  it('is else the one that bears its name, if only one does', () => {
    expect(findJourneySeries(journey, [aSeries('nightly_export')])?.name).toBe('nightly_export');
    const two = [aSeries('nightly_export'), aSeries('Nightly Export')];
    expect(findJourneySeries(journey, two)).toBeUndefined();
  });

  it('is never one that does not count requests', () => {
    expect(findJourneySeries(journey, [aSeries('nightly export', 'gauge')])).toBeUndefined();
  });
});
