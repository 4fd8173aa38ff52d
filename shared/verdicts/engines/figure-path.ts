import { createLocalClock } from '../../calendar/local-time.ts';
import type { CompiledPlan } from '../../engine/compiled-plan.ts';
import type { JourneyAnswer } from '../../engine/span-answer.ts';
import type { StationAnswer } from '../../engine/station-answer.ts';
import { MINUTE_MS } from '../../units/instant.ts';
import type { ComparedFigure, Situation } from './compared-figure.ts';

/** What both engines say of the stations a figure depends on: those on the journey's path in order, or itself. */
export function stationsOf({ compiled, fast }: Situation, { subject }: ComparedFigure): StationAnswer[] {
  if (subject.kind === 'component') return fast.stations.filter(({ component }) => component === subject.id);
  const journey = compiled.journeys.find(({ id }) => id === subject.id);
  const visited = new Set(journey?.visits.map(({ station }) => station));
  return [...visited].map((station) => fast.stations[station]!);
}

/** The one that is offered most of what it can do; undefined where all are endless. */
export function busiestOf(situation: Situation, figure: ComparedFigure): StationAnswer | undefined {
  const finite = stationsOf(situation, figure).filter(({ servers }) => servers !== null);
  return finite.toSorted((a, b) => b.highestOffered - a.highestOffered)[0];
}

/** The journeys whose requests a figure is about: its own, or all that call the component. */
export function journeysOf({ compiled, fast }: Situation, { subject }: ComparedFigure): JourneyAnswer[] {
  return fast.journeys.filter((_answer, index) => {
    const { id, visits } = compiled.journeys[index]!;
    return subject.kind === 'journey'
      ? id === subject.id
      : visits.some(({ station }) => compiled.stations[station]!.id === subject.id);
  });
}

export const componentName = ({ plan }: CompiledPlan, id: string): string =>
  plan.components.find((component) => component.id === id)?.name ?? id;

/** `18:20` on the plan's clock; minutes from the start of the horizon. */
export function clockText({ grid }: CompiledPlan, minute: number): string {
  const wall = createLocalClock(grid.timeZone, grid.start, grid.end).toWall(
    grid.start + Math.round(minute) * MINUTE_MS,
  );
  return new Date(wall).toISOString().slice(11, 16);
}
