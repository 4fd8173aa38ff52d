import Holidays from 'date-holidays';
import { DAY_MS } from '../units/instant.ts';
import { createMemory } from './remember.ts';
import { dateText } from './time-grid.ts';

/** The calendar of `DE` or, with a state, `US-CA`; undefined where it is not known. */
function calendarOf(country: string): Holidays | undefined {
  const [nation = '', state, region] = country.split('-');
  const known = new Holidays();
  if (!(nation in known.getCountries())) return undefined;
  if (state !== undefined && !(state in (known.getStates(nation) ?? {}))) return undefined;
  return state === undefined
    ? new Holidays(nation)
    : region === undefined
      ? new Holidays(nation, state)
      : new Holidays(nation, state, region);
}

/** A country's holidays of a year. */
function holidaysOf(country: string, year: number): { name: string; type: string; day: string }[] {
  return memory([country, year], () =>
    (calendarOf(country)?.getHolidays(year) ?? []).map(({ name, type, date }) => ({
      name,
      type,
      day: date.slice(0, 10),
    })),
  );
}

const memory = createMemory<ReturnType<typeof holidaysOf>>(64);

export const isHolidayCountry = (country: string): boolean => calendarOf(country) !== undefined;

/** Local days of the country's public holidays in the years, `2027-12-25`. */
export const publicHolidays = (country: string, years: readonly number[]): string[] =>
  years
    .flatMap((year) => holidaysOf(country, year))
    .filter(({ type }) => type === 'public')
    .map(({ day }) => day);

/** Local days of the holiday called `name` in the years, moved by whole days; none where it is not known. */
export const holidayDays = (
  country: string,
  name: string,
  offsetDays: number,
  years: readonly number[],
): string[] =>
  years
    .flatMap((year) => holidaysOf(country, year))
    .filter((holiday) => holiday.name === name)
    .map(({ day }) => dateText(Date.parse(`${day}T00:00:00Z`) + offsetDays * DAY_MS));

/** Names `holidayDays` knows for a country, for lists and messages. */
export const holidayNames = (country: string, year: number): string[] => [
  ...new Set(holidaysOf(country, year).map(({ name }) => name)),
];
