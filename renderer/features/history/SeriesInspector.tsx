import { numberText } from '#shared/charts/number-text.ts';
import type { Series } from '#shared/history/series.ts';
import { stepText } from './history-words.ts';
import { Inspector, InspectorSection } from '#renderer/ui/Inspector.tsx';

/** One series: what it measures and how complete it is. */
export function SeriesInspector({ series, file }: { series: Series; file: string }) {
  const facts: [string, string][] = [
    ['Measures a', series.kind],
    ['Unit', series.unit || 'none'],
    ['Step', stepText(series.stepSeconds)],
    ['From', series.first.slice(0, 16).replace('T', ' ')],
    ['To', series.last.slice(0, 16).replace('T', ' ')],
    ['Time zone', series.timeZone],
    ['Samples', numberText(series.samples, 12)],
    ['Gaps', `${numberText(series.gaps, 12)} (${numberText(series.missingSteps, 12)} steps missing)`],
    ['Twice the same time', numberText(series.duplicates, 12)],
    ['Out of order', numberText(series.outOfOrder, 12)],
  ];
  return (
    <Inspector kind={`Series of ${file}`} title={series.name} foot={kindNote(series.kind)}>
      <InspectorSection>
        <dl className="history-facts">
          {facts.map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </InspectorSection>
    </Inspector>
  );
}

function kindNote(kind: Series['kind']): string {
  switch (kind) {
    case 'percentile':
      return 'Percentiles are never averaged: this series can be looked at and compared, not put on another step.';
    case 'counter':
      return 'A counter: differences between samples were taken, resets included.';
    case 'count':
      return 'Counts are divided by their step to give a rate per second.';
    default:
      return 'Times are shown in the zone of the series.';
  }
}
