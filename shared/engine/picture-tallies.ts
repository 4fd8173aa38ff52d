import { CAUSES } from './causes.ts';
import type { CompiledPlan } from './compiled-plan.ts';
import { closeDeferral, DEFERRED } from './deferral-pictures.ts';
import { addStill, histogramTimes, isStill, RESPONSE_BINS, responseHistogram } from './response-histogram.ts';
import type { PictureTallies, RunTallies } from './run-tallies.ts';
import { LOSSES, type Workspace } from './workspace.ts';

/** Replications whose daily peaks and response times are kept for pictures; verdicts use all of them. */
export const DEMAND_REPLICATIONS = 256;
export const RESPONSE_REPLICATIONS = 128;
/** Those whose losses and outages are kept by month, and those in which busiest hours are looked for. */
export const EVENT_REPLICATIONS = 1000;
export const BUSIEST_REPLICATIONS = 64;
/** Response times are looked at in every n-th step, n near this many hours; prime, so that all hours of the week are met. */
const RESPONSE_EVERY_HOURS = 5;

export interface Pictures {
  replication: number;
  dailyPeaks: Float32Array;
  /** All journeys' requests per second, by step. */
  all: Float64Array;
  downMinutes: Float64Array;
  /** Of each month inside the horizon. */
  minutes: Float64Array;
  anyDown: boolean;
  fresh: Float64Array;
  lost: Float64Array;
  lostByCause: Float64Array;
  histograms: Float64Array;
  /** Requests of sampled steps without waiting: (month × journeys + journey) × regions + region. */
  still: Float64Array;
  deskSums: Float64Array;
  peak: Float32Array;
  /** First step of each month's busiest hour. */
  busiest: Float32Array;
  everySteps: number;
  wasOut: Uint8Array;
  /** Outages that began in the month, and the minutes of outages in it: month × components + component. */
  outages: Float32Array;
  outMinutes: Float32Array;
}

/** By month and desk: open hours, tickets, minutes they waited, longest queue; and what is kept of them. */
export const DESK_SUMS = 4;
export const DESK_BANDS = 3;

type Shape = Pick<CompiledPlan, 'grid' | 'plan' | 'journeys' | 'desks' | 'rules'>;

export function createPictureTallies(
  { grid, plan, journeys, desks, rules }: Shape,
  first: number,
  count: number,
): PictureTallies {
  const kept = (limit: number) => Math.max(0, Math.min(count, limit - first));
  const months = grid.months.length;
  return {
    dailyPeaks: new Float32Array(kept(DEMAND_REPLICATIONS) * grid.days.length * (journeys.length + 1)),
    upShare: new Float32Array(count * months * plan.components.length),
    success: new Float32Array(count * months * journeys.length),
    losses: new Float32Array(kept(EVENT_REPLICATIONS) * months * journeys.length * LOSSES),
    lossCauses: new Float32Array(kept(EVENT_REPLICATIONS) * months * journeys.length * CAUSES),
    response: new Float32Array(kept(RESPONSE_REPLICATIONS) * months * journeys.length * 3),
    desks: new Float32Array(count * months * desks.length * DESK_BANDS),
    deferred: new Float32Array(rules.deferrals.length > 0 ? count * months * journeys.length * DEFERRED : 0),
    outages: new Float32Array(kept(EVENT_REPLICATIONS) * months * plan.components.length),
    outMinutes: new Float32Array(kept(EVENT_REPLICATIONS) * months * plan.components.length),
    busiest: new Float32Array(kept(BUSIEST_REPLICATIONS) * months * plan.components.length),
  };
}

