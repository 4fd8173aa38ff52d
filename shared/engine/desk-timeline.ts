import { EFFECT, type CompiledDesk } from './compiled-plan.ts';
import { createTimeline, type DeskState, type DeskTimeline } from './desk.ts';
import type { Outage } from './outage.ts';

/** Lays the desk's pieces for a future: its roster, cut where an outage begins or ends. */
export function layTimeline(
  desk: CompiledDesk,
  state: DeskState,
  outages: readonly Outage[],
  horizonMinutes: number,
): void {
  const madeFor = outages.length === 0 ? state.agents.join() : '';
  if (madeFor === '' || madeFor !== state.timeline.madeFor) {
    const starts = outages.length === 0 ? desk.start : cutStarts(desk.start, outages, horizonMinutes);
    if (state.timeline.step.length !== starts.length) state.timeline = createTimeline(starts.length);
    state.timeline.madeFor = madeFor;
    fillPieces(state, desk, starts, horizonMinutes, outages);
  }
  fillPaces(state);
}

function fillPieces(
  { timeline, agents }: DeskState,
  desk: CompiledDesk,
  starts: Float64Array,
  horizonMinutes: number,
  outages: readonly Outage[],
): void {
  const people = desk.staffs.map((shifts) => shifts.reduce((sum, shift) => sum + agents[shift]!, 0));
  timeline.patience = Number.NaN;
  timeline.cause.fill(-1);
  timeline.down.fill(0);
  timeline.maintained.fill(0);
  let piece = 0;
  for (let index = 0; index < starts.length; index++) {
    const start = starts[index]!;
    const end = starts[index + 1] ?? horizonMinutes;
    while (piece + 1 < desk.start.length && desk.start[piece + 1]! <= start) piece += 1;
    const staff = desk.staff[piece]!;
    timeline.step[index] = desk.step[piece]!;
    timeline.minutes[index] = end - start;
    timeline.open[index] = staff > 0 ? end - start : 0;
    timeline.people[index] = people[staff]!;
    timeline.working[index] = people[staff]!;
    if (outages.length > 0) takeAway(timeline, index, start, end, outages);
  }
}

/** What outages leave of the people in a piece. */
function takeAway(
  timeline: DeskTimeline,
  index: number,
  start: number,
  end: number,
  outages: readonly Outage[],
): void {
  for (const outage of outages) {
    if (outage.start >= end) break;
    if (outage.end <= start) continue;
    if (timeline.cause[index] === -1) timeline.cause[index] = outage.cause;
    if (outage.announced) timeline.maintained[index] = 1;
    if (outage.effect === EFFECT.down) timeline.down[index] = 1;
    if (outage.effect === EFFECT.slow) timeline.working[index]! /= outage.value;
    else {
      timeline.people[index]! *= 1 - outage.value;
      timeline.working[index]! *= 1 - outage.value;
    }
  }
}

/** Rates of this future's handling time, and what its patience makes of the pieces' lengths. */
function fillPaces({ timeline, handling, patience }: DeskState): void {
  const { working, rate, open, stretch } = timeline;
  for (let piece = 0; piece < rate.length; piece++) rate[piece] = working[piece]! / handling;
  if (timeline.patience === patience) return;
  timeline.patience = patience;
  let last = 0;
  let stretched = 0;
  for (let piece = 0; piece < open.length; piece++) {
    const minutes = open[piece]!;
    if (minutes > 0 && minutes !== last) {
      last = minutes;
      stretched = patience === Infinity ? minutes : patience * Math.expm1(minutes / patience);
    }
    stretch[piece] = minutes > 0 ? stretched : 0;
  }
}

/** Starts of the roster's pieces and the edges of outages, in order, each once. */
function cutStarts(starts: Float64Array, outages: readonly Outage[], horizonMinutes: number): Float64Array {
  const edges = outages
    .flatMap(({ start, end }) => [start, end])
    .filter((edge) => edge > 0 && edge < horizonMinutes);
  const all = Float64Array.from([...starts, ...edges]).sort();
  return all.filter((start, index) => index === 0 || start > all[index - 1]!);
}
