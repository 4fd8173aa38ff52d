import type { Component } from '../domain/component.ts';
import { visitsOf } from '../domain/journey.ts';
import { usableCapacity } from '../queueing/scalability.ts';
import { stratifiedUniform } from '../statistics/random.ts';
import { quantityAt } from '../statistics/sampling.ts';
import { isRange, type Quantity } from '../units/quantity.ts';
import type { CompiledPlan } from './compiled-plan.ts';
import type { Uniform } from './correlated-inputs.ts';
import type { CompiledRules } from './compiled-rules.ts';
import { onInstances, serviceOf } from './compile-response.ts';
import { fillRequestCalls, type RequestCalls } from './request-calls.ts';
import { cv2Of } from './service-law.ts';

/** Nine steps in ten are below it everywhere; see quiet-step.ts. */
export const QUIET_UTILIZATION = 0.9;

/** Below so many places a queue's limit shows at any utilization. */
export const FEW_PLACES = 200;

/** Draws an uncertain number by its place in the plan: once per future (E5). */
export type Draw = (quantity: Quantity, purpose: string, low?: number, high?: number) => number;

export function createDraw(seed: number, replication: number, uniform: Uniform = stratifiedUniform): Draw {
  return (quantity, purpose, low = 0, high = Infinity) => {
    if (!isRange(quantity)) return quantity;
    return Math.min(high, Math.max(low, quantityAt(quantity, uniform(seed, replication, purpose))));
  };
}

/** One station in one future. Index 0 … maximum instances where arrays go by instances up. */
export interface StationInputs {
  instances: number;
  maximum: number;
  concurrency: number;
  /** Effective servers by instances up: usable capacity × concurrency, not rounded. */
  servers: Float64Array;
  /** Erlangs up to which an autoscaler keeps this many instances. */
  scaleLoad: Float64Array;
  autoscaled: boolean;
  minimum: number;
  /** The lag in whole steps and the minutes of a step beyond; steps the cooldown looks back. */
  lagSteps: number;
  lateMinutes: number;
  holdSteps: number;
  /** Utilization below which a step may be quiet: no shedding rule looks at less. And whether any waiting makes it eventful. */
  quietBelow: number;
  isTight: boolean;
  /** Waiting places, and whether a rule says so; calls in service at once (S3). Rules that always apply. */
  queueLimit: number;
  hasRulePlaces: boolean;
  limit: number;
  /** Seconds. */
  timeout: number;
  required: number;
  zones: number;
  failoverMinutes: number;
  /** Whether higher classes are served first. */
  priority: boolean;
}

/** One future's values of everything uncertain but demand over time and outages. */
export interface Inputs extends RequestCalls {
  stations: StationInputs[];
  /** How this future's response without waiting differs from the tabulated laws: mean in ms and variance, journey × regions + region. */
  responseShift: Float64Array;
  varianceShift: Float64Array;
  timeoutMs: Float64Array;
  shares: Float64Array;
  /** Tokens per second, by rate limit. */
  bucketRates: Float64Array;
}

export function drawInputs(compiled: CompiledPlan, draw: Draw): Inputs {
  const { plan, stations, journeys } = compiled;
  const components = stations.map(({ component }) => plan.components[component]!);
  const serviceMeans = components.map((component) =>
    component.kind === 'supportDesk'
      ? 0
      : draw(
          onInstances(plan, component, component.serviceTime).meanMs,
          `components/${component.id}/serviceTime/meanMs`,
        ),
  );
  const inputs: Inputs = {
    stations: components.map((component) => drawStation(component, draw, compiled.grid.stepMinutes)),
    calls: new Float64Array(journeys.length * stations.length),
    erlangs: new Float64Array(journeys.length * stations.length),
    visits: [],
    responseShift: new Float64Array(journeys.length * plan.regions.length),
    varianceShift: new Float64Array(journeys.length * plan.regions.length),
    timeoutMs: new Float64Array(journeys.length),
    shares: drawShares(compiled, draw),
    bucketRates: Float64Array.from(compiled.rules.rateLimits, ({ rule, purpose }) => {
      const limit = plan.shaping[rule]!;
      return limit.kind === 'rateLimit' ? draw(limit.rate, `${purpose}/rate`, 1e-9) : Infinity;
    }),
  };
  limitAlways(compiled.rules, inputs.stations);
  lowerQuiet(compiled, inputs);
  journeys.forEach((_journey, index) => drawJourney(compiled, inputs, serviceMeans, draw, index));
  return inputs;
}

