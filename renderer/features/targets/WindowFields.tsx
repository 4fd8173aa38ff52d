import type { Clause, TimeWindow } from '#shared/domain/clause.ts';
import { useField } from '#renderer/state/use-field.ts';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { NumberField } from '#renderer/ui/NumberField.tsx';
import { Select } from '#renderer/ui/Select.tsx';

const choices = [
  { id: 'week', label: 'Each calendar week' },
  { id: 'month', label: 'Each calendar month' },
  { id: 'quarter', label: 'Each quarter' },
  { id: 'year', label: 'Each year' },
  { id: 'rolling', label: 'Any days in a row' },
] as const;
type ChoiceId = (typeof choices)[number]['id'];

/** The span over which the promise is counted. */
export function WindowFields({ clause }: { clause: Clause }) {
  const field = useField<TimeWindow>(`clauses/${clause.id}/window`);
  const window = field.value;
  const select = (
    <Select<ChoiceId>
      label="Counted over"
      definition="The promise must hold in every one of these spans."
      value={window.kind === 'rolling' ? 'rolling' : window.unit}
      choices={choices}
      onChange={(id) =>
        field.set(id === 'rolling' ? { kind: 'rolling', days: 30 } : { kind: 'calendarAligned', unit: id }, {
          group: null,
        })
      }
      error={field.problems[0]?.message}
      inherited={field.isOverridden ? { text: describe(field.inherited), onReset: field.reset } : undefined}
    />
  );
  if (window.kind !== 'rolling') return select;
  return (
    <FieldRow>
      {select}
      <NumberField
        label="Days"
        unit="days"
        integer
        min={1}
        max={366}
        value={window.days}
        onChange={(days) => days && field.set({ kind: 'rolling', days })}
      />
    </FieldRow>
  );
}

const describe = (window: TimeWindow): string =>
  window.kind === 'rolling' ? `${window.days} days` : window.unit;
