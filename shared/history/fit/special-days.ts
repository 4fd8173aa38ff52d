import { publicHolidays } from '../../calendar/holidays.ts';
import { dateOf, dayNumber, weekdayOf } from './day-grid.ts';

/** Days that are unlike their weekday: Christmas, the days up to New Year, public holidays on working days. */
export const SPECIAL_KINDS = 3;
export type SpecialKind = 0 | 1 | 2;

const CHRISTMAS: SpecialKind = 0;
const BETWEEN_THE_YEARS: SpecialKind = 1;
const HOLIDAY: SpecialKind = 2;

export type SpecialDays = ReadonlyMap<number, SpecialKind>;

/** By local day number, over the given days. Zones of no known country have Christmas and New Year only. */
export function findSpecialDays(timeZone: string, firstDay: number, lastDay: number): SpecialDays {
  const special = new Map<number, SpecialKind>();
  const firstYear = Number(dateOf(firstDay).slice(0, 4));
  const years = Array.from(
    { length: Number(dateOf(lastDay).slice(0, 4)) - firstYear + 1 },
    (_none, index) => firstYear + index,
  );
  const country = COUNTRIES[timeZone];
  const holidays = country ? publicHolidays(country, years).map((date) => dayNumber(date.slice(0, 10))) : [];
  for (const day of holidays) if (weekdayOf(day) < 5) special.set(day, HOLIDAY);
  for (const year of years) {
    const christmas = dayNumber(`${year}-12-24`);
    for (let day = 0; day < 3; day++) special.set(christmas + day, CHRISTMAS);
    for (let day = 3; day < 8; day++) special.set(christmas + day, BETWEEN_THE_YEARS);
    special.set(dayNumber(`${year}-01-01`), BETWEEN_THE_YEARS);
  }
  return special;
}

/** Weekday whose course of the day it follows: special days that of a Sunday. */
export const courseOf = (day: number, special: SpecialDays | undefined): number =>
  special?.has(day) ? 6 : weekdayOf(day);

/** Zones with most of a country's people; a day is no holiday where the country is not sure. */
const COUNTRIES: Readonly<Record<string, string>> = {
  'America/New_York': 'US',
  'America/Chicago': 'US',
  'America/Denver': 'US',
  'America/Phoenix': 'US',
  'America/Los_Angeles': 'US',
  'America/Detroit': 'US',
  'America/Toronto': 'CA',
  'America/Vancouver': 'CA',
  'America/Mexico_City': 'MX',
  'America/Sao_Paulo': 'BR',
  'America/Argentina/Buenos_Aires': 'AR',
  'Europe/London': 'GB',
  'Europe/Dublin': 'IE',
  'Europe/Berlin': 'DE',
  'Europe/Paris': 'FR',
  'Europe/Madrid': 'ES',
  'Europe/Rome': 'IT',
  'Europe/Vienna': 'AT',
  'Europe/Zurich': 'CH',
  'Europe/Amsterdam': 'NL',
  'Europe/Brussels': 'BE',
  'Europe/Copenhagen': 'DK',
  'Europe/Stockholm': 'SE',
  'Europe/Oslo': 'NO',
  'Europe/Helsinki': 'FI',
  'Europe/Warsaw': 'PL',
  'Europe/Prague': 'CZ',
  'Europe/Lisbon': 'PT',
  'Europe/Athens': 'GR',
  'Europe/Budapest': 'HU',
  'Australia/Sydney': 'AU',
  'Australia/Melbourne': 'AU',
  'Pacific/Auckland': 'NZ',
  'Asia/Tokyo': 'JP',
  'Asia/Seoul': 'KR',
  'Asia/Singapore': 'SG',
  'Africa/Johannesburg': 'ZA',
};