/** Concurrency limits that always apply (S3). An external has no waiting places of its own. */
function limitAlways({ limitsOf }: CompiledRules, inputs: readonly StationInputs[]): void {
  inputs.forEach((input, station) => {
    for (const { schedule, limit, queueLimit } of limitsOf[station]!) {
      if (schedule) continue;
      if (input.servers[1] === Infinity) {
        input.servers[1] = limit;
        input.queueLimit = 0;
      }
      input.limit = Math.min(input.limit, limit);
      if (queueLimit === null) continue;
      input.queueLimit = input.hasRulePlaces ? Math.min(input.queueLimit, queueLimit) : queueLimit;
      input.hasRulePlaces = true;
    }
    input.isTight = input.queueLimit < FEW_PLACES;
  });
}

function lowerQuiet({ rules }: CompiledPlan, inputs: Inputs): void {
  for (const { station, above } of rules.shedding) {
    inputs.stations.forEach((input, at) => {
      if (station < 0 || station === at) input.quietBelow = Math.min(input.quietBelow, above);
    });
  }
}

function drawShares({ plan }: CompiledPlan, draw: Draw): Float64Array {
  const shares = Float64Array.from(plan.regions, ({ id, share }) => draw(share, `regions/${id}/share`, 0, 1));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => (total > 0 ? share / total : 1 / shares.length));
}

function scalingTimes(lagMinutes: number, cooldownMinutes: number, stepMinutes: number) {
  const lagSteps = Math.floor(lagMinutes / stepMinutes);
  return {
    lagSteps,
    lateMinutes: lagMinutes - lagSteps * stepMinutes,
    holdSteps: Math.floor((lagMinutes + cooldownMinutes) / stepMinutes),
  };
}

function drawStation(component: Component, draw: Draw, stepMinutes: number): StationInputs {
  const at = `components/${component.id}`;
  const endless = {
    lagSteps: 0,
    lateMinutes: 0,
    holdSteps: 0,
    autoscaled: false,
    quietBelow: QUIET_UTILIZATION,
    isTight: true,
    hasRulePlaces: false,
    limit: Infinity,
    required: 1,
    zones: 1,
    failoverMinutes: 0,
    scaleLoad: new Float64Array(2),
    priority: false,
  };
  if (component.kind === 'external' || component.kind === 'supportDesk') {
    const limit = component.kind === 'external' ? (component.concurrencyLimit ?? Infinity) : Infinity;
    return {
      ...endless,
      instances: 1,
      maximum: 1,
      minimum: 1,
      concurrency: limit,
      servers: Float64Array.from([0, limit]),
      queueLimit: limit === Infinity ? Infinity : 0,
      timeout: Infinity,
    };
  }
  const scaling = component.autoscaling;
  const drawn = Math.max(1, Math.round(draw(component.instances, `${at}/instances`, 1)));
  const instances = scaling ? Math.min(scaling.maximum, Math.max(scaling.minimum, drawn)) : drawn;
  const maximum = scaling ? scaling.maximum : instances;
  const contention = draw(component.contention, `${at}/contention`, 0, 1);
  const coherency = draw(component.coherency, `${at}/coherency`, 0, 1);
  const servers = Float64Array.from(
    { length: maximum + 1 },
    (_none, up) => usableCapacity(up, contention, coherency) * component.concurrency,
  );
  const redundancy = component.redundancy;
  return {
    instances,
    maximum,
    minimum: scaling ? scaling.minimum : instances,
    concurrency: component.concurrency,
    servers,
    scaleLoad: servers.map((capacity) => capacity * (scaling?.targetUtilization ?? 1)),
    autoscaled: scaling !== undefined,
    ...scalingTimes(
      scaling ? draw(scaling.lagMinutes, `${at}/autoscaling/lagMinutes`) : 0,
      scaling?.cooldownMinutes ?? 0,
      stepMinutes,
    ),
    quietBelow: QUIET_UTILIZATION,
    isTight: false,
    queueLimit: component.queueLimit ?? Infinity,
    hasRulePlaces: false,
    limit: Infinity,
    timeout: component.timeoutMs === undefined ? Infinity : component.timeoutMs / 1000,
    required: redundancy?.requiredInstances ?? 1,
    zones: redundancy?.zones ?? 1,
    priority: component.discipline === 'priority',
    failoverMinutes: redundancy ? draw(redundancy.failoverMinutes, `${at}/redundancy/failoverMinutes`) : 0,
  };
}

