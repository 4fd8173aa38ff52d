import type { Band } from '../engine/run-pictures.ts';
import { MONTHS, toCivilDate } from './civil-date.ts';
import { FAN_BANDS } from './fan-chart-data.ts';
import type { LineBand } from './line-chart.ts';

/** The bands around a median in which 95, 80 and 50 % of the futures lie. */
export const bandsOf = (band: Band): LineBand[] =>
  FAN_BANDS.map(({ role, low, high, name }) => ({
    role,
    name: `${name} of futures`,
    low: band[low],
    high: band[high],
  }));

/** `Jan 2027`. */
export function monthText(wall: number): string {
  const { month, year } = toCivilDate(wall);
  return `${MONTHS[month - 1]} ${year}`;
}
