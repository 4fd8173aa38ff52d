import { holidayDays } from '#shared/calendar/holidays.ts';
import { createLocalClock } from '#shared/calendar/local-time.ts';
import { occurrences } from '#shared/calendar/recurrence.ts';
import { fromIsoText, toCivilDate } from '#shared/charts/civil-date.ts';
import type { DemandEvent } from '#shared/domain/demand.ts';
import type { Plan } from '#shared/domain/plan.ts';

export interface EventDay {
  /** Local day it begins, `2027-11-26`. */
  date: string;
  name: string;
}

/** Every day within the horizon on which an event begins; events whose rule can not be read have none. */
export function findEventDays({ demand, horizon, timeZone }: Plan): EventDay[] {
  const from = fromIsoText(horizon.start);
  const { year, month } = toCivilDate(from);
  const to = Date.UTC(year, month - 1 + horizon.months, 1);
  return demand.events
    .flatMap((event) => daysOf(event, from, to, timeZone).map((date) => ({ date, name: event.name })))
    .filter(({ date }) => fromIsoText(date) >= from && fromIsoText(date) < to)
    .toSorted((a, b) => a.date.localeCompare(b.date));
}

function daysOf({ occurrence }: DemandEvent, from: number, to: number, timeZone: string): string[] {
  try {
    if (occurrence.kind === 'holiday') {
      const first = toCivilDate(from).year;
      const years = Array.from({ length: toCivilDate(to).year - first + 1 }, (_none, index) => first + index);
      return holidayDays(occurrence.country, occurrence.holiday, occurrence.offsetDays, years);
    }
    const clock = createLocalClock(timeZone, from, to);
    return occurrences(occurrence.when, from, to)
      .slice(0, 200)
      .map(({ start }) => {
        const { year, month, day } = toCivilDate(clock.toWall(start));
        return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      });
  } catch {
    return [];
  }
}
