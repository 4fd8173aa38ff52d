import { useEffect, useState } from 'react';
import type { Plan } from '#shared/domain/plan.ts';
import { middle } from '#shared/units/quantity.ts';
import type { Api } from '#renderer/api/client.ts';
import { usePlan } from '#renderer/state/use-plan.ts';
import { useApi } from '#renderer/state/use-session.ts';
import { findJourneySeries, toDailyPeaks, type DailyPeaks } from './daily-peaks.ts';

export interface DemandHistory extends DailyPeaks {
  /** Journeys whose requests it does not hold, by name, where they would be seen in the picture. */
  without: string[];
}

/** What is asked for; figures typed into the demand leave it as it is. */
interface Question {
  plan: string;
  timeZone: string;
  months: number;
  journeys: { id: string; name: string; fittedTo?: string | undefined }[];
}

interface Measured {
  /** Journeys it holds, by id. */
  journeys: string[];
  peaks: DailyPeaks;
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
  const question = JSON.stringify(questionOf(plan, journey));
  const [answer, setAnswer] = useState<{ question: string; measured: Measured | null } | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    loadMeasured(api, JSON.parse(question) as Question, signal).then(
      (measured) => !signal.aborted && setAnswer({ question, measured }),
      // Without it the picture only lacks its past; the history screen reports what is wrong.
      () => {},
    );
    return () => controller.abort();
  }, [api, question]);
  const measured = answer?.question === question ? answer.measured : null;
  return measured && { ...measured.peaks, without: findMissing(plan, journey, measured.journeys) };
}

/** What the picture's subtitle says of a past that does not hold everything. */
export function historyNote(history: DemandHistory | null): string {
  if (!history || history.without.length === 0) return '';
  return `; history without ${history.without.join(', ')}`;
}

function questionOf({ id, timeZone, horizon, journeys, demand }: Plan, wanted: string | undefined): Question {
  return {
    plan: id,
    timeZone,
    months: Math.min(24, horizon.months),
    journeys: journeys
      .filter((journey) => wanted === undefined || journey.id === wanted)
      .map((journey) => ({
        id: journey.id,
        name: journey.name,
        fittedTo: demand.journeys.find((one) => one.journey === journey.id)?.fittedFrom?.series,
      })),
  };
}

async function loadMeasured(
  api: Api,
  { plan, timeZone, months, journeys }: Question,
  signal: AbortSignal,
): Promise<Measured | null> {
  const all = await api.history.series({ plan }, { signal });
  const found = journeys.flatMap((journey) => {
    const series = findJourneySeries(journey, all);
    return series ? [{ id: journey.id, series }] : [];
  });
  if (found.length === 0) return null;
  const spans = spansBefore(
    Math.max(...found.map(({ series }) => Date.parse(series.last))),
    months * MONTH_HOURS,
  );
  const buckets = await Promise.all(
    found.map(async ({ series }) => {
      const asked = spans.map((span) =>
        api.history.samples({ series: series.id, points: 5000, ...span }, { signal }),
      );
      const parts = await Promise.all(asked);
      return { series, at: parts.flatMap(({ at }) => at), mean: parts.flatMap(({ mean }) => mean) };
    }),
  );
  return { journeys: found.map(({ id }) => id), peaks: toDailyPeaks(buckets, timeZone) };
}

function spansBefore(last: number, hours: number): { from: number; to: number }[] {
  const from = last - Math.round(hours) * HOUR_MS;
  return Array.from({ length: Math.ceil(hours / SPAN_HOURS) }, (_span, index) => ({
    from: from + index * SPAN_HOURS * HOUR_MS,
    to: Math.min(last + 1, from + (index + 1) * SPAN_HOURS * HOUR_MS),
  }));
}

function findMissing({ journeys, demand }: Plan, wanted: string | undefined, held: string[]): string[] {
  const levelOf = (id: string) => middle(demand.journeys.find(({ journey }) => journey === id)?.level ?? 0);
  const asked = journeys.filter(({ id }) => wanted === undefined || id === wanted);
  const missing = asked.filter(({ id }) => !held.includes(id));
  const total = (of: typeof journeys) => of.reduce((sum, { id }) => sum + levelOf(id), 0);
  return total(missing) > SEEN_SHARE * total(asked) ? missing.map(({ name }) => name) : [];
}
