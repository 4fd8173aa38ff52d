import { DAY_MS } from '../units/instant.ts';
import { civilDate } from './civil-date.ts';
import type { TimeGrid } from './time-grid.ts';

export type WindowUnit = 'week' | 'month' | 'quarter' | 'year';

export interface Windows {
  /** `2027-W05`, `2027-01`, `2027-Q1`, `2027`, in order of time. */
  labels: string[];
  /** Window of each local day of the grid; −1 where it is not judged. */
  ofDay: Int16Array;
}

/**
 * Calendar windows over the grid's days. One of which less than half lies inside the horizon is not
 * judged, unless there is no other.
 */
export function calendarWindows(grid: TimeGrid, unit: WindowUnit): Windows {
  const labels: string[] = [];
  const counts: number[] = [];
  const raw = grid.days.map((day) => {
    const label = windowLabel(day, unit);
    if (labels.at(-1) !== label) {
      labels.push(label);
      counts.push(0);
    }
    counts[labels.length - 1]! += 1;
    return labels.length - 1;
  });
  const full = { week: 7, month: 28, quarter: 90, year: 365 }[unit];
  const enough = counts.map((count) => count * 2 >= full);
  const kept = enough.some(Boolean) ? enough : counts.map(() => true);
  const position = kept.map((keep, index) => (keep ? kept.slice(0, index).filter(Boolean).length : -1));
  return {
    labels: labels.filter((_label, index) => kept[index]),
    ofDay: Int16Array.from(raw, (window) => position[window]!),
  };
}

/** The window a local day (`2027-01-31`) falls in; weeks as in ISO 8601. */
export function windowLabel(day: string, unit: WindowUnit): string {
  const year = day.slice(0, 4);
  const month = Number(day.slice(5, 7));
  if (unit === 'year') return year;
  if (unit === 'quarter') return `${year}-Q${Math.ceil(month / 3)}`;
  if (unit === 'month') return day.slice(0, 7);
  return isoWeek(Date.parse(`${day}T00:00:00Z`));
}

function isoWeek(wall: number): string {
  const weekday = (Math.floor(wall / DAY_MS) + 3) % 7; // Monday 0; 1970-01-01 was a Thursday
  const thursday = wall + (3 - weekday) * DAY_MS;
  const { year } = civilDate(thursday);
  const week = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}
