import { useEffect, useState } from 'react';
import { createLocalClock } from '#shared/calendar/local-time.ts';
import { toCivilDate } from '#shared/charts/civil-date.ts';
import type { Series } from '#shared/history/series.ts';
import { usePlan } from '#renderer/state/use-plan.ts';
import { useApi } from '#renderer/state/use-session.ts';

export interface DailyHistory {
  dates: string[];
  values: (number | null)[];
}

const DAY_MS = 86_400_000;

/** Requests per second in the busiest step of each day, of the series the journey's demand was fitted to. */
export function useJourneyHistory(journey: string | undefined): DailyHistory | null {
  const api = useApi();
  const { id: plan, demand, timeZone } = usePlan();
  const from = demand.journeys.find((one) => one.journey === journey)?.fittedFrom;
  const [history, setHistory] = useState<{ series: string; daily: DailyHistory } | null>(null);
  const seriesName = from?.series;
  useEffect(() => {
    if (seriesName === undefined) return;
    const controller = new AbortController();
    const { signal } = controller;
    const load = async () => {
      const series = (await api.history.series({ plan }, { signal })).find(({ name }) => name === seriesName);
      if (!series) return;
      const first = Date.parse(series.first);
      const points = Math.min(5000, Math.max(10, Math.round((Date.parse(series.last) - first) / DAY_MS)));
      const { at, most } = await api.history.samples({ series: series.id, points }, { signal });
      setHistory({ series: seriesName, daily: toDaily(series, at, most, timeZone) });
    };
    // Without it the picture only lacks its past; the history screen reports what is wrong.
    load().catch(() => {});
    return () => controller.abort();
  }, [api, plan, seriesName, timeZone]);
  return history && history.series === seriesName ? history.daily : null;
}

/** The highest bucket that begins on each local day; counts become rates. */
export function toDaily(
  { kind, stepSeconds }: Pick<Series, 'kind' | 'stepSeconds'>,
  at: readonly number[],
  most: readonly number[],
  timeZone: string,
): DailyHistory {
  const perSecond = kind === 'count' ? 1 / stepSeconds : 1;
  const clock = createLocalClock(timeZone, at[0] ?? 0, at.at(-1) ?? 0);
  const days = new Map<string, number>();
  at.forEach((instant, index) => {
    const { year, month, day } = toCivilDate(clock.toWall(instant));
    const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    days.set(date, Math.max(days.get(date) ?? 0, most[index]! * perSecond));
  });
  return { dates: [...days.keys()], values: [...days.values()] };
}
