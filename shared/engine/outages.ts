import { isServing, type Component, type Failure } from '../domain/component.ts';
import { createStream, randomKey, uniformAt } from '../statistics/random.ts';
import { exponentialAt, lognormalAt } from '../statistics/sampling.ts';

import { CAUSE } from './causes.ts';
import { EFFECT, type CompiledPlan } from './compiled-plan.ts';
import { valueOf } from './compile-operations.ts';
import type { Draw, Inputs } from './draw-inputs.ts';

/** Slots of an interval that means the whole station, or a share of it. */
export const WHOLE = -1;

/** A time in which a part of a station is away or slow, in minutes from the start of the horizon. */
export interface Outage {
  station: number;
  start: number;
  end: number;
  effect: number;
  value: number;
  /** Instances away: from `firstSlot` on, every `stride`-th; WHOLE for the station. */
  firstSlot: number;
  stride: number;
  cause: number;
  announced: boolean;
  /** Instance whose failure takes the whole station with it; counts only while that instance runs. */
  through: number;
  /** A part failed and its share of calls fails until the others take over. */
  failover: boolean;
}

interface Future {
  compiled: CompiledPlan;
  seed: number;
  replication: number;
  draw: Draw;
  minutes: number;
}

/** Everything that befalls stations in one future, in order of time (C3, C4, C5). */
export function drawOutages(
  compiled: CompiledPlan,
  inputs: Inputs,
  seed: number,
  replication: number,
  draw: Draw,
): Outage[] {
  const future = {
    compiled,
    seed,
    replication,
    draw,
    minutes: compiled.grid.steps * compiled.grid.stepMinutes,
  };
  const outages = compiled.stations.flatMap((station, index) =>
    stationOutages(future, compiled.plan.components[station.component]!, index, inputs),
  );
  outages.push(...calendarOutages(future));
  return outages.sort((a, b) => a.start - b.start || a.station - b.station || a.firstSlot - b.firstSlot);
}

function stationOutages(future: Future, component: Component, station: number, inputs: Inputs): Outage[] {
  const at = `components/${component.id}`;
  const outages: Outage[] = [];
  if (component.kind === 'external') outages.push(...externalOutages(future, component, station));
  if (component.failure) {
    const scope = component.kind === 'external' ? 'component' : component.failure.scope;
    if (scope === 'component')
      outages.push(
        ...wholeOutages(
          future,
          component.failure,
          `${at}/failure`,
          station,
          component.kind === 'external' ? CAUSE.dependency : CAUSE.failure,
        ),
      );
    else outages.push(...instanceOutages(future, component, station, inputs));
  }
  if (isServing(component) && component.redundancy?.zoneFailure)
    outages.push(...zoneOutages(future, component, station, inputs));
  return outages;
}

/** Availability a and mean repair r give a mean time between failures of r·a / (1 − a). */
function externalOutages(
  future: Future,
  component: Extract<Component, { kind: 'external' }>,
  station: number,
): Outage[] {
  const at = `components/${component.id}`;
  const availability = future.draw(component.availability, `${at}/availability`, 0, 1);
  const repair = future.draw(component.mttrMinutes, `${at}/mttrMinutes`);
  if (availability >= 1 || repair <= 0) return [];
  if (availability <= 0) return [whole(station, 0, future.minutes, CAUSE.dependency)];
  return alternating(future, `${at}/availability`, (repair * availability) / (1 - availability), (u) =>
    exponentialAt(repair, u),
  ).map(({ start, end }) => whole(station, start, end, CAUSE.dependency));
}

function wholeOutages(
  future: Future,
  failure: Failure,
  purpose: string,
  station: number,
  cause: number,
): Outage[] {
  return failureSpans(future, failure, purpose, purpose).map(({ start, end }) =>
    whole(station, start, end, cause),
  );
}

function instanceOutages(future: Future, component: Component, station: number, inputs: Inputs): Outage[] {
  if (!isServing(component) || !component.failure) return [];
  const { maximum, failoverMinutes } = inputs.stations[station]!;
  const purpose = `components/${component.id}/failure`;
  const shared = component.redundancy?.commonCause ?? 0;
  const outages: Outage[] = [];
  for (let slot = 0; slot < maximum; slot++) {
    const key = randomKey(future.seed, future.replication, `${purpose}/common/${slot}`);
    failureSpans(future, component.failure, purpose, `${purpose}/${slot}`).forEach((span, count) => {
      const common = shared > 0 && uniformAt(key.high, key.low, count) < shared;
      outages.push(
        ...(common
          ? [{ ...whole(station, span.start, span.end, CAUSE.failure), through: slot }]
          : partOutages(station, span, slot, maximum, failoverMinutes)),
      );
    });
  }
  return outages;
}

