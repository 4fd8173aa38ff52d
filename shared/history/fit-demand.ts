import { backtest, TWO_LEVEL, type Backtest } from './fit/backtest.ts';
import { dateOf, type DayGrid, type SampledSeries } from './fit/day-grid.ts';
import { fitOptions, readSeries } from './fit/forecast-series.ts';
import { HistoryTooShort } from './fit/history-too-short.ts';
import { toPlanDemand } from './fit/plan-demand.ts';
import { mean, quantileSorted } from './fit/robust.ts';
import { drawPaths } from './fit/sample-paths.ts';
import type { SeasonsFound } from './fit/seasons-found.ts';
import { createSeededStream } from './fit/seeded-stream.ts';
import { fitTwoLevel, forecastLevels, type TwoLevelModel } from './fit/two-level.ts';
import { fromModelScale } from './fit/value-scale.ts';
import type { DemandFit, Fan } from './demand-fit.ts';

export interface FitDemandInput extends SampledSeries {
  unit: string;
  seriesId: number;
  seriesName: string;
  file: string;
  /** First day of the plan's horizon, `2027-01-01`. */
  horizonStart: string;
  /** Of the sample paths; the same seed gives the same fit. */
  seed?: number;
  /** 0 to 1. */
  onProgress?(share: number): void;
}

const AHEAD_DAYS = 365;
const PATHS = 500;
const SHORTEST_DAYS = 7;

/**
 * Fits level, growth, seasons and noise to a series, with intervals that were checked against the
 * series' own past. Rates are per second for counts, else in the series' unit.
 * Throws HistoryTooShort when less than a week was observed.
 */
export function fitDemand(input: FitDemandInput): DemandFit {
  const { seed = 1, onProgress } = input;
  refuseShort(input);
  const { grid, choice } = readSeries(input);
  const options = fitOptions(input, grid, choice, grid.firstDay + grid.days + AHEAD_DAYS);
  const { seasons } = options;
  onProgress?.(0.1);
  const checked = backtest(grid, options, { seed, onProgress: (share) => onProgress?.(0.1 + 0.7 * share) });
  const model = fitTwoLevel(grid, options);
  const start = grid.firstDay + grid.days;
  const paths = drawPaths(model.daily, {
    start,
    days: AHEAD_DAYS,
    paths: PATHS,
    random: createSeededStream(seed),
  });
  onProgress?.(0.9);
  const demand = toPlanDemand(model, paths, {
    horizonStart: input.horizonStart,
    spreadFactor: checked.spreadFactor(AHEAD_DAYS),
    isCount: input.kind === 'count',
    stepSeconds: input.stepSeconds,
  });
  const fit: DemandFit = {
    series: input.seriesId,
    seriesName: input.seriesName,
    file: input.file,
    seasons: seasonNames(seasons),
    ...demand,
    ...judge(checked),
    warnings: [
      ...choice.warnings,
      ...shiftWarning(model),
      ...warningsOf(input, grid, seasons, checked),
    ].flat(),
    fittedFrom: dateOf(grid.firstDay),
    fittedTo: dateOf(start - 1),
    observed: observedDays(model),
    forecast: fanOf(model, paths.levels, checked),
  };
  onProgress?.(1);
  return fit;
}

function refuseShort(input: FitDemandInput): void {
  if (input.values.length > 0 && input.values.every((value) => value === 0)) {
    throw new HistoryTooShort(
      `"${input.seriesName}" in ${input.file} is zero throughout: there is nothing to fit. Choose another column, or type the level by hand.`,
    );
  }
  const finite = input.values.filter(Number.isFinite);
  if (finite.some((value) => value < 0) && mean(finite) <= 0) {
    throw new HistoryTooShort(
      `"${input.seriesName}" in ${input.file} is below zero on average, which a demand cannot be. Choose another column, or mark the negative numbers as missing if they stand for "no measurement".`,
    );
  }
  const seen = finite.length;
  const days = seen < 2 ? 0 : (input.at[input.at.length - 1]! - input.at[0]!) / 86_400_000;
  if (days < SHORTEST_DAYS - 0.5 || (seen * input.stepSeconds) / 86_400 < SHORTEST_DAYS / 2) {
    throw new HistoryTooShort(
      `"${input.seriesName}" in ${input.file} holds ${seen} values over ${days.toFixed(1)}\u00a0days. A fit needs at least ${SHORTEST_DAYS}\u00a0days, and 15\u00a0months to see a yearly season. Import a longer export of the same metric, or type the level by hand.`,
    );
  }
}

