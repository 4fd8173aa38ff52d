import type { Growth } from '../domain/demand.ts';
import {
  createStream,
  hashText,
  keyFromHash,
  randomKey,
  stratifiedUniform,
  uniformAt,
  type RandomKey,
} from '../statistics/random.ts';
import { exponentialAt, fastNormalAt, quantityAt } from '../statistics/sampling.ts';
import { DAY_MS, MINUTE_MS } from '../units/instant.ts';
import type { CompiledPlan } from './compiled-plan.ts';
import type { Draw, Inputs } from './draw-inputs.ts';

const YEAR_DAYS = 365.25;

/** Fresh arrivals per second of one future: [journey × regions + region][step] (M1). Buffers are reused. */
export interface DemandPath {
  rates: Float64Array[];
  /** All regions together, by journey. */
  totals: Float64Array[];
  commonNoise: Float64Array;
  /** By day, then by step; `grown` names whose growth it is. */
  growth: Float64Array;
  growthOfStep: Float64Array;
  grown: string;
}

export function createDemandPath({ plan, grid }: CompiledPlan): DemandPath {
  const array = () => new Float64Array(grid.steps);
  return {
    rates: plan.journeys.flatMap(() => plan.regions.map(array)),
    totals: plan.journeys.map(array),
    commonNoise: array(),
    growth: new Float64Array(grid.days.length + 1),
    growthOfStep: array(),
    grown: '',
  };
}

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
  path.grown = '';
  const noisy = plan.journeys.some((_journey, index) => noiseOf(compiled, index).sigma !== 0);
  if (noisy) fillCommonNoise(path.commonNoise, seed, replication);
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
    if (path.grown !== purpose) fillGrowth(path, growth, purpose, compiled, draw);
    fillTotals(compiled, path, index, level, seed, replication, draw);
    spreadOverRegions(compiled, inputs, path, index);
  });
  applyEvents(compiled, path, seed, replication);
  applySurges(compiled, path, seed, replication, draw);
}

function noiseOf({ plan }: CompiledPlan, index: number) {
  const demand = plan.demand.journeys.find((candidate) => candidate.journey === plan.journeys[index]!.id);
  return demand?.noise ?? plan.demand.noise;
}

function fillCommonNoise(common: Float64Array, seed: number, replication: number): void {
  const { high, low } = randomKey(seed, replication, 'demand/noise');
  for (let step = 0; step < common.length; step++) common[step] = fastNormalAt(uniformAt(high, low, step));
}

/** Level × growth × noise, before season, region and events (M2, M6). */
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
  const { growthOfStep } = path;
  const total = path.totals[index]!;
  const noise = noiseOf(compiled, index);
  const own =
    plan.demand.journeys.find(({ journey }) => journey === plan.journeys[index]!.id)?.noise !== undefined;
  const purpose = own ? `demand/journeys/${plan.journeys[index]!.id}/noise` : 'demand/noise';
  const sigma = draw(noise.sigma, `${purpose}/sigma`, 0, 3);
  if (sigma === 0) {
    for (let step = 0; step < total.length; step++) total[step] = level * growthOfStep[step]!;
    return;
  }
  const hash = `demand/journeys/${plan.journeys[index]!.id}/noise/own`;
  addNoise(total, path, level, {
    ...keyFromHash(seed, replication, hashText(hash), hashText(`${hash}#`)),
    memory: noise.autocorrelation ** (grid.stepMinutes / 60),
    shared: Math.sqrt(noise.commonShare),
    alone: Math.sqrt(1 - noise.commonShare),
    sigma,
  });
}

interface NoiseLaw extends RandomKey {
  memory: number;
  shared: number;
  alone: number;
  sigma: number;
}

/** Stationary from the first step on; mean 1. */
function addNoise(total: Float64Array, path: DemandPath, level: number, law: NoiseLaw): void {
  const { growthOfStep, commonNoise } = path;
  const { high, low, memory, shared, alone, sigma } = law;
  const correction = (sigma * sigma) / 2;
  const fresh = Math.sqrt(1 - memory * memory);
  let state = 0;
  for (let step = 0; step < total.length; step++) {
    const shock = shared * commonNoise[step]! + alone * fastNormalAt(uniformAt(high, low, step));
    state = step === 0 ? shock : memory * state + fresh * shock;
    total[step] = level * growthOfStep[step]! * Math.exp(sigma * state - correction);
  }
}

