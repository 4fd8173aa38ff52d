import { civilDate } from '../calendar/civil-date.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../units/instant.ts';

/** Day and time read from a wall clock that is written as epoch milliseconds as if it were UTC. */
export interface CivilDate {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  /** 0 = Monday. */
  weekday: number;
}

export const MONTHS = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
] as const;
export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

export function toCivilDate(wall: number): CivilDate {
  const days = Math.floor(wall / DAY_MS);
  const rest = wall - days * DAY_MS;
  return {
    ...civilDate(wall),
    hour: Math.floor(rest / HOUR_MS),
    minute: Math.floor((rest % HOUR_MS) / MINUTE_MS),
    weekday: (((days + 3) % 7) + 7) % 7,
  };
}

/** Wall clock of `2027`, `2027-01`, `2027-Q1`, `2027-W05`, `2027-01-31` or `2027-01-31T18:00`. */
export function fromIsoText(text: string): number {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(text);
  if (quarter) return Date.UTC(Number(quarter[1]), (Number(quarter[2]) - 1) * 3, 1);
  const week = /^(\d{4})-W(\d{2})$/.exec(text);
  if (week) return startOfIsoWeek(Number(week[1]), Number(week[2]));
  const part = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T(\d{2}):(\d{2}))?/.exec(text);
  if (!part) return Number.NaN;
  return Date.UTC(
    Number(part[1]),
    Number(part[2] ?? 1) - 1,
    Number(part[3] ?? 1),
    Number(part[4] ?? 0),
    Number(part[5] ?? 0),
  );
}

/** The window in words: `Jan 2027`, `week 5, 2027`, `Q1 2027`, `2027`. */
export function windowText(window: string): string {
  const named = /^(\d{4})-(?:Q([1-4])|W(\d{2}))$/.exec(window);
  if (named) return named[2] ? `Q${named[2]} ${named[1]}` : `week ${Number(named[3])}, ${named[1]}`;
  const { year, month } = toCivilDate(fromIsoText(window));
  return window.length === 4 ? String(year) : `${MONTHS[month - 1]} ${year}`;
}

/** `Fri 26 Nov 2027`. */
export function dayText(wall: number): string {
  const { weekday, day, month, year } = toCivilDate(wall);
  return `${WEEKDAYS[weekday]} ${day} ${MONTHS[month - 1]} ${year}`;
}

/** `18:05`. */
export function clockText(wall: number): string {
  const { hour, minute } = toCivilDate(wall);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** `Fri 26 Nov 2027, 18:05`; the day alone at midnight. */
export function momentText(wall: number): string {
  const clock = clockText(wall);
  return clock === '00:00' ? dayText(wall) : `${dayText(wall)}, ${clock}`;
}

function startOfIsoWeek(year: number, week: number): number {
  const fourth = Date.UTC(year, 0, 4);
  return fourth - toCivilDate(fourth).weekday * DAY_MS + (week - 1) * 7 * DAY_MS;
}
