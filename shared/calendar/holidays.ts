import Holidays from 'date-holidays';
import { DAY_MS } from '../units/instant.ts';
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

export const isHolidayCountry = (country: string): boolean => calendarOf(country) !== undefined;

/** Local days of the country's public holidays in the years, `2027-12-25`. */
export function publicHolidays(country: string, years: readonly number[]): string[] {
  const calendar = calendarOf(country);
  if (!calendar) return [];
  return years.flatMap((year) =>
    calendar
      .getHolidays(year)
      .filter(({ type }) => type === 'public')
      .map(({ date }) => date.slice(0, 10)),
  );
}

/** Local days of the holiday called `name` in the years, moved by whole days; none where it is not known. */
export function holidayDays(
  country: string,
  name: string,
  offsetDays: number,
  years: readonly number[],
): string[] {
  const calendar = calendarOf(country);
  if (!calendar) return [];
  return years.flatMap((year) =>
    calendar
      .getHolidays(year)
      .filter((holiday) => holiday.name === name)
      .map(({ date }) => dateText(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) + offsetDays * DAY_MS)),
  );
}

/** Names `holidayDays` knows for a country, for lists and messages. */
export function holidayNames(country: string, year: number): string[] {
  return [
    ...new Set(
      calendarOf(country)
        ?.getHolidays(year)
        .map(({ name }) => name) ?? [],
    ),
  ];
}
