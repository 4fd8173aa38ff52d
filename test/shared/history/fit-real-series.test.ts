import { describe, expect, it } from 'vitest';
import { fitDemand } from '#shared/history/fit-demand.ts';
import { readRealSeries } from '../../../scripts/real-series.ts';
import { NO_REAL_DATA, realDataFolder } from '../../real-data.ts';

const fit = (file: string) => {
  const [series] = readRealSeries(realDataFolder!, [file]);
  return fitDemand({
    ...series!,
    unit: '',
    seriesId: 1,
    seriesName: series!.target,
    horizonStart: '2016-01-01',
  });
};

describe.skipIf(!realDataFolder)(`real series${realDataFolder ? '' : ` (${NO_REAL_DATA})`}`, () => {
  it('find day and week in half-hourly taxi rides, and beat every baseline', () => {
    const { seasons, mase, baselineMase, season } = fit('nab_nyc_taxi.csv');
    expect(seasons).toEqual(['day', 'week']);
    expect(mase).toBeLessThan(baselineMase);
    // The night is quietest around five o'clock on a working day.
    const tuesday = season.hourOfWeek!.slice(24, 48);
    expect(tuesday.indexOf(Math.min(...tuesday))).toBeGreaterThanOrEqual(3);
    expect(tuesday.indexOf(Math.min(...tuesday))).toBeLessThanOrEqual(5);
  });

  it('find a year in two years of shared bicycles, and are closest to the past one week ahead', () => {
    const { seasons, backtest, coverage95, season } = fit('uci_bikeshare_hour.csv');
    expect(seasons).toEqual(['day', 'week', 'year']);
    expect(coverage95).toBeGreaterThan(0.9);
    expect(backtest.filter(({ horizonDays }) => horizonDays === 7)[0]!.method).toBe('two-level');
    expect(season.monthOfYear![0]!).toBeLessThan(0.8);
    expect(season.monthOfYear![5]!).toBeGreaterThan(1.1);
  });

  it.each(['nab_elb_request_count.csv', 'nab_ec2_request_latency.csv'])('claim no season for %s', (file) => {
    const { seasons, season } = fit(file);
    expect(seasons).toEqual([]);
    expect(season).toEqual({});
  });
});