export function createPictures({ grid, plan, journeys, desks }: CompiledPlan): Pictures {
  const months = grid.months.length;
  return {
    replication: 0,
    dailyPeaks: new Float32Array(grid.days.length * (journeys.length + 1)),
    all: new Float64Array(grid.steps),
    downMinutes: new Float64Array(months * plan.components.length),
    minutes: grid.monthOf.reduce(
      (minutes, month) => ((minutes[month]! += grid.stepMinutes), minutes),
      new Float64Array(months),
    ),
    anyDown: false,
    fresh: new Float64Array(months * journeys.length),
    lost: new Float64Array(months * journeys.length * LOSSES),
    lostByCause: new Float64Array(months * journeys.length * CAUSES),
    histograms: new Float64Array(months * journeys.length * RESPONSE_BINS),
    still: new Float64Array(months * journeys.length * plan.regions.length),
    deskSums: new Float64Array(months * desks.length * DESK_SUMS),
    peak: new Float32Array(months * plan.components.length),
    busiest: new Float32Array(months * plan.components.length),
    everySteps: Math.max(1, Math.round((RESPONSE_EVERY_HOURS * 60) / grid.stepMinutes)),
    wasOut: new Uint8Array(plan.components.length),
    outages: new Float32Array(months * plan.components.length),
    outMinutes: new Float32Array(months * plan.components.length),
  };
}

export function openPictures(pictures: Pictures, replication: number): void {
  pictures.replication = replication;
  pictures.anyDown = false;
  for (const sums of [
    pictures.dailyPeaks,
    pictures.downMinutes,
    pictures.fresh,
    pictures.lost,
    pictures.lostByCause,
    pictures.histograms,
    pictures.still,
    pictures.deskSums,
    pictures.peak,
    pictures.wasOut,
    pictures.outages,
    pictures.outMinutes,
  ])
    sums.fill(0);
}

/** Enters a piece of a visited step; what all steps share is entered by `addWholeSteps`. */
export function addPiece(work: Workspace, pictures: Pictures, step: number, seconds: number): void {
  if (work.isQuiet) endOutages(pictures);
  else addOutages(work, pictures, step, seconds);
  const { compiled, stations, journeys, plain } = work;
  const month = compiled.grid.monthOf[step]!;
  const share = seconds / (compiled.grid.stepMinutes * 60);
  for (let station = 0; station < compiled.stations.length; station++)
    plain.utilization[station]![step]! += stations.utilization[station]! * share;
  const sampled = isSampled(pictures, step);
  for (let journey = 0; journey < compiled.journeys.length; journey++) {
    const at = month * compiled.journeys.length + journey;
    if (journeys.success[journey]! < 1)
      addLosses(work, pictures, journey, at, journeys.fresh[journey]! * seconds);
    if (!sampled) continue;
    if (isStill(work, journey)) addStillRequests(work, journey, pictures.still, at * work.regions, seconds);
    else responseHistogram(work, journey, pictures.histograms, at * RESPONSE_BINS, seconds);
  }
}

/** Nothing is down any more. */
export function endOutages(pictures: Pictures): void {
  if (pictures.anyDown) pictures.wasOut.fill(0);
  pictures.anyDown = false;
}

function addLosses(
  { journeys }: Workspace,
  pictures: Pictures,
  journey: number,
  at: number,
  requests: number,
): void {
  for (let kind = 0; kind < LOSSES; kind++)
    pictures.lost[at * LOSSES + kind]! += requests * journeys.lostBy[journey * LOSSES + kind]!;
  for (let cause = 0; cause < CAUSES; cause++)
    pictures.lostByCause[at * CAUSES + cause]! += requests * journeys.causes[journey * CAUSES + cause]!;
}

function addOutages(
  { compiled, stations }: Workspace,
  pictures: Pictures,
  step: number,
  seconds: number,
): void {
  const row = compiled.grid.monthOf[step]! * compiled.plan.components.length;
  for (let station = 0; station < compiled.stations.length; station++) {
    const { component } = compiled.stations[station]!;
    const isDown = stations.down[station]! >= 0;
    if (isDown) {
      pictures.anyDown = true;
      pictures.downMinutes[row + component]! += seconds / 60;
    }
    // Announced work is no outage, though its minutes are down.
    const isOut = isDown && !stations.maintained[station];
    if (isOut) {
      pictures.outMinutes[row + component]! += seconds / 60;
      if (pictures.wasOut[component] === 0) pictures.outages[row + component]! += 1;
    }
    pictures.wasOut[component] = isOut ? 1 : 0;
  }
}

