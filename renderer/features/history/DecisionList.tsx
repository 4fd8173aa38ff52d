import type { Decision, Mapping } from '#shared/history/mapping.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Confidence } from './Confidence.tsx';
import { questionText } from './history-words.ts';
import { decisionName, decisionText } from './mapping-choices.ts';

export interface DecisionListProps {
  decisions: readonly Decision[];
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
}

/** What the importer decided, from which cell, how sure it is, and what else it could have been. */
export function DecisionList({ decisions, mapping, onChange }: DecisionListProps) {
  return (
    <dl className="history-decisions">
      {decisions.map((decision, index) => (
        <div key={`${decision.field}-${index}`} data-question={decision.question ? true : undefined}>
          <dt>{decisionName(decision.field)}</dt>
          <dd>
            <span className="history-decision-value">{decisionText(decision, decision.value)}</span>{' '}
            <Confidence value={decision.confidence} />
            {decision.example && <span className="note history-example">read from “{decision.example}”</span>}
            {decision.question && <p className="history-question">{questionText(decision.question)}</p>}
            {decision.alternatives.length > 0 && (
              <span className="history-alternatives">
                {decision.alternatives.slice(0, 4).map((alternative) => (
                  <Button
                    key={alternative}
                    size="small"
                    onPress={() => onChange(withDecision(mapping, decision.field, alternative))}
                  >
                    {decisionText(decision, alternative)}
                  </Button>
                ))}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The mapping with one decision taken differently. */
export function withDecision(mapping: Mapping, field: Decision['field'], value: string): Mapping {
  const { timestamp } = mapping;
  switch (field) {
    case 'dialect':
      return { ...mapping, dialect: value };
    case 'encoding':
      return { ...mapping, encoding: value };
    case 'delimiter':
      return { ...mapping, delimiter: value };
    case 'decimal':
      return { ...mapping, decimal: value === ',' ? ',' : '.' };
    case 'header':
      return { ...mapping, headerLine: Number(value) >= 1 ? Number(value) : null };
    case 'timestamp':
      return { ...mapping, timestamp: timestamp && { ...timestamp, format: value } };
    case 'timeZone':
      return { ...mapping, timestamp: timestamp && { ...timestamp, timeZone: value } };
    case 'labels':
      return {
        ...mapping,
        timestamp: timestamp && { ...timestamp, labels: value === 'end' ? 'end' : 'start' },
      };
    case 'columns':
      return {
        ...mapping,
        columns: mapping.columns.map((column) => ({ ...column, use: column.column === value })),
      };
  }
}