function drawJourney(
  compiled: CompiledPlan,
  inputs: Inputs,
  serviceMeans: readonly number[],
  draw: Draw,
  index: number,
): void {
  const { plan } = compiled;
  const journey = plan.journeys[index]!;
  const compiledJourney = compiled.journeys[index]!;
  let mean = 0;
  let variance = 0;
  inputs.visits[index] = visitsOf(journey.path).map((visit, place) => {
    const { station, path } = compiledJourney.visits[place]!;
    const service = serviceOf(plan, visit);
    const time = visit.serviceTime
      ? draw(service.meanMs, `${path}/serviceTime/meanMs`)
      : serviceMeans[station]!;
    const per = draw(visit.visits, `${path}/visits`);
    const hit = draw(visit.cacheHitRatio, `${path}/cacheHitRatio`, 0, 1);
    const calls = per * (1 - hit);
    const fraction = per - Math.floor(per);
    const callVariance = (1 - hit) * (per * per + fraction * (1 - fraction)) - calls * calls;
    mean += calls * time;
    variance += calls * time * time * cv2Of(service.law) + callVariance * time * time;
    return { calls, callVariance, hit, per, seconds: time / 1000 };
  });
  fillRequestCalls(compiled, inputs, index);
  inputs.timeoutMs[index] =
    journey.timeoutMs === undefined
      ? Infinity
      : draw(journey.timeoutMs, `journeys/${journey.id}/timeoutMs`, 1);
  scaleResponse(compiled, inputs, draw, index, mean, variance);
}

/**
 * Moves the tabulated response law to this future's draws by its first two moments. Parallel
 * branches follow the sum of all visits in proportion.
 */
function scaleResponse(
  compiled: CompiledPlan,
  inputs: Inputs,
  draw: Draw,
  index: number,
  mean: number,
  variance: number,
): void {
  const { plan } = compiled;
  const middle = centralMoments(compiled, index);
  plan.regions.forEach((region, position) => {
    const network =
      draw(region.network.meanMs, `regions/${region.id}/network/meanMs`) - centre(region.network.meanMs);
    const total = region.devices.reduce((sum, { share }) => sum + share, 0);
    const device = region.devices.reduce(
      (sum, { id, share, addedMs }) =>
        sum +
        (total > 0 ? share / total : 0) *
          (draw(addedMs, `regions/${region.id}/devices/${id}/addedMs`) - centre(addedMs)),
      0,
    );
    const at = index * plan.regions.length + position;
    inputs.responseShift[at] = mean - middle.mean + network + device;
    inputs.varianceShift[at] = variance - middle.variance;
  });
}

const centreDraw: Draw = (quantity) => centre(quantity);

/** Median, which the tabulated laws are made at. */
const centre = (quantity: Quantity): number => (!isRange(quantity) ? quantity : quantityAt(quantity, 0.5));

const centralCache = new WeakMap<CompiledPlan, { mean: number; variance: number }[]>();

/** Moments of the visits' own time at the middle of every range. */
function centralMoments(compiled: CompiledPlan, index: number): { mean: number; variance: number } {
  let known = centralCache.get(compiled);
  if (!known) {
    known = compiled.plan.journeys.map((journey) => {
      let mean = 0;
      let variance = 0;
      for (const visit of visitsOf(journey.path)) {
        const service = serviceOf(compiled.plan, visit);
        const time = centreDraw(service.meanMs, '');
        const per = centreDraw(visit.visits, '');
        const hit = centreDraw(visit.cacheHitRatio, '');
        const calls = per * (1 - hit);
        const fraction = per - Math.floor(per);
        mean += calls * time;
        variance +=
          calls * time * time * cv2Of(service.law) +
          ((1 - hit) * (per * per + fraction * (1 - fraction)) - calls * calls) * time * time;
      }
      return { mean, variance };
    });
    centralCache.set(compiled, known);
  }
  return known[index]!;
}