/** Whether the step's response times are kept for pictures. */
export const isSampled = ({ replication, everySteps }: Pictures, step: number): boolean =>
  replication < RESPONSE_REPLICATIONS && step % everySteps === 0;

function addStillRequests(
  { regionRates, regions, journeys }: Workspace,
  journey: number,
  still: Float64Array,
  at: number,
  seconds: number,
): void {
  for (let region = 0; region < regions; region++)
    still[at + region]! +=
      regionRates[journey * regions + region]! * seconds * journeys.successIn[journey * regions + region]!;
}

/** Writes a finished replication. `index` is its place in this part of the run. */
export function closePictures(work: Workspace, pictures: Pictures, tallies: RunTallies, index: number): void {
  const { compiled } = work;
  const into = tallies.pictures;
  const months = compiled.grid.months.length;
  const components = compiled.plan.components.length;
  const journeys = compiled.journeys.length;
  tallies.peakUtilization.set(pictures.peak, index * pictures.peak.length);
  if (pictures.replication < DEMAND_REPLICATIONS)
    into.dailyPeaks.set(pictures.dailyPeaks, index * pictures.dailyPeaks.length);
  if (pictures.replication < EVENT_REPLICATIONS) {
    into.outages.set(pictures.outages, index * months * components);
    into.outMinutes.set(pictures.outMinutes, index * months * components);
  }
  if (pictures.replication < BUSIEST_REPLICATIONS)
    into.busiest.set(pictures.busiest, index * months * components);
  if (pictures.replication < RESPONSE_REPLICATIONS) addStill(work, pictures.still, pictures.histograms);
  closeDeferral(work, into, index);
  for (let month = 0; month < months; month++) {
    for (let component = 0; component < components; component++) {
      const at = month * components + component;
      into.upShare[index * months * components + at] =
        1 - pictures.downMinutes[at]! / pictures.minutes[month]!;
    }
    for (let journey = 0; journey < journeys; journey++) {
      closeJourney(pictures, into, index * months * journeys, month * journeys + journey);
    }
    for (let desk = 0; desk < compiled.desks.length; desk++) {
      const at = month * compiled.desks.length + desk;
      const [hours = 0, tickets = 0, waited = 0, backlog = 0] = pictures.deskSums.subarray(at * DESK_SUMS);
      into.desks.set(
        [hours > 0 ? tickets / hours : 0, tickets > 0 ? waited / tickets : 0, backlog],
        (index * months * compiled.desks.length + at) * DESK_BANDS,
      );
    }
  }
}

function closeJourney(pictures: Pictures, into: PictureTallies, offset: number, at: number): void {
  const fresh = pictures.fresh[at]!;
  let lost = 0;
  for (let kind = 0; kind < LOSSES; kind++) lost += pictures.lost[at * LOSSES + kind]!;
  into.success[offset + at] = fresh > 0 ? 1 - lost / fresh : 1;
  if (pictures.replication < EVENT_REPLICATIONS && fresh > 0) {
    for (let kind = 0; kind < LOSSES; kind++)
      into.losses[(offset + at) * LOSSES + kind] = pictures.lost[at * LOSSES + kind]! / fresh;
    for (let cause = 0; cause < CAUSES; cause++)
      into.lossCauses[(offset + at) * CAUSES + cause] = pictures.lostByCause[at * CAUSES + cause]! / fresh;
  }
  if (pictures.replication < RESPONSE_REPLICATIONS) {
    histogramTimes(pictures.histograms, at * RESPONSE_BINS, into.response, (offset + at) * 3);
  }
}
