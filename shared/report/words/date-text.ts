import { fromIsoText, MONTHS, toCivilDate } from '../../charts/civil-date.ts';

/** `26 Nov 2027`, from `2027-11-26`. */
export const dateText = (day: string): string => dateTextOf(fromIsoText(day));

/** The same from a wall clock written as epoch milliseconds as if it were UTC. */
export function dateTextOf(wall: number): string {
  const { year, month, day } = toCivilDate(wall);
  return `${day}\u00a0${MONTHS[month - 1]}\u00a0${year}`;
}
