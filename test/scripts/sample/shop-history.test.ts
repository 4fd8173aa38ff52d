import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitDemand } from '#shared/history/fit-demand.ts';
import { highEnd, lowEnd } from '#shared/units/quantity.ts';
import { SHOP_HISTORY, shopHistoryCsv, shopHours } from '../../../scripts/sample/shop-history.ts';
import { SHOP_HOUR_OF_WEEK, SHOP_MONTH_OF_YEAR } from '../../../scripts/sample/seasons.ts';

const csv = shopHistoryCsv();
const lines = csv.trimEnd().split('\n');

describe('the sample history', () => {
  it('is what lies in resources', () => {
    expect(readFileSync('resources/sample/online-shop-requests.csv', 'utf8')).toBe(csv);
  });

  it('has every hour of two Berlin years but the eleven missing ones', () => {
    const hours = (SHOP_HISTORY.to - SHOP_HISTORY.from) / 3_600_000;
    expect(hours).toBe(730 * 24);
    expect(lines).toHaveLength(1 + hours - SHOP_HISTORY.missing.length);
    expect([lines[0], lines[1]!.slice(0, 16), lines.at(-1)!.slice(0, 16)]).toEqual([
      'hour,browse,search,cart,checkout',
      '2024-11-01 00:00',
      '2026-10-31 23:00',
    ]);
  });

  it('skips an hour in spring and repeats one in autumn', () => {
    expect(lines.filter((line) => line.startsWith('2025-03-30 02:00'))).toHaveLength(0);
    expect(lines.filter((line) => line.startsWith('2025-10-26 02:00'))).toHaveLength(2);
  });

  it('stays below 1.2 MB', () => {
    expect(Buffer.byteLength(csv)).toBeLessThan(1_200_000);
  });
});

describe.each(['browse', 'checkout'] as const)('a fit of %s', (journey) => {
  const hours = shopHours().filter(({ wall }) => !SHOP_HISTORY.missing.includes(wall.slice(0, 13) as never));
  const fit = fitDemand({
    at: Float64Array.from(hours, ({ at }) => at),
    values: Float64Array.from(hours, ({ requests }) => requests[journey]),
    stepSeconds: 3600,
    timeZone: SHOP_HISTORY.timeZone,
    kind: 'count',
    unit: 'requests',
    seriesId: 1,
    seriesName: journey,
    file: 'online-shop-requests.csv',
    horizonStart: '2027-01-01',
  });

  it('finds the growth it was made with within the interval', () => {
    expect(fit.trend.low).toBeLessThan(SHOP_HISTORY.growthPerYear);
    expect(fit.trend.high).toBeGreaterThan(SHOP_HISTORY.growthPerYear);
    expect(fit.trend.high - fit.trend.low).toBeLessThan(0.5);
  });

  it('finds the level of the plan’s first day within the range', () => {
    expect(lowEnd(fit.level)).toBeLessThan(SHOP_HISTORY.levels[journey]);
    expect(highEnd(fit.level)).toBeGreaterThan(SHOP_HISTORY.levels[journey]);
    expect(highEnd(fit.level) / lowEnd(fit.level)).toBeLessThan(1.4);
  });

  it('finds the seasons of the plan', () => {
    fit.season.hourOfWeek!.forEach((factor, hour) =>
      expect(Math.abs(factor - SHOP_HOUR_OF_WEEK[hour]!), `hour ${hour}`).toBeLessThan(0.12),
    );
    fit.season.monthOfYear!.forEach((factor, month) =>
      expect(Math.abs(factor - SHOP_MONTH_OF_YEAR[month]!), `month ${month + 1}`).toBeLessThan(0.09),
    );
  });

  it('finds the noise, Black Friday apart', () => {
    expect(fit.noise.sigma).toBeGreaterThan(0.07);
    expect(fit.noise.sigma).toBeLessThan(0.11);
  });
});
