import { holidayDays } from '../calendar/holidays.ts';
import { createLocalClock, hourOfWeek, type LocalClock } from '../calendar/local-time.ts';
import { occurrences, startInstant, type Interval } from '../calendar/recurrence.ts';
import { createMemory } from '../calendar/remember.ts';
import { civilDate } from '../calendar/civil-date.ts';
import { dateText, type TimeGrid } from '../calendar/time-grid.ts';
import type { DemandEvent, Season } from '../domain/demand.ts';
import type { Plan } from '../domain/plan.ts';
import { DAY_MS, MINUTE_MS } from '../units/instant.ts';
import type { CompiledDemand, EventOccurrence } from './compiled-plan.ts';
import { compileForecast } from './forecast.ts';

/** Season factors, event shapes and forecast on the grid (M3, M4, M9). */
export function compileDemand(plan: Plan, grid: TimeGrid): CompiledDemand {
  const seasons: Float32Array[] = [];
  const known = new Map<string, number>();
  const seasonOf = plan.journeys.flatMap((journey) => {
    const demand = plan.demand.journeys.find((candidate) => candidate.journey === journey.id);
    const season = demand?.season ?? plan.demand.season;
    return plan.regions.map(({ timeZone }) => {
      const key = JSON.stringify([season, timeZone]);
      const found = known.get(key);
      if (found !== undefined) return found;
      known.set(key, seasons.length);
      const { start, steps, stepMinutes } = grid;
      const factors = seasonMemory([key, start, steps, stepMinutes], () =>
        seasonFactors(season, createLocalClock(timeZone, grid.start, grid.end), grid),
      );
      return seasons.push(factors) - 1;
    });
  });
  return {
    seasons,
    seasonOf,
    events: plan.demand.events.flatMap((event, index) => eventOccurrences(plan, grid, event, index)),
    forecast: compileForecast(plan, grid),
  };
}

const seasonMemory = createMemory<Float32Array>(16);

function seasonFactors(season: Season, clock: LocalClock, grid: TimeGrid): Float32Array {
  const week = normalised(season.hourOfWeek);
  const year = normalised(season.monthOfYear);
  const factors = new Float32Array(grid.steps).fill(1);
  for (let step = 0; step < grid.steps; step++) {
    const wall = clock.toWall(grid.start + step * grid.stepMinutes * MINUTE_MS);
    if (week) factors[step]! *= week[hourOfWeek(wall)]!;
    if (year) factors[step]! *= yearFactor(year, wall);
  }
  return factors;
}

/** Straight lines between the middles of the months. */
function yearFactor(factors: readonly number[], wall: number): number {
  const { year, month } = civilDate(wall);
  const start = Date.UTC(year, month - 1, 1);
  const position = (wall - start) / (Date.UTC(year, month, 1) - start) - 0.5;
  const neighbour = (month - 1 + (position < 0 ? 11 : 1)) % 12;
  return factors[month - 1]! * (1 - Math.abs(position)) + factors[neighbour]! * Math.abs(position);
}

/** Mean 1; undefined where there is nothing to apply. */
function normalised(factors: readonly number[] | undefined): number[] | undefined {
  if (!factors) return undefined;
  const mean = factors.reduce((sum, factor) => sum + factor, 0) / factors.length;
  return mean > 0 ? factors.map((factor) => factor / mean) : undefined;
}

function eventOccurrences(plan: Plan, grid: TimeGrid, event: DemandEvent, index: number): EventOccurrence[] {
  const all = <Item extends { id: string }>(list: readonly Item[], chosen: readonly string[] | undefined) =>
    list.flatMap(({ id }, position) => (!chosen || chosen.includes(id) ? [position] : []));
  const clock = createLocalClock(plan.timeZone, grid.start, grid.end);
  return eventIntervals(plan, grid, event).map((interval) => {
    const from = (interval.start - grid.start) / MINUTE_MS;
    const to = (interval.end - grid.start) / MINUTE_MS;
    return {
      event: index,
      purpose: `demand/events/${event.id}/${dateText(clock.toWall(interval.start))}`,
      ...shapeWeights(event, from, to, grid),
      journeys: all(plan.journeys, event.journeys),
      regions: all(plan.regions, event.regions),
    };
  });
}

function eventIntervals(plan: Plan, grid: TimeGrid, { occurrence }: DemandEvent): Interval[] {
  if (occurrence.kind === 'calendar') return occurrences(occurrence.when, grid.start, grid.end);
  const first = civilDate(grid.start).year - 1;
  const years = Array.from(
    { length: civilDate(grid.end).year - first + 2 },
    (_none, offset) => first + offset,
  );
  return holidayDays(occurrence.country, occurrence.holiday, occurrence.offsetDays, years)
    .map((day) => startInstant(`${day}T00:00`, plan.timeZone) + minutesOf(occurrence.startTime) * MINUTE_MS)
    .map((start) => ({ start, end: start + occurrence.durationMinutes * MINUTE_MS }))
    .filter(({ start, end }) => end > grid.start && start < grid.end && start > grid.start - 400 * DAY_MS);
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Mean height of the event over each step it touches, by samples of at most five minutes. */
function shapeWeights(event: DemandEvent, from: number, to: number, grid: TimeGrid) {
  const firstStep = Math.max(0, Math.floor(from / grid.stepMinutes));
  const lastStep = Math.min(grid.steps, Math.ceil(to / grid.stepMinutes));
  const samples = Math.max(1, grid.stepMinutes / 5) * 4;
  const weights = new Float32Array(Math.max(0, lastStep - firstStep));
  for (let index = 0; index < weights.length; index++) {
    let sum = 0;
    for (let sample = 0; sample < samples; sample++) {
      sum += heightAt(
        event,
        (firstStep + index + (sample + 0.5) / samples) * grid.stepMinutes - from,
        to - from,
      );
    }
    weights[index] = sum / samples;
  }
  return { firstStep, weights };
}

/** 0 to 1, `minute` from the event's start. */
function heightAt({ shape, rampMinutes }: DemandEvent, minute: number, length: number): number {
  if (minute < 0 || minute >= length) return 0;
  const toEdge = Math.min(minute, length - minute);
  if (shape === 'plateau') return 1;
  if (shape === 'spike') return toEdge / (length / 2);
  const ramp = Math.min(rampMinutes, length / 2);
  return ramp === 0 ? 1 : Math.min(1, toEdge / ramp);
}
