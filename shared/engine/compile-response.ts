import type { Component } from '../domain/component.ts';
import type { PathStep, VisitStep } from '../domain/journey.ts';
import type { Plan } from '../domain/plan.ts';
import type { Region } from '../domain/region.ts';
import type { ServiceTime } from '../domain/service-time.ts';
import { middle, scaleQuantity } from '../units/quantity.ts';
import type { ResponseLaw } from './compiled-plan.ts';
import { convolve, latticeOf, maximum, mixture, nothing, type Lattice } from './lattice.ts';
import { cumulativeOf } from './service-law.ts';

const POINTS = 2048;

/**
 * Response time of a journey without waiting, by region, at the middle of every range (R1, R2), on
 * one grid that reaches to `reachMs` at least. `devices`: those in scope; absent: all.
 */
export function responseLaws(
  plan: Plan,
  path: readonly PathStep[],
  reachMs: number,
  devices?: readonly string[],
): ResponseLaw[] {
  const reach = Math.max(reachMs, ...plan.regions.map((region) => reachOf(plan, path, region)));
  const delta = reach / POINTS;
  const services = path.map((step) => stepLaw(plan, step, delta)).reduce(convolve);
  return plan.regions.map((region) =>
    summarize(
      [networkLaw(region, delta), deviceLaw(region, devices, delta), services].reduce(convolve),
      delta,
    ),
  );
}

/** How far the grid has to reach: thresholds that matter and the law's own spread. */
function reachOf(plan: Plan, path: readonly PathStep[], region: Region): number {
  const times = path.flatMap((step) => (step.kind === 'visit' ? [step] : step.branches.flat()));
  const mean = times.reduce(
    (sum, visit) => sum + middle(visit.visits) * middle(serviceOf(plan, visit).meanMs),
    0,
  );
  const device = Math.max(0, ...region.devices.map(({ addedMs }) => middle(addedMs)));
  return Math.max(1, 6 * (mean + middle(region.network.meanMs) + device));
}

/** The visit's own service time, or its component's, on the instances the component runs on (C8). */
export function serviceOf(plan: Plan, visit: VisitStep): ServiceTime {
  const component = plan.components.find(({ id }) => id === visit.component);
  const service =
    visit.serviceTime ?? (component && 'serviceTime' in component ? component.serviceTime : NONE);
  return component ? onInstances(plan, component, service) : service;
}

/** The component's service time on the instances it runs on: twice as fast takes half as long. */
export function onInstances(plan: Plan, component: Component, service: ServiceTime): ServiceTime {
  const type = 'instanceType' in component ? component.instanceType : undefined;
  const speed = plan.instanceTypes.find(({ id }) => id === type)?.relativeSpeed ?? 1;
  return speed === 1 ? service : { ...service, meanMs: scaleQuantity(service.meanMs, 1 / speed) };
}

const NONE: ServiceTime = { meanMs: 0, law: { kind: 'deterministic' } };

function stepLaw(plan: Plan, step: PathStep, delta: number): Lattice {
  if (step.kind === 'visit') return visitLaw(plan, step, delta);
  return step.branches
    .map((branch) => branch.map((visit) => visitLaw(plan, visit, delta)).reduce(convolve))
    .reduce(maximum);
}

function visitLaw(plan: Plan, visit: VisitStep, delta: number): Lattice {
  const service = serviceOf(plan, visit);
  const once = latticeOf(cumulativeOf(service.law), middle(service.meanMs), delta, POINTS);
  const visits = middle(visit.visits);
  const hit = middle(visit.cacheHitRatio);
  const fewer = Math.floor(visits);
  const sum = times(once, fewer);
  const extra = visits - fewer;
  const called =
    extra > 0
      ? mixture([
          { weight: 1 - extra, law: sum },
          { weight: extra, law: convolve(sum, once) },
        ])
      : sum;
  return hit > 0
    ? mixture([
        { weight: hit, law: nothing(POINTS) },
        { weight: 1 - hit, law: called },
      ])
    : called;
}

/** Law of the sum of so many times, by squares: 1000 calls take 16 convolutions. */
function times(once: Lattice, count: number): Lattice {
  if (count === 0) return nothing(POINTS);
  if (count === 1) return once;
  const half = times(once, Math.floor(count / 2));
  const even = convolve(half, half);
  return count % 2 === 0 ? even : convolve(even, once);
}

function networkLaw(region: Region, delta: number): Lattice {
  const mean = middle(region.network.meanMs);
  const law =
    region.network.p95Ms === undefined || mean === 0
      ? ({ kind: 'deterministic' } as const)
      : ({
          kind: 'lognormalP95',
          p95OverMean: Math.max(1.0001, Math.min(3.8, region.network.p95Ms / mean)),
        } as const);
  return latticeOf(cumulativeOf(law), mean, delta, POINTS);
}

function deviceLaw(region: Region, chosen: readonly string[] | undefined, delta: number): Lattice {
  const devices = region.devices.filter(({ id }) => !chosen || chosen.includes(id));
  const total = devices.reduce((sum, { share }) => sum + share, 0);
  if (total === 0) return nothing(POINTS);
  return mixture(
    devices.map(({ share, addedMs }) => ({
      weight: share / total,
      law: latticeOf(cumulativeOf({ kind: 'deterministic' }), middle(addedMs), delta, POINTS),
    })),
  );
}

function summarize(masses: Lattice, delta: number): ResponseLaw {
  const cumulative = new Float64Array(masses.length);
  let sum = 0;
  let mean = 0;
  let second = 0;
  masses.forEach((mass, k) => {
    cumulative[k] = Math.min(1, sum + mass / 2);
    sum += mass;
    mean += mass * k * delta;
    second += mass * (k * delta) ** 2;
  });
  return { delta, mean, deviation: Math.sqrt(Math.max(1e-12, second - mean * mean)), cumulative };
}
