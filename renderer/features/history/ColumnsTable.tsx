import { seriesKinds, type SeriesKind } from '#shared/history/series.ts';
import type { ColumnMapping, Mapping } from '#shared/history/mapping.ts';
import { Checkbox } from '#renderer/ui/Checkbox.tsx';
import { Select, type Choice } from '#renderer/ui/Select.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';

const KINDS: Record<SeriesKind, [label: string, description: string]> = {
  count: ['count', 'Events per step: summed'],
  rate: ['rate', 'Per second: averaged'],
  counter: ['counter', 'Ever growing: differences are taken'],
  gauge: ['gauge', 'A level: averaged'],
  percentile: ['percentile', 'Never averaged'],
  duration: ['duration', 'A mean time'],
  ratio: ['ratio', 'A share'],
};
const choices: Choice<SeriesKind>[] = seriesKinds.map((id) => ({
  id,
  label: KINDS[id][0],
  description: KINDS[id][1],
}));

/** Each column of the file: whether it is imported, under which name, and what it measures. */
export function ColumnsTable({
  mapping,
  onChange,
}: {
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
}) {
  const setColumn = (changed: ColumnMapping) =>
    onChange({
      ...mapping,
      columns: mapping.columns.map((column) => (column.column === changed.column ? changed : column)),
    });
  return (
    <table className="history-columns">
      <thead>
        <tr>
          <th scope="col">Use</th>
          <th scope="col">Column</th>
          <th scope="col">Name</th>
          <th scope="col">Measures a</th>
          <th scope="col">Unit</th>
        </tr>
      </thead>
      <tbody>
        {mapping.columns.map((column) => (
          <tr key={column.column} data-unused={!column.use || undefined}>
            <td>
              <Checkbox
                label={`Import ${column.column}`}
                isChecked={column.use}
                onChange={(use) => setColumn({ ...column, use })}
              />
            </td>
            <th scope="row">{column.column}</th>
            <td>
              <TextField
                label={`Name of ${column.column}`}
                hideLabel
                value={column.name}
                isDisabled={!column.use}
                onChange={(name) => setColumn({ ...column, name })}
              />
            </td>
            <td>
              <Select
                label={`What ${column.column} measures`}
                hideLabel
                value={column.kind}
                choices={choices}
                isDisabled={!column.use}
                onChange={(kind) => setColumn({ ...column, kind })}
              />
            </td>
            <td>
              <TextField
                label={`Unit of ${column.column}`}
                hideLabel
                value={column.unit}
                isDisabled={!column.use}
                onChange={(unit) => setColumn({ ...column, unit })}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
