import { createLocalClock } from '#shared/calendar/local-time.ts';
import { toCivilDate } from '#shared/charts/civil-date.ts';
import type { Series } from '#shared/history/series.ts';

/** Local days with the busiest hour of each, in requests per second; null where something is missing. */
export interface DailyPeaks {
  dates: string[];
  values: (number | null)[];
}

/** Buckets of a series, at most an hour wide. */
export interface HourlyBuckets {
  series: Pick<Series, 'kind' | 'stepSeconds'>;
  at: readonly number[];
  mean: readonly number[];
}

const HOUR_MS = 3_600_000;

/** The busiest hour of each local day of several series together; hours that one of them lacks do not count. */
export function toDailyPeaks(all: readonly HourlyBuckets[], timeZone: string): DailyPeaks {
  const hours = all.map(toHours);
  const [first, ...others] = hours;
  if (!first || first.size === 0) return { dates: [], values: [] };
  const instants = [...first.keys()];
  const clock = createLocalClock(timeZone, instants[0]!, instants.at(-1)!);
  const days = new Map<string, number | null>();
  for (const [hour, rate] of first) {
    const { year, month, day } = toCivilDate(clock.toWall(hour));
    const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    const rates = [rate, ...others.map((other) => other.get(hour) ?? NaN)];
    const sum = rates.reduce((total, one) => total + one, 0);
    const before = days.get(date) ?? null;
    days.set(date, Number.isNaN(sum) ? before : Math.max(before ?? 0, sum));
  }
  return { dates: [...days.keys()], values: [...days.values()] };
}

/** Requests per second by the hour an instant lies in; counts become rates. */
function toHours({ series: { kind, stepSeconds }, at, mean }: HourlyBuckets): Map<number, number> {
  const perSecond = kind === 'count' ? 1 / stepSeconds : 1;
  const hours = new Map<number, number>();
  at.forEach((instant, index) => {
    const hour = Math.floor(instant / HOUR_MS) * HOUR_MS;
    hours.set(hour, Math.max(hours.get(hour) ?? 0, mean[index]! * perSecond));
  });
  return hours;
}

/**
 * The series in which a journey's requests were counted: the one its demand was fitted to, else one that
 * bears its name. None where they can not be told apart.
 */
export function findJourneySeries(
  { id, name, fittedTo }: { id: string; name: string; fittedTo?: string | undefined },
  all: readonly Series[],
): Series | undefined {
  const wanted = new Set((fittedTo === undefined ? [id, name] : [fittedTo]).map(plain));
  const found = all.filter(
    ({ kind, name: column, axis }) => axis !== 'row' && isRequests(kind) && wanted.has(plain(column)),
  );
  return found.length === 1 || fittedTo !== undefined ? found[0] : undefined;
}

const isRequests = (kind: Series['kind']): boolean => kind === 'count' || kind === 'rate';
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
