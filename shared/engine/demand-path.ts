import { hashText, keyFromHash, stratifiedUniform, randomKey, createStream } from '../statistics/random.ts';
import { fillNormals } from '../statistics/normal-row.ts';
import { exponentialAt, quantityAt } from '../statistics/sampling.ts';
import { DAY_MS, MINUTE_MS } from '../units/instant.ts';
import type { CompiledPlan, ForecastPoint } from './compiled-plan.ts';
import type { Draw, Inputs } from './draw-inputs.ts';
import { fillForecast } from './forecast.ts';
import { addNoise, multiplyExponentials, SMALL_SIGMA } from './demand-noise.ts';
import { fillGrowth, YEAR_DAYS, type GrowthDays } from './growth-factors.ts';
import { createRegionMixes, fillRegionMixes, multiplyRegions, type RegionMix } from './region-mix.ts';

/** Fresh arrivals per second of one future (M1). Buffers are reused. */
export interface DemandPath {
  /** All regions together, by journey. */
  totals: Float64Array[];
  /** Where they come from, by journey. */
  mixes: RegionMix[];
  commonNoise: Float64Array;
  growth: GrowthDays;
  /** The first step of each day, and the step after the last. */
  dayStarts: number[];
  /** Growth × season, by step; `based` names whose they are. */
  base: Float64Array;
  based: { purpose: string; mix: RegionMix } | null;
}

export function createDemandPath(compiled: CompiledPlan): DemandPath {
  const { plan, grid } = compiled;
  const array = () => new Float64Array(grid.steps);
  return {
    totals: plan.journeys.map(array),
    mixes: createRegionMixes(compiled),
    commonNoise: array(),
    growth: { starts: new Float64Array(grid.days.length), ends: new Float64Array(grid.days.length) },
    dayStarts: [...grid.days.keys()].map((day) => grid.dayOf.indexOf(day)).concat(grid.steps),
    base: array(),
    based: null,
  };
}

/** Arrivals per second from one region. */
export const regionRate = ({ totals, mixes }: DemandPath, journey: number, region: number, step: number) =>
  totals[journey]![step]! * mixes[journey]!.splits[region]![step]!;

/** Fills the path with the demand of one future. */
export function drawDemand(
  compiled: CompiledPlan,
  inputs: Inputs,
  path: DemandPath,
  seed: number,
  replication: number,
  draw: Draw,
): void {
  const { plan } = compiled;
  path.based = null;
  fillRegionMixes(path.mixes, inputs.shares);
  const noisy = plan.journeys.some((_journey, index) => noiseOf(compiled, index).sigma !== 0);
  if (noisy) fillNormals(path.commonNoise, randomKey(seed, replication, 'demand/noise'));
  plan.journeys.forEach((journey, index) => {
    const demand = plan.demand.journeys.find((candidate) => candidate.journey === journey.id)!;
    const at = `demand/journeys/${journey.id}`;
    const driver = plan.demand.drivers.find(({ id }) => id === demand.driver?.id);
    const level =
      driver && demand.driver
        ? draw(driver.level, `demand/drivers/${driver.id}/level`) *
          draw(demand.driver.ratio, `${at}/driver/ratio`)
        : draw(demand.level, `${at}/level`);
    const [growth, purpose] = demand.growth
      ? [demand.growth, `${at}/growth`]
      : driver?.growth
        ? [driver.growth, `demand/drivers/${driver.id}/growth`]
        : [plan.demand.growth, 'demand/growth'];
    const mix = path.mixes[index]!;
    if (path.based?.purpose !== purpose || path.based.mix !== mix) {
      const { forecast } = compiled.demand;
      if (forecast && purpose === 'demand/growth') fillForecastBase(path, mix, forecast, compiled, draw);
      else {
        fillGrowth(path.growth, growth, purpose, compiled, draw);
        fillBase(path, mix);
      }
      path.based = { purpose, mix };
    }
    fillTotals(compiled, path, index, level, seed, replication, draw);
  });
  applyEvents(compiled, path, seed, replication);
  applySurges(compiled, path, seed, replication, draw);
}

function noiseOf({ plan }: CompiledPlan, index: number) {
  const demand = plan.demand.journeys.find((candidate) => candidate.journey === plan.journeys[index]!.id);
  return demand?.noise ?? plan.demand.noise;
}

/** Growth in a straight line through each day, times season. */
function fillBase({ base, growth, dayStarts }: DemandPath, { season }: RegionMix): void {
  for (let day = 0; day + 1 < dayStarts.length; day++) {
    const from = dayStarts[day]!;
    const to = dayStarts[day + 1]!;
    const before = growth.starts[day]!;
    const each = (growth.ends[day]! - before) / (to - from);
    for (let step = from; step < to; step++) base[step] = (before + (step - from) * each) * season[step]!;
  }
}

