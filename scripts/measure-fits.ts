import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fitDemand } from '#shared/history/fit-demand.ts';
import { baselines } from '#shared/history/fit/baselines.ts';
import { backtest, forecastGrid } from '#shared/history/fit/backtest.ts';
import { firstDays } from '#shared/history/fit/day-grid.ts';
import { fitOptions, forecastSeries, readSeries } from '#shared/history/fit/forecast-series.ts';
import { readRealSeries, regularise, type RealSeries } from './real-series.ts';

/**
 * Holds back ends of real series, forecasts them, and prints the tables of docs/methods/fitting.md.
 * The folder of real data: HEADROOM_REAL_DATA, or ../shared/data beside the checkout.
 */
const folder = process.env.HEADROOM_REAL_DATA ?? '../shared/data';
if (!existsSync(join(folder, 'expect.json'))) {
  console.error(`No real data in ${folder}: set HEADROOM_REAL_DATA to the folder that holds expect.json.`);
  process.exit(2);
}

const WINDOWS = 12;
const DAY_MS = 86_400_000;
const series = readRealSeries(folder);

console.log(
  '| series | held back | best baseline | its MAE | our MAE | ratio | in 95\u00a0% | seasons | fit, CPU\u00a0s |',
);
console.log('|---|---|---|--:|--:|--:|--:|---|--:|');
for (const one of series) console.log(lastSeason(one));
console.log('\n| series | windows | horizon, days | best baseline | ratio | in 95\u00a0% |');
console.log('|---|--:|--:|---|--:|--:|');
for (const one of series) console.log(manySeasons(one));

function lastSeason(one: RealSeries): string {
  const { at, values, horizonSteps } = one;
  const regular = regularise(at, values, one.stepSeconds * 1000);
  const instants = regular.at.slice(-horizonSteps);
  const train = at.findIndex((instant) => instant >= instants[0]!);
  const { error, inside } = compare(one, train, instants, regular.values.slice(-horizonSteps));
  const best = one.baselines[0]!;
  const started = process.cpuUsage().user;
  const fit = fitDemand({
    ...one,
    unit: '',
    seriesId: 1,
    seriesName: one.target,
    horizonStart: new Date(at[at.length - 1]! + 30 * DAY_MS).toISOString().slice(0, 10),
  });
  const seconds = (process.cpuUsage().user - started) / 1e6;
  if (process.argv.includes('--verbose')) {
    const { observed: _observed, forecast: _forecast, season: _season, ...rest } = fit;
    console.error(JSON.stringify(rest, null, 1));
  }
  return row([
    name(one),
    `${horizonSteps} × ${one.stepSeconds}\u00a0s`,
    best.name,
    best.mae.toPrecision(4),
    error.toPrecision(4),
    (error / best.mae).toFixed(2),
    percent(inside),
    fit.seasons.join(', ') || 'none',
    seconds.toFixed(1),
  ]);
}

/** Twelve origins over the second half of the series (at most 500 days), on local days; errors summed over all. */
function manySeasons(one: RealSeries): string {
  const { grid, choice } = readSeries(one);
  const horizonDays = Math.max(1, Math.round((one.horizonSteps * one.stepSeconds) / 86_400));
  const gap = Math.max(horizonDays, Math.floor(Math.min(grid.days / 2, 500) / WINDOWS));
  const errors = new Map<string, number[]>();
  const places: boolean[] = [];
  let windows = 0;
  for (; windows < WINDOWS; windows++) {
    const trainDays = grid.days - horizonDays - windows * gap;
    if (trainDays < Math.max(10, 2 * horizonDays)) break;
    const train = firstDays(grid, trainDays);
    const actual = grid.values.subarray(
      trainDays * grid.slotsPerDay,
      (trainDays + horizonDays) * grid.slotsPerDay,
    );
    const options = fitOptions(one, train, choice, train.firstDay + trainDays + horizonDays);
    const ours = forecastGrid(train, horizonDays, options, 1);
    const { spreadFactor } = backtest(train, options, { seed: 1 });
    const note = (method: string, forecast: Float64Array): void => {
      errors.set(method, [
        ...(errors.get(method) ?? []),
        meanOf(actual.map((value, slot) => Math.abs(value - forecast[slot]!))),
      ]);
    };
    note('ours', ours.median);
    for (const { method, needs, forecast } of baselines)
      if (trainDays >= needs) note(method, forecast(train, horizonDays));
    actual.forEach((value, slot) => {
      if (!Number.isFinite(value)) return;
      const middle = ours.median[slot]!;
      const factor = spreadFactor(Math.floor(slot / grid.slotsPerDay) + 1);
      places.push(
        value >= middle + factor * (ours.low95[slot]! - middle) &&
          value <= middle + factor * (ours.high95[slot]! - middle),
      );
    });
  }
  const total = (method: string): number => errors.get(method)!.reduce((sum, error) => sum + error, 0);
  const best = [...errors.keys()]
    .filter((method) => method !== 'ours' && errors.get(method)!.length === windows)
    .sort((x, y) => total(x) - total(y))[0];
  if (!best) return row([name(one), 0, horizonDays, '', '', '']);
  return row([
    name(one),
    windows,
    horizonDays,
    best,
    (total('ours') / total(best)).toFixed(2),
    percent(places.filter(Boolean).length / places.length),
  ]);
}

function compare(
  one: RealSeries,
  train: number,
  at: Float64Array,
  actual: Float64Array,
): { error: number; inside: number } {
  const perStep = one.kind === 'count' ? one.stepSeconds : 1;
  const forecast = forecastSeries(
    { ...one, at: one.at.slice(0, train), values: one.values.slice(0, train) },
    at,
  );
  const error =
    actual.reduce((sum, value, index) => sum + Math.abs(value - forecast.median[index]! * perStep), 0) /
    actual.length;
  const inside = actual.filter(
    (value, index) => value >= forecast.low95[index]! * perStep && value <= forecast.high95[index]! * perStep,
  ).length;
  return { error, inside: inside / actual.length };
}

function meanOf(values: Float64Array): number {
  const known = values.filter(Number.isFinite);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

function name({ file }: RealSeries): string {
  return file.replace(/\.csv$/, '');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}\u00a0%`;
}

function row(cells: (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}