/** Factor at each day's start, 1 at the start of the horizon, and straight lines between. */
function fillGrowth(
  path: DemandPath,
  growth: Growth,
  purpose: string,
  compiled: CompiledPlan,
  draw: Draw,
): void {
  const { growth: factors, growthOfStep } = path;
  const factorAt = growthFactor(growth, purpose, compiled, draw);
  for (let day = 0; day < factors.length; day++) factors[day] = Math.max(0, factorAt(day));
  const stepsPerDay = (24 * 60) / compiled.grid.stepMinutes;
  for (let step = 0; step < growthOfStep.length; step++) {
    const day = step / stepsPerDay;
    const whole = Math.min(day | 0, factors.length - 2);
    growthOfStep[step] = factors[whole]! + (day - whole) * (factors[whole + 1]! - factors[whole]!);
  }
  path.grown = purpose;
}

function growthFactor(
  growth: Growth,
  purpose: string,
  { grid }: CompiledPlan,
  draw: Draw,
): (day: number) => number {
  const dayOf = (date: string) =>
    (Date.parse(`${date}T00:00:00Z`) - Date.parse(`${grid.days[0]}T00:00:00Z`)) / DAY_MS;
  switch (growth.kind) {
    case 'none':
      return () => 1;
    case 'linear': {
      const perYear = draw(growth.perYear, `${purpose}/perYear`, -1);
      return (day) => 1 + (perYear * day) / YEAR_DAYS;
    }
    case 'compound': {
      const rate = Math.log1p(draw(growth.perYear, `${purpose}/perYear`, -0.99)) / YEAR_DAYS;
      return (day) => Math.exp(rate * day);
    }
    case 'sCurve': {
      const ceiling = draw(growth.ceiling, `${purpose}/ceiling`, 1e-6);
      const midpoint = dayOf(growth.midpoint);
      const width = Math.max(30, Math.abs(midpoint) / 4);
      const start = logistic(-midpoint / width);
      return (day) => 1 + ((ceiling - 1) * (logistic((day - midpoint) / width) - start)) / (1 - start);
    }
    case 'steps': {
      const steps = growth.steps
        .map(({ date, factor, rampDays }, index) => ({
          day: dayOf(date),
          factor: draw(factor, `${purpose}/steps/${index}/factor`),
          rampDays,
        }))
        .sort((a, b) => a.day - b.day);
      return (day) =>
        steps.reduce((before, step) => {
          if (day < step.day) return before;
          const passed = step.rampDays > 0 ? Math.min(1, (day - step.day) / step.rampDays) : 1;
          return before + (step.factor - before) * passed;
        }, 1);
    }
  }
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

function spreadOverRegions(
  { plan, demand }: CompiledPlan,
  inputs: Inputs,
  path: DemandPath,
  index: number,
): void {
  const regions = plan.regions.length;
  const total = path.totals[index]!;
  for (let region = 0; region < regions; region++) {
    const rate = path.rates[index * regions + region]!;
    const season = demand.seasons[demand.seasonOf[index * regions + region]!]!;
    const share = inputs.shares[region]!;
    multiply(rate, total, season, share);
  }
  sumRegions(path, index, regions, 0, total.length);
}

function multiply(into: Float64Array, total: Float64Array, season: Float32Array, share: number): void {
  for (let step = 0; step < into.length; step++) into[step] = total[step]! * share * season[step]!;
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
    for (const journey of journeys) {
      for (const region of regions) {
        const rate = path.rates[journey * plan.regions.length + region]!;
        for (let index = 0; index < weights.length; index++)
          rate[firstStep + index]! *= 1 + (multiplier - 1) * weights[index]!;
      }
      sumRegions(path, journey, plan.regions.length, firstStep, firstStep + weights.length);
    }
  }
}

/** Poisson in time over the whole horizon, each with its own size and length (M5). */
function applySurges(
  { plan, grid }: CompiledPlan,
  path: DemandPath,
  seed: number,
  replication: number,
  draw: Draw,
): void {
  const regions = plan.regions.length;
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
      for (
        let step = Math.floor(at / grid.stepMinutes);
        step < grid.steps && step * grid.stepMinutes < at + length;
        step++
      ) {
        const from = Math.max(at, step * grid.stepMinutes);
        const share = (Math.min(at + length, (step + 1) * grid.stepMinutes) - from) / grid.stepMinutes;
        for (const journey of touched) {
          for (let region = 0; region < regions; region++)
            path.rates[journey * regions + region]![step]! *= 1 + (multiplier - 1) * share;
          sumRegions(path, journey, regions, step, step + 1);
        }
      }
    }
  }
}

/** Makes the journey's totals from its regions, steps `from` to `to` − 1. */
function sumRegions(path: DemandPath, journey: number, regions: number, from: number, to: number): void {
  const total = path.totals[journey]!;
  const first = path.rates[journey * regions]!;
  for (let step = from; step < to; step++) total[step] = first[step]!;
  for (let region = 1; region < regions; region++) {
    const rate = path.rates[journey * regions + region]!;
    for (let step = from; step < to; step++) total[step]! += rate[step]!;
  }
}
