import { trendColumns, writeRow } from './daily-design.ts';
import { levelParts, type DailyModel } from './daily-model.ts';
import { quantileSorted } from './robust.ts';
import type { SeededStream } from './seeded-stream.ts';

/** Possible futures of the daily level on the model's scale: `paths[path][day ahead]`. */
export interface DailyPaths {
  levels: Float64Array[];
  /** The trend alone, without what fades and what is new every day. */
  trends: Float64Array[];
  /** Trend of a path on a day before or after the end of the history. */
  trendAt(path: number, day: number): number;
}

export interface PathOptions {
  /** Local day number of the first day ahead. */
  start: number;
  days: number;
  paths: number;
  random: SeededStream;
}

const BLOCK_DAYS = 7;
const SLOPE_CHANGE_EVERY = 91;

/**
 * Coefficients drawn from their uncertainty, slopes that may change again every quarter, and
 * one-day-ahead errors of the past in blocks of seven days.
 */
export function drawPaths(model: DailyModel, { start, days, paths, random }: PathOptions): DailyPaths {
  const innovations = model.innovations.filter(Number.isFinite);
  const { design } = model;
  const rows = Array.from({ length: days }, (_none, ahead) => {
    const row = new Float64Array(design.columns);
    writeRow(design, start + ahead, row);
    return row;
  });
  const drawn = Array.from({ length: paths }, () => drawCoefficients(model, random));
  const changes = drawn.map(() => drawSlopeChanges(model, days, random));
  const trends = drawn.map((coefficients, path) =>
    Float64Array.from(
      rows,
      (row, ahead) => dot(row, coefficients, 0, trendColumns(design)) + bentTrend(changes[path]!, ahead),
    ),
  );
  const levels = drawn.map((coefficients, path) => {
    const rest = drawRest(model, innovations, days, random);
    return Float64Array.from(
      rows,
      (row, ahead) =>
        trends[path]![ahead]! + dot(row, coefficients, trendColumns(design), design.columns) + rest[ahead]!,
    );
  });
  const trendAt = (path: number, day: number): number =>
    trends[path]![day - start] ??
    levelParts(model, day, drawn[path]!).trend + bentTrend(changes[path]!, day - start);
  return { levels, trends, trendAt };
}

/** Ends of the central `share` of the paths around their median, per day. */
export function spreadOf(
  paths: Float64Array[],
  medians: Float64Array,
  share = 0.95,
): { low: Float64Array; high: Float64Array } {
  const low = new Float64Array(medians.length);
  const high = new Float64Array(medians.length);
  for (let day = 0; day < medians.length; day++) {
    const sorted = Float64Array.from(paths, (path) => path[day]!).sort();
    low[day] = Math.max(0, medians[day]! - quantileSorted(sorted, (1 - share) / 2));
    high[day] = Math.max(0, quantileSorted(sorted, (1 + share) / 2) - medians[day]!);
  }
  return { low, high };
}

function dot(row: Float64Array, coefficients: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let column = from; column < to; column++) sum += row[column]! * coefficients[column]!;
  return sum;
}

function drawCoefficients(model: DailyModel, random: SeededStream): Float64Array {
  const deviation = model.factored.spread(
    Float64Array.from({ length: model.design.columns }, () => random.normal()),
  );
  return model.coefficients.map((value, column) => value + deviation[column]!);
}

/** Slope changes per day at the end of each quarter ahead. */
function drawSlopeChanges(model: DailyModel, days: number, random: SeededStream): number[] {
  const perDay = model.slopeChange / 365.25;
  return Array.from({ length: Math.floor(days / SLOPE_CHANGE_EVERY) }, () => perDay * random.normal());
}

function bentTrend(changes: number[], ahead: number): number {
  return changes.reduce(
    (sum, change, quarter) => sum + change * Math.max(0, ahead - (quarter + 1) * SLOPE_CHANGE_EVERY),
    0,
  );
}

function drawRest(
  model: DailyModel,
  innovations: Float64Array,
  days: number,
  random: SeededStream,
): Float64Array {
  const { phi, gain, innovation } = model.persistence;
  const scale = model.sigma * innovation;
  let [fast, slow] = model.state;
  let from = 0;
  return Float64Array.from({ length: days }, (_none, ahead) => {
    if (ahead % BLOCK_DAYS === 0)
      from = Math.floor(random.uniform() * Math.max(1, innovations.length - BLOCK_DAYS + 1));
    const error = scale * (innovations[(from + (ahead % BLOCK_DAYS)) % Math.max(1, innovations.length)] ?? 0);
    const value = fast + slow + error;
    fast = phi[0] * (fast + gain[0] * error);
    slow = phi[1] * (slow + gain[1] * error);
    return value;
  });
}