/** A forecast made elsewhere in the place of the plan's growth, times season. */
function fillForecastBase(
  { base }: DemandPath,
  { season }: RegionMix,
  forecast: readonly ForecastPoint[],
  { grid }: CompiledPlan,
  draw: Draw,
): void {
  fillForecast(base, forecast, grid.stepMinutes, draw);
  for (let step = 0; step < base.length; step++) base[step]! *= season[step]!;
}

/** Level × growth × season × noise, before events (M6). */
function fillTotals(
  compiled: CompiledPlan,
  path: DemandPath,
  index: number,
  level: number,
  seed: number,
  replication: number,
  draw: Draw,
): void {
  const { plan, grid } = compiled;
  const total = path.totals[index]!;
  const noise = noiseOf(compiled, index);
  const own =
    plan.demand.journeys.find(({ journey }) => journey === plan.journeys[index]!.id)?.noise !== undefined;
  const purpose = own ? `demand/journeys/${plan.journeys[index]!.id}/noise` : 'demand/noise';
  const sigma = draw(noise.sigma, `${purpose}/sigma`, 0, 3);
  if (sigma === 0) return setScaled(total, path.base, level);
  const hash = `demand/journeys/${plan.journeys[index]!.id}/noise/own`;
  fillNormals(total, keyFromHash(seed, replication, hashText(hash), hashText(`${hash}#`)));
  addNoise(total, path.commonNoise, {
    memory: noise.autocorrelation ** (grid.stepMinutes / 60),
    shared: Math.sqrt(noise.commonShare),
    alone: Math.sqrt(1 - noise.commonShare),
    sigma,
  });
  multiplyExponentials(total, path.base, level, sigma <= SMALL_SIGMA);
}

function setScaled(total: Float64Array, base: Float64Array, level: number): void {
  for (let step = 0; step < total.length; step++) total[step] = level * base[step]!;
}

function applyEvents(
  { plan, demand }: CompiledPlan,
  path: DemandPath,
  seed: number,
  replication: number,
): void {
  for (const { event, purpose, firstStep, weights, journeys, regions } of demand.events) {
    const multiplier = Math.max(
      0,
      quantityAt(plan.demand.events[event]!.multiplier, stratifiedUniform(seed, replication, purpose)),
    );
    const isEverywhere = regions.length === plan.regions.length;
    for (const journey of journeys) {
      const total = path.totals[journey]!;
      for (let index = 0; index < weights.length; index++) {
        const step = firstStep + index;
        const factor = 1 + (multiplier - 1) * weights[index]!;
        total[step]! *= isEverywhere ? factor : multiplyRegions(path.mixes[journey]!, regions, step, factor);
      }
    }
  }
}

/** Poisson in time over the whole horizon, each with its own size and length (M5). */
function applySurges(
  compiled: CompiledPlan,
  path: DemandPath,
  seed: number,
  replication: number,
  draw: Draw,
): void {
  const { plan, grid } = compiled;
  const yearMinutes = (YEAR_DAYS * DAY_MS) / MINUTE_MS;
  for (const surge of plan.demand.surges) {
    const stream = createStream(randomKey(seed, replication, `demand/surges/${surge.id}`));
    const perYear = draw(surge.perYear, `demand/surges/${surge.id}/perYear`);
    if (perYear <= 0) continue;
    const touched = plan.journeys.flatMap(({ id }, index) =>
      !surge.journeys || surge.journeys.includes(id) ? [index] : [],
    );
    const end = grid.steps * grid.stepMinutes;
    for (
      let at = exponentialAt(yearMinutes / perYear, stream());
      at < end;
      at += exponentialAt(yearMinutes / perYear, stream())
    ) {
      const multiplier = Math.max(0, quantityAt(surge.multiplier, stream()));
      const length = Math.max(1, quantityAt(surge.durationMinutes, stream()));
      multiplySpan(compiled, path, touched, { at, length, multiplier });
    }
  }
}

/** Multiplies arrivals from `at` on for `length` minutes; a step touched in part gets its share of it. */
export function multiplySpan(
  { grid: { stepMinutes, steps } }: Pick<CompiledPlan, 'grid'>,
  path: DemandPath,
  journeys: readonly number[],
  { at, length, multiplier }: { at: number; length: number; multiplier: number },
): void {
  for (let step = Math.floor(at / stepMinutes); step < steps && step * stepMinutes < at + length; step++) {
    const from = Math.max(at, step * stepMinutes);
    const share = (Math.min(at + length, (step + 1) * stepMinutes) - from) / stepMinutes;
    for (const journey of journeys) path.totals[journey]![step]! *= 1 + (multiplier - 1) * share;
  }
}