function zoneOutages(future: Future, component: Component, station: number, inputs: Inputs): Outage[] {
  if (!isServing(component) || !component.redundancy?.zoneFailure) return [];
  const { zones, failoverMinutes } = inputs.stations[station]!;
  const purpose = `components/${component.id}/redundancy/zoneFailure`;
  return Array.from({ length: zones }, (_none, zone) => zone).flatMap((zone) =>
    failureSpans(future, component.redundancy!.zoneFailure!, purpose, `${purpose}/${zone}`).flatMap((span) =>
      zones === 1
        ? [whole(station, span.start, span.end, CAUSE.failure)]
        : partOutages(station, span, zone, zones, failoverMinutes),
    ),
  );
}

/** Instances gone for the repair, and at first the calls that still go to them. */
function partOutages(
  station: number,
  span: Span,
  slot: number,
  stride: number,
  failoverMinutes: number,
): Outage[] {
  const gone: Outage = { ...whole(station, span.start, span.end, CAUSE.failure), firstSlot: slot, stride };
  if (failoverMinutes <= 0) return [gone];
  return [gone, { ...gone, end: Math.min(span.end, span.start + failoverMinutes), failover: true }];
}

interface Span {
  start: number;
  end: number;
}

function failureSpans(
  future: Future,
  failure: Omit<Failure, 'scope'>,
  drawn: string,
  stream: string,
): Span[] {
  const mtbf = future.draw(failure.mtbfHours, `${drawn}/mtbfHours`, 1e-3) * 60;
  const mttr = future.draw(failure.mttrMinutes, `${drawn}/mttrMinutes`);
  if (mttr <= 0) return [];
  const { repairLaw } = failure;
  return alternating(future, stream, mtbf, (uniform) =>
    repairLaw.kind === 'exponential'
      ? exponentialAt(mttr, uniform)
      : lognormalAt(mttr, repairLaw.cv2, uniform),
  );
}

/** Exponential times up and drawn times down, up at the start, over the horizon. */
function alternating(
  future: Future,
  purpose: string,
  upMinutes: number,
  repair: (uniform: number) => number,
): Span[] {
  const stream = createStream(randomKey(future.seed, future.replication, purpose));
  const spans: Span[] = [];
  for (
    let at = exponentialAt(upMinutes, stream());
    at < future.minutes;
    at += exponentialAt(upMinutes, stream())
  ) {
    const end = at + repair(stream());
    spans.push({ start: at, end });
    at = end;
  }
  return spans;
}

function calendarOutages(future: Future): Outage[] {
  const { calendar, plan } = future.compiled;
  return calendar.flatMap((interval) => {
    const { station, start, end, effect, value, cause, announced, source } = interval;
    const base: Outage = { ...whole(station, start, end, cause), effect, value, announced };
    if (source.kind === 'maintenance') return [base];
    if (source.kind === 'fault') {
      const length = future.draw(
        plan.operations.faults[source.index]!.durationMinutes,
        `${source.purpose}/durationMinutes`,
      );
      return [{ ...base, end: start + length }];
    }
    const item = plan.operations.deployments[source.index]!;
    const at = `operations/deployments/${item.id}`;
    const key = randomKey(future.seed, future.replication, source.purpose);
    if (
      uniformAt(key.high, key.low, 0) >= future.draw(item.changeFailureRate, `${at}/changeFailureRate`, 0, 1)
    )
      return [base];
    const rollback = future.draw(item.rollbackMinutes, `${at}/rollbackMinutes`);
    return [base, { ...base, ...valueOf(item.failureEffect), start: end, end: end + rollback }];
  });
}

function whole(station: number, start: number, end: number, cause: number): Outage {
  return {
    station,
    start,
    end,
    effect: EFFECT.down,
    value: 1,
    firstSlot: WHOLE,
    stride: 1,
    cause,
    announced: false,
    through: 0,
    failover: false,
  };
}
