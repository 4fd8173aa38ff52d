import { useMemo } from 'react';
import type { Decision, Mapping } from '#shared/history/mapping.ts';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { NumberField } from '#renderer/ui/NumberField.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { delimiterChoices, formatChoices } from './mapping-choices.ts';

export interface MappingFormProps {
  mapping: Mapping;
  header: readonly string[];
  decisions: readonly Decision[];
  onChange: (mapping: Mapping) => void;
}

const NONE = '\u0000none';

/** How the file is read: everything the importer decided, changeable. */
export function MappingForm({ mapping, header, decisions, onChange }: MappingFormProps) {
  const { timestamp } = mapping;
  const zones = useMemo(() => ['UTC', ...Intl.supportedValuesOf('timeZone')], []);
  const columns = [
    ...header.map((column) => ({ id: column, label: column })),
    { id: NONE, label: 'no time axis' },
  ];
  const setTime = (change: Partial<NonNullable<Mapping['timestamp']>>) =>
    timestamp && onChange({ ...mapping, timestamp: { ...timestamp, ...change } });
  const setTimeColumn = (column: string) =>
    onChange({
      ...mapping,
      timestamp:
        column === NONE
          ? null
          : { format: 'iso', timeZone: 'UTC', labels: 'start', ...timestamp, columns: [column] },
    });

  return (
    <div className="stack history-mapping">
      <FieldRow count={3}>
        <Select
          label="Time column"
          value={timestamp?.columns[0] ?? NONE}
          choices={columns}
          onChange={setTimeColumn}
          definition="The column that says when each row was measured."
        />
        <Select
          label="Time format"
          value={timestamp?.format}
          choices={formatChoices(mapping, decisions)}
          isDisabled={!timestamp}
          onChange={(format) => setTime({ format })}
          definition="How the time is written: y year, M month, d day, H hour, m minute."
        />
        <TextField
          label="Time zone"
          value={timestamp?.timeZone ?? ''}
          suggestions={zones}
          isDisabled={!timestamp}
          onChange={(timeZone) => setTime({ timeZone })}
          definition="The zone of times that carry no offset of their own."
        />
      </FieldRow>
      <FieldRow count={4}>
        <Select
          label="A time names"
          value={timestamp?.labels}
          isDisabled={!timestamp}
          onChange={(labels) => setTime({ labels })}
          choices={[
            { id: 'start', label: 'start of its step' },
            { id: 'end', label: 'end of its step' },
          ]}
          definition="Whether 18:00 stands for 18:00 to 19:00, or for 17:00 to 18:00."
        />
        <Select
          label="Separator"
          value={mapping.delimiter}
          choices={delimiterChoices(mapping.delimiter)}
          onChange={(delimiter) => onChange({ ...mapping, delimiter })}
          definition="The character between two cells."
        />
        <Select
          label="Decimal sign"
          value={mapping.decimal}
          onChange={(decimal) => onChange({ ...mapping, decimal })}
          choices={[
            { id: '.', label: 'point, 1.5' },
            { id: ',', label: 'comma, 1,5' },
          ]}
          definition="What separates whole numbers from fractions."
        />
        <NumberField
          label="Header line"
          value={mapping.headerLine ?? undefined}
          integer
          isOptional
          min={1}
          placeholder="none"
          onChange={(line) => onChange({ ...mapping, headerLine: line ?? null })}
          definition="Line of the column names, counted from 1. Empty: the first line is data."
        />
      </FieldRow>
    </div>
  );
}