/** The method that did best on the past; figures of the model that the plan is filled from. */
function judge({
  rows,
  nearRows,
}: Backtest): Pick<DemandFit, 'method' | 'mase' | 'baselineMase' | 'coverage95' | 'backtest'> {
  const own = rows.find(({ method }) => method === TWO_LEVEL);
  const best = rows.find(({ method }) => method !== TWO_LEVEL);
  return {
    method: rows[0]?.method ?? TWO_LEVEL,
    mase: own?.mase ?? 1,
    baselineMase: best?.mase ?? 1,
    coverage95: own?.coverage95 ?? 0.95,
    backtest: nearRows[0]?.horizonDays === rows[0]?.horizonDays ? rows : [...rows, ...nearRows],
  };
}

function seasonNames({ day, week, year }: SeasonsFound): DemandFit['seasons'] {
  return [
    ...(day ? ['day' as const] : []),
    ...(week ? ['week' as const] : []),
    ...(year ? ['year' as const] : []),
  ];
}

function warningsOf(
  input: FitDemandInput,
  grid: DayGrid,
  seasons: SeasonsFound,
  { rows, spreadFactor }: Backtest,
): string[] {
  const warnings: string[] = [];
  const missing = grid.values.filter(Number.isNaN).length / grid.values.length;
  if (grid.days < 90)
    warnings.push(
      `Only ${grid.days}\u00a0days: growth per year can hardly be told from chance, its range is wide.`,
    );
  else if (grid.days < 456)
    warnings.push(
      `${grid.days}\u00a0days are too few to see a yearly season; what looks like growth may be one.`,
    );
  if (!seasons.day && grid.slotsPerDay > 1)
    warnings.push('No daily season: the hours of the day do not repeat. None is put into the plan.');
  if (missing > 0.02)
    warnings.push(
      `${(100 * missing).toFixed(1)}\u00a0% of the steps are missing; levels are taken from what was seen.`,
    );
  if (input.kind === 'percentile')
    warnings.push('Percentiles do not add up to a load; use a count or a rate to fit demand.');
  const best = rows[0];
  if (best && best.method !== TWO_LEVEL) {
    warnings.push(
      `"${best.method}" was closer to the past (error ${best.mase.toFixed(2)}) than the fitted model; check the picture before you use the fit.`,
    );
  }
  const widened = spreadFactor(AHEAD_DAYS);
  if (widened > 1.5)
    warnings.push(`Intervals were widened ${widened.toFixed(1)}\u00a0times, as much as the past demanded.`);
  return warnings;
}

function shiftWarning({ daily }: TwoLevelModel): string[] {
  const days = daily.design.shifts.map(dateOf);
  return days.length === 0
    ? []
    : [
        `The level changed for good on ${days.join(' and ')}. The plan's level is that after the change; check what happened then.`,
      ];
}

function observedDays({ grid, shaped }: TwoLevelModel): DemandFit['observed'] {
  return {
    dates: Array.from({ length: grid.days }, (_none, day) => dateOf(grid.firstDay + day)),
    values: Array.from(shaped.levels, (level, day) =>
      Number.isFinite(level) && shaped.coverage[day]! >= 0.25 ? level : null,
    ),
  };
}

/** Quantiles of the paths around the median, widened as the backtest demanded. */
function fanOf(model: TwoLevelModel, paths: Float64Array[], { spreadFactor }: Backtest): Fan {
  const medians = forecastLevels(model, AHEAD_DAYS);
  const start = model.grid.firstDay + model.grid.days;
  const sorted = Array.from(medians, (_median, day) => Float64Array.from(paths, (path) => path[day]!).sort());
  const band = (share: number): number[] =>
    sorted.map((values, day) =>
      fromModelScale(
        medians[day]! + spreadFactor(day + 1) * (quantileSorted(values, share) - medians[day]!),
        model.scale,
      ),
    );
  return {
    dates: sorted.map((_values, day) => dateOf(start + day)),
    p2_5: band(0.025),
    p10: band(0.1),
    p25: band(0.25),
    p50: band(0.5),
    p75: band(0.75),
    p90: band(0.9),
    p97_5: band(0.975),
  };
}
