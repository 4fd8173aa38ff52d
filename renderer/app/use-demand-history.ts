import { useEffect, useMemo, useState } from 'react';
import type { Plan } from '#shared/domain/plan.ts';
import { middle } from '#shared/units/quantity.ts';
import { usePlan } from '#renderer/state/use-plan.ts';
import { useApi } from '#renderer/state/use-session.ts';
import { findJourneySeries, toDailyPeaks, type DailyPeaks } from './daily-peaks.ts';

export interface DemandHistory extends DailyPeaks {
  /** Journeys whose requests it does not hold, by name, where they would be seen in the picture. */
  without: string[];
}

const HOUR_MS = 3_600_000;
const MONTH_HOURS = 730.5;
/** An answer holds at most 5000 buckets: so many hours leave each hour a bucket of its own. */
const SPAN_HOURS = 4000;
/** What is less of the whole is narrower than the line. */
const SEEN_SHARE = 0.01;

/** What was measured before the horizon: of one journey, or of all that were counted, added up. */
export function useDemandHistory(journey: string | undefined): DemandHistory | null {
  const api = useApi();
  const plan = usePlan();
  const { id, demand, journeys, timeZone, horizon } = plan;
  const wanted = useMemo(
    () => journeys.filter((one) => journey === undefined || one.id === journey),
    [journeys, journey],
  );
  // Figures typed into the demand must not ask for the same history again.
  const fits = demand.journeys.map((one) => `${one.journey}=${one.fittedFrom?.series ?? ''}`).join('&');
  const question = `${id}|${wanted.map((one) => one.id).join()}|${fits}|${horizon.months}|${timeZone}`;
  const [answer, setAnswer] = useState<{ question: string; history: DemandHistory | null } | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const load = async (): Promise<DemandHistory | null> => {
      const all = await api.history.series({ plan: id }, { signal });
      const found = wanted.flatMap((one) => {
        const series = findJourneySeries({ demand, journeys }, one.id, all);
        return series ? [{ journey: one, series }] : [];
      });
      if (found.length === 0) return null;
      const to = Math.max(...found.map(({ series }) => Date.parse(series.last)));
      const spans = spansBefore(to, Math.min(24, horizon.months) * MONTH_HOURS);
      const buckets = await Promise.all(
        found.map(async ({ series }) => {
          const parts = await Promise.all(
            spans.map((span) =>
              api.history.samples({ series: series.id, points: 5000, ...span }, { signal }),
            ),
          );
          return {
            series,
            at: parts.flatMap(({ at }) => at),
            mean: parts.flatMap(({ mean }) => mean),
          };
        }),
      );
      const seen = new Set(found.map((one) => one.journey.id));
      const missing = wanted.filter((one) => !seen.has(one.id));
      const share = levelOf(demand, missing) / levelOf(demand, wanted);
      const without = share > SEEN_SHARE ? missing.map(({ name }) => name) : [];
      return { ...toDailyPeaks(buckets, timeZone), without };
    };
    load().then(
      (history) => !signal.aborted && setAnswer({ question, history }),
      // Without it the picture only lacks its past; the history screen reports what is wrong.
      () => {},
    );
    return () => controller.abort();
  }, [api, question]);
  return answer?.question === question ? answer.history : null;
}

function levelOf({ journeys }: Plan['demand'], of: readonly { id: string }[]): number {
  const levels = of.map(({ id }) => middle(journeys.find(({ journey }) => journey === id)?.level ?? 0));
  return levels.reduce((sum, level) => sum + level, 0);
}

function spansBefore(last: number, hours: number): { from: number; to: number }[] {
  const from = last - Math.round(hours) * HOUR_MS;
  const count = Math.ceil(hours / SPAN_HOURS);
  return Array.from({ length: count }, (_span, index) => ({
    from: from + index * SPAN_HOURS * HOUR_MS,
    to: Math.min(last + 1, from + (index + 1) * SPAN_HOURS * HOUR_MS),
  }));
}

/** What the picture's subtitle says of a past that does not hold everything. */
export function historyNote(history: DemandHistory | null): string {
  if (!history || history.without.length === 0) return '';
  return `; history without ${history.without.join(', ')}`;
}
