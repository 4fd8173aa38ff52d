import type { Plan } from '#shared/domain/plan.ts';
import { findFirst } from '#shared/verdicts/engines/agreement.ts';
import type { Comparison, HourReport } from '#shared/verdicts/engines/hour-report.ts';

/** The report as a script reads it: the journey asked for on top, every journey and component below. */
export function replayDocument(plan: Plan, report: HourReport, asked: string | undefined) {
  const journey = asked ?? findFirst(plan, report.comparisons)?.subject.id ?? plan.journeys[0]!.id;
  const { replay, fast, comparisons, ...header } = report;
  const own = journeyPart(report, journey);
  return {
    ...header,
    repetitions: replay.repetitions,
    requests: replay.requests,
    journey,
    responseMs: own.responseMs,
    throughputPerSecond: own.throughputPerSecond,
    losses: own.losses,
    fast: own.fast,
    differences: own.differences,
    journeys: plan.journeys.map(({ id }) => journeyPart(report, id)),
    components: replay.stations.map((station, index) => ({
      ...station,
      fast: fast.stations[index],
      differences: differencesOf(comparisons, 'component', station.component),
    })),
    checks: replay.checks,
  };
}

function journeyPart({ replay, fast, comparisons }: HourReport, id: string) {
  const replayed = replay.journeys.find(({ journey }) => journey === id)!;
  const answer = fast.journeys.find(({ journey }) => journey === id)!;
  const { responseMs, losses } = replayed;
  return {
    journey: id,
    requests: replayed.requests,
    responseMs: responseMs && {
      p50: responseMs.p50.value,
      p95: responseMs.p95.value,
      p99: responseMs.p99.value,
    },
    throughputPerSecond: replayed.throughputPerSecond.value,
    losses:
      losses && Object.fromEntries(Object.entries(losses).map(([kind, { value }]) => [kind, value] as const)),
    intervals: {
      responseMs,
      throughputPerSecond: replayed.throughputPerSecond,
      attempts: replayed.attempts,
      losses,
    },
    fast: {
      requests: answer.requests,
      responseMs: answer.responseMs && {
        p50: answer.responseMs.p50,
        p95: answer.responseMs.p95,
        p99: answer.responseMs.p99,
      },
      throughputPerSecond: answer.throughputPerSecond,
      losses: answer.losses,
    },
    differences: differencesOf(comparisons, 'journey', id),
  };
}

/** By measure. */
function differencesOf(comparisons: readonly Comparison[], kind: 'journey' | 'component', id: string) {
  return Object.fromEntries(
    comparisons
      .filter(({ subject }) => subject.kind === kind && subject.id === id)
      .map(({ measure, difference, relative, agreement, replay, reasons }) => [
        measure,
        {
          difference,
          relative,
          inside: agreement === 'inside',
          agreement,
          low: replay.low,
          high: replay.high,
          why: reasons.map(({ text }) => text),
        },
      ]),
  );
}
