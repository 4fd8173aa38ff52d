import type { Plan } from '#shared/domain/plan.ts';
import { visitsOf } from '#shared/domain/journey.ts';
import { isWorthALine } from '#shared/verdicts/engines/compare-engines.ts';
import type { Measure } from '#shared/verdicts/engines/compared-figure.ts';
import { figureName, formatFigure } from '#shared/verdicts/engines/figure-words.ts';
import type { Comparison, HourReport } from '#shared/verdicts/engines/hour-report.ts';
import { startSentence } from '#shared/verdicts/number-words.ts';

/** A line of the table: a figure of both engines, or of the time-step engine alone while the replay goes on. */
export interface FigureRow {
  key: string;
  name: string;
  fast: string;
  comparison: Comparison | null;
}

/** The figures of one journey and of the components on its path; of all without a journey. */
export function figureRows(
  plan: Plan,
  report: HourReport | null,
  fast: HourReport['fast'],
  journey: string | undefined,
): FigureRow[] {
  const isShown = shownFor(plan, journey);
  if (!report)
    return expectedRows(fast)
      .filter(({ subject }) => isShown(subject))
      .map(toRow);
  return report.comparisons
    .filter(({ subject }) => isShown(subject))
    .map((comparison) => ({
      key: keyOf(comparison),
      name: startSentence(figureName(plan, comparison)),
      fast: formatFigure(comparison.measure, comparison.fast),
      comparison,
    }));

  function toRow({ subject, measure, value }: Expected): FigureRow {
    const figure = { subject, measure } as Comparison;
    return {
      key: keyOf(figure),
      name: startSentence(figureName(plan, figure)),
      fast: formatFigure(measure, value),
      comparison: null,
    };
  }
}

type Subject = Comparison['subject'];

/** Whether a figure is the journey's own or of a component that it calls; every one without a journey. */
export function shownFor({ journeys }: Plan, journey: string | undefined): (subject: Subject) => boolean {
  if (journey === undefined) return () => true;
  const path = journeys.find(({ id }) => id === journey)?.path ?? [];
  const visited = new Set(visitsOf(path).map(({ component }) => component));
  return ({ kind, id }) => (kind === 'journey' ? id === journey : visited.has(id));
}

const keyOf = ({ subject, measure }: Pick<Comparison, 'subject' | 'measure'>): string =>
  `${subject.kind}/${subject.id}/${measure}`;

interface Expected {
  subject: Subject;
  measure: Measure;
  value: number;
}

/** What the time-step engine has already said, in the order the table will have. */
function expectedRows({ journeys, stations }: HourReport['fast']): Expected[] {
  return [
    ...journeys.flatMap(({ journey, responseMs, throughputPerSecond }): Expected[] => {
      const subject = { kind: 'journey' as const, id: journey };
      if (!responseMs) return [];
      return [
        { subject, measure: 'p50', value: responseMs.p50 },
        { subject, measure: 'p95', value: responseMs.p95 },
        { subject, measure: 'p99', value: responseMs.p99 },
        { subject, measure: 'throughput', value: throughputPerSecond },
      ];
    }),
    ...stations.flatMap((station): Expected[] => {
      const { component, callsPerSecond, utilization, servers, meanWaitMs } = station;
      const subject = { kind: 'component' as const, id: component };
      if (servers === null || callsPerSecond === 0) return [];
      return [
        { subject, measure: 'utilization', value: utilization },
        ...(meanWaitMs !== null && isWorthALine(0, station)
          ? [{ subject, measure: 'wait' as const, value: meanWaitMs }]
          : []),
      ];
    }),
  ];
}
