import { isServing, type Component, type Failure } from '../domain/component.ts';
import { exponentialAt, lognormalAt } from '../statistics/sampling.ts';
import { CAUSE } from './causes.ts';
import type { CompiledPlan } from './compiled-plan.ts';
import type { Draw, Inputs } from './draw-inputs.ts';
import { wholeOutage, type Outage } from './outage.ts';
import { failParts, type CommonCause, type FailingPart, type Span } from './repairs.ts';

/** One future of a plan while its outages are drawn. Minutes. */
export interface Future {
  compiled: CompiledPlan;
  inputs: Inputs;
  seed: number;
  replication: number;
  draw: Draw;
  /** Length of the horizon. */
  minutes: number;
  /** Instances of a station in use at a minute. */
  heldAt: (station: number, minute: number) => number;
}

interface Failing {
  parts: FailingPart[];
  causes: CommonCause[];
}

/** Outages in one future: `station` is the position of a station, or of a desk. */
export interface Outages {
  stations: Outage[];
  desks: Outage[];
}

/** Random failures of components, zones, instances and desks, repaired by the plan's crews (C3). */
export function drawFailures(future: Future): Outages {
  const outages: Outages = { stations: [], desks: [] };
  const { stations, desks, plan } = future.compiled;
  const failing = [
    ...stations.map(({ component }, station) =>
      failingParts(future, plan.components[component]!, station, outages.stations),
    ),
    ...desks.map(({ component }, desk) =>
      failingWhole(future, plan.components[component]!, desk, outages.desks),
    ),
  ];
  const crews = plan.operations.repairCrews;
  if (crews !== undefined) failParts({ ...future, crews }, ...together(failing));
  else for (const { parts, causes } of failing) failParts({ ...future, crews: Infinity }, parts, causes);
  return outages;
}

/** All parts in one list, as crews see them. */
function together(failing: readonly Failing[]): [FailingPart[], CommonCause[]] {
  const parts: FailingPart[] = [];
  const causes: CommonCause[] = [];
  for (const own of failing) {
    causes.push(...own.causes.map((cause) => ({ ...cause, first: parts.length + cause.first })));
    for (const part of own.parts) parts.push(part);
  }
  return [parts, causes];
}

function failingParts(future: Future, component: Component, station: number, outages: Outage[]): Failing {
  if (!isServing(component)) return { parts: [], causes: [] };
  const { failure, redundancy } = component;
  const failing: Failing =
    failure?.scope === 'component'
      ? failingWhole(future, component, station, outages)
      : { parts: [], causes: [] };
  if (failure?.scope === 'instance') addInstances(future, component, failure, station, outages, failing);
  if (redundancy?.zoneFailure)
    addZones(
      future,
      redundancy.zoneFailure,
      `components/${component.id}/redundancy/zoneFailure`,
      station,
      outages,
      failing,
    );
  return failing;
}

function failingWhole(
  future: Future,
  { id, failure }: Component,
  station: number,
  outages: Outage[],
): Failing {
  const stream = `components/${id}/failure`;
  const law = failure && failureLaw(future, failure, stream);
  if (!law) return { parts: [], causes: [] };
  const fail = ({ start, end }: Span) => outages.push(wholeOutage(station, start, end, CAUSE.failure));
  return { parts: [{ ...law, stream, isHeld: always, fail }], causes: [] };
}

function addInstances(
  future: Future,
  component: Component,
  failure: Failure,
  station: number,
  outages: Outage[],
  { parts, causes }: Failing,
): void {
  const stream = `components/${component.id}/failure`;
  const law = failureLaw(future, failure, stream);
  if (!law) return;
  const { maximum, minimum, failoverMinutes } = future.inputs.stations[station]!;
  const first = parts.length;
  for (let slot = 0; slot < maximum; slot++)
    parts.push({
      ...law,
      stream: `${stream}/${slot}`,
      isHeld: slot < minimum ? always : (minute) => slot < future.heldAt(station, minute),
      fail: (span) =>
        addPart(outages, { ...span, station, firstSlot: slot, stride: maximum }, failoverMinutes),
    });
  const share = isServing(component) ? (component.redundancy?.commonCause ?? 0) : 0;
  if (share === 0) return;
  causes.push({
    ...law,
    stream: `${stream}/common`,
    share,
    first,
    count: maximum,
    fail: (span, firstSlot, stride) =>
      addPart(
        outages,
        { ...span, station, firstSlot, stride, endSlot: future.heldAt(station, span.start) },
        0,
      ),
  });
}

function addZones(
  future: Future,
  failure: Omit<Failure, 'scope'>,
  stream: string,
  station: number,
  outages: Outage[],
  { parts }: Failing,
): void {
  const law = failureLaw(future, failure, stream);
  if (!law) return;
  const { zones, failoverMinutes } = future.inputs.stations[station]!;
  for (let zone = 0; zone < zones; zone++)
    parts.push({
      ...law,
      stream: `${stream}/${zone}`,
      isHeld: always,
      fail: (span) =>
        zones === 1
          ? outages.push(wholeOutage(station, span.start, span.end, CAUSE.failure))
          : addPart(outages, { ...span, station, firstSlot: zone, stride: zones }, failoverMinutes),
    });
}

const always = () => true;

/** Instances gone for the repair, and at first the calls that still go to them. */
function addPart(
  outages: Outage[],
  part: Span & Pick<Outage, 'station' | 'firstSlot' | 'stride'> & Partial<Outage>,
  failoverMinutes: number,
): void {
  const { station, start, end } = part;
  const gone: Outage = { ...wholeOutage(station, start, end, CAUSE.failure), ...part };
  outages.push(gone);
  if (failoverMinutes > 0)
    outages.push({ ...gone, end: Math.min(end, start + failoverMinutes), failover: true });
}

/** Times in minutes; undefined where a repair takes no time. */
export function failureLaw(
  { draw }: Pick<Future, 'draw'>,
  { mtbfHours, mttrMinutes, repairLaw }: Omit<Failure, 'scope'>,
  at: string,
): Pick<FailingPart, 'meanUp' | 'repair'> | undefined {
  const meanUp = draw(mtbfHours, `${at}/mtbfHours`, 1e-3) * 60;
  const mean = draw(mttrMinutes, `${at}/mttrMinutes`);
  if (mean <= 0) return undefined;
  return {
    meanUp,
    repair: (uniform) =>
      repairLaw.kind === 'exponential'
        ? exponentialAt(mean, uniform)
        : lognormalAt(mean, repairLaw.cv2, uniform),
  };
}
