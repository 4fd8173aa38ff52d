import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLocalClock } from '#shared/calendar/local-time.ts';
import { fitDemand } from '#shared/history/fit-demand.ts';
import { forecastSeries } from '#shared/history/fit/forecast-series.ts';
import type { SeriesKind } from '#shared/history/series.ts';

/**
 * Holds back the end of real series, forecasts it, and prints the table of docs/methods/fitting.md.
 * The folder of real data: HEADROOM_REAL_DATA, or ../shared/data beside the checkout.
 */
const folder = process.env.HEADROOM_REAL_DATA ?? '../shared/data';
if (!existsSync(join(folder, 'expect.json'))) {
  console.error(`No real data in ${folder}: set HEADROOM_REAL_DATA to the folder that holds expect.json.`);
  process.exit(2);
}

interface Expected {
  file: string;
  stepSeconds: number;
  timezone: string | null;
  reference?: { target: string; baselines: Record<string, unknown> & { horizonSteps: number } };
}

interface Reading {
  file: string;
  kind: SeriesKind;
  /** Wall clock as if UTC, or null for a line without one. */
  wall(cells: string[]): number;
  value(cells: string[]): number;
  /** Milliseconds to take off labels that name the end of a step. */
  shift?: number;
}

const isoWall = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`);
const readings: Reading[] = [
  { file: 'nab_nyc_taxi.csv', kind: 'count', wall: (cells) => isoWall(cells[0]!), value: (cells) => Number(cells[1]) },
  { file: 'uci_bikeshare_hour.csv', kind: 'count', wall: (cells) => isoWall(`${cells[1]!} 00:00:00`) + Number(cells[5]) * 3_600_000, value: (cells) => Number(cells[16]) },
  { file: 'fremont_bridge_hourly_ampm.csv', kind: 'count', wall: (cells) => usWall(cells[0]!), value: (cells) => (cells[1] === '' && cells[2] === '' ? Number.NaN : Number(cells[1]) + Number(cells[2])) },
  { file: 'prophet_wp_log_peyton_manning.csv', kind: 'gauge', wall: (cells) => isoWall(`${cells[0]!.replaceAll('"', '')} 00:00:00`), value: (cells) => Number(cells[1]) },
  { file: 'dirty_pjme_hourly_dst.csv', kind: 'gauge', wall: (cells) => dayFirstWall(cells[0]!), value: (cells) => Number(cells[1]), shift: 3_600_000 },
  { file: 'nab_elb_request_count.csv', kind: 'count', wall: (cells) => isoWall(cells[0]!), value: (cells) => Number(cells[1]) },
  { file: 'nab_ec2_request_latency.csv', kind: 'duration', wall: (cells) => isoWall(cells[0]!), value: (cells) => Number(cells[1]) },
  { file: 'nab_cpu_utilization_asg.csv', kind: 'gauge', wall: (cells) => isoWall(cells[0]!), value: (cells) => Number(cells[1]) },
];

const expected = JSON.parse(readFileSync(join(folder, 'expect.json'), 'utf8')) as Expected[];
console.log('| series | horizon | best baseline | its MAE | our MAE | ratio | 95\u00a0% coverage | seasons | fit, s |');
console.log('|---|---|---|--:|--:|--:|--:|---|--:|');
for (const reading of readings) console.log(measure(reading));

function measure(reading: Reading): string {
  const entry = expected.find(({ file }) => file === reading.file)!;
  const { at, values, timeZone } = readSeries(reading, entry);
  const stepMs = entry.stepSeconds * 1000;
  const regular = regularise(at, values, stepMs);
  const horizon = entry.reference!.baselines.horizonSteps;
  const cut = regular.at[regular.at.length - horizon]!;
  const train = at.findIndex((instant) => instant >= cut);
  const perSecond = reading.kind === 'count' ? entry.stepSeconds : 1;
  const series = { stepSeconds: entry.stepSeconds, timeZone, kind: reading.kind };
  const forecast = forecastSeries({ at: at.slice(0, train), values: values.slice(0, train), ...series }, regular.at.slice(-horizon));
  const actual = regular.values.slice(-horizon);
  const mae = actual.reduce((sum, value, index) => sum + Math.abs(value - forecast.median[index]! * perSecond), 0) / horizon;
  const inside = actual.filter((value, index) => value >= forecast.low95[index]! * perSecond && value <= forecast.high95[index]! * perSecond).length;
  const best = bestBaseline(entry.reference!.baselines);
  const check = Math.abs(naive(regular.values, horizon, entry) - (entry.reference!.baselines.seasonalNaive_week as { mae: number } | undefined)?.mae!);
  if (check > 0.01) console.error(`${reading.file}: read differently from expect.json (the weekly baseline is off by ${check}).`);
  const started = performance.now();
  const fit = fitDemand({
    at, values, ...series, unit: '', seriesId: 1, seriesName: entry.reference!.target, file: reading.file,
    horizonStart: new Date(at[at.length - 1]! + 30 * 86_400_000).toISOString().slice(0, 10),
  });
  const seconds = (performance.now() - started) / 1000;
  if (process.argv.includes('--verbose')) {
    const { observed, forecast: fan, backtest, season, ...rest } = fit;
    console.error(JSON.stringify(rest, null, 1));
    console.error(backtest.map((row) => `   ${row.method}: ${row.mase.toFixed(3)} ${row.coverage95?.toFixed(3) ?? ''} (${row.origins})`).join('\n'));
    console.error(observed.values.slice(-3), [0, 30, 364].map((day) => [fan.p2_5[day], fan.p50[day], fan.p97_5[day]].map((value) => value?.toPrecision(4)).join(' ')), season.monthOfYear);
  }
  return `| ${reading.file.replace('.csv', '')} | ${horizon} × ${entry.stepSeconds}\u00a0s | ${best.name} | ${best.mae.toPrecision(4)} | ${mae.toPrecision(4)} | ${(mae / best.mae).toFixed(2)} | ${(100 * inside / horizon).toFixed(1)}\u00a0% | ${fit.seasons.join(', ') || 'none'} | ${seconds.toFixed(2)} |`;
}

function bestBaseline(baselines: Record<string, unknown>): { name: string; mae: number } {
  return Object.entries(baselines)
    .filter((entry): entry is [string, { mae: number }] => typeof entry[1] === 'object')
    .map(([name, { mae }]) => ({ name, mae }))
    .sort((a, b) => a.mae - b.mae)[0]!;
}

function naive(values: Float64Array, horizon: number, entry: Expected): number {
  const period = Math.round((7 * 86_400) / entry.stepSeconds);
  if (horizon > 2 * period || !entry.reference!.baselines.seasonalNaive_week) return Number.NaN;
  const start = values.length - horizon;
  let sum = 0;
  for (let index = 0; index < horizon; index++) sum += Math.abs(values[start + index]! - values[start - period + (index % period)]!);
  return sum / horizon;
}

function readSeries(reading: Reading, entry: Expected): { at: Float64Array; values: Float64Array; timeZone: string } {
  const timeZone = entry.timezone ?? 'UTC';
  const rows = readFileSync(join(folder, reading.file), 'latin1').split(/\r?\n/).slice(1)
    .map((line) => line.split(',')).filter((cells) => cells.length > 1)
    .map((cells) => ({ wall: reading.wall(cells), value: reading.value(cells) }))
    .filter(({ wall, value }) => Number.isFinite(wall) && Number.isFinite(value))
    .sort((a, b) => a.wall - b.wall);
  const clock = createLocalClock(timeZone, rows[0]!.wall, rows[rows.length - 1]!.wall);
  const shift = reading.shift ?? 0;
  const samples = new Map<number, number>();
  let before = Number.NaN;
  for (const { wall, value } of rows) {
    const instants = clock.fromWall(wall - shift);
    const at = instants.length === 0 ? wall - shift - clock.offsetMinutes(wall - shift) * 60_000 : instants[wall === before ? instants.length - 1 : 0]!;
    before = wall;
    samples.set(at, value);
  }
  const at = Float64Array.from(samples.keys()).sort();
  return { at, values: at.map((instant) => samples.get(instant)!), timeZone };
}

/** Every step from the first to the last, missing ones in straight lines. */
function regularise(at: Float64Array, values: Float64Array, stepMs: number): { at: Float64Array; values: Float64Array } {
  const steps = Math.round((at[at.length - 1]! - at[0]!) / stepMs) + 1;
  const instants = Float64Array.from({ length: steps }, (_none, step) => at[0]! + step * stepMs);
  let before = 0;
  const filled = instants.map((instant) => {
    while (before + 1 < at.length && at[before + 1]! <= instant) before += 1;
    const share = before + 1 < at.length ? (instant - at[before]!) / (at[before + 1]! - at[before]!) : 0;
    return values[before]! + share * ((values[before + 1] ?? values[before]!) - values[before]!);
  });
  return { at: instants, values: filled };
}

function usWall(text: string): number {
  const match = /^(\d+)\/(\d+)\/(\d+) (\d+):(\d+):(\d+) (AM|PM)$/.exec(text);
  if (!match) return Number.NaN;
  const [, month, day, year, hour, minute] = match.map(Number) as [number, number, number, number, number, number];
  return Date.UTC(year, month - 1, day, (hour % 12) + (match[7] === 'PM' ? 12 : 0), minute);
}

function dayFirstWall(text: string): number {
  const match = /^(\d+)-(\d+)-(\d+) (\d+):(\d+)$/.exec(text);
  if (!match) return Number.NaN;
  const [, day, month, year, hour, minute] = match.map(Number) as [number, number, number, number, number, number];
  return Date.UTC(year, month - 1, day, hour, minute);
}

