import { ImportInspector } from './ImportInspector.tsx';
import { SeriesInspector } from './SeriesInspector.tsx';
import type { ImportedHistory } from './use-imported-history.ts';

export interface HistoryInspectorProps {
  history: ImportedHistory;
  selection: string | undefined;
  onSelect: (selection: string | undefined) => void;
  onRemoved: () => void;
}

/** About the selected file or series; the first file unless something is selected. */
export function HistoryInspector({
  history: { imports, series },
  selection,
  onSelect,
  onRemoved,
}: HistoryInspectorProps) {
  const [kind, id] = selection?.split(':') ?? [];
  const chosenSeries = kind === 'series' ? series.find((one) => String(one.id) === id) : undefined;
  if (chosenSeries) {
    const file = imports.find((one) => one.id === chosenSeries.importId)?.report.file ?? 'a file';
    return <SeriesInspector series={chosenSeries} file={file} />;
  }
  const entry = imports.find((one) => kind === 'import' && String(one.id) === id) ?? imports[0];
  if (!entry) return null;
  return (
    <ImportInspector
      key={entry.id}
      entry={entry}
      onSeries={(chosen) => onSelect(`series:${chosen}`)}
      onRemoved={() => {
        onSelect(undefined);
        onRemoved();
      }}
    />
  );
}
