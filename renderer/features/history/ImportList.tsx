import { numberText } from '#shared/charts/number-text.ts';
import { Table, type Column } from '#renderer/ui/Table.tsx';
import { dialectText, spanText } from './history-words.ts';
import type { StoredImport } from './use-imported-history.ts';

const columns: Column<StoredImport>[] = [
  {
    id: 'file',
    header: 'File',
    cell: ({ report }) => <strong>{report.file}</strong>,
    value: ({ report }) => report.file,
  },
  {
    id: 'dialect',
    header: 'Exported by',
    cell: ({ report }) => dialectText(report.dialect),
    value: ({ report }) => report.dialect,
  },
  {
    id: 'span',
    header: 'From, to',
    cell: ({ report }) => spanText(report.series),
    value: ({ report }) => report.series[0]?.first ?? '',
  },
  {
    id: 'rows',
    header: 'Rows',
    align: 'end',
    cell: ({ report }) => numberText(report.rows, 12),
    value: ({ report }) => report.rows,
  },
  {
    id: 'bad',
    header: 'Left out',
    align: 'end',
    cell: ({ report }) => numberText(report.badRows, 12),
    value: ({ report }) => report.badRows,
  },
  {
    id: 'quality',
    header: 'Quality',
    align: 'end',
    cell: ({ report }) => <Score value={report.quality.score} />,
    value: ({ report }) => report.quality.score,
  },
];

export interface ImportListProps {
  imports: readonly StoredImport[];
  selected: string | undefined;
  onSelect: (id: number) => void;
}

/** The files the history was read from. */
export function ImportList({ imports, selected, onSelect }: ImportListProps) {
  return (
    <Table
      caption="Imported files"
      columns={columns}
      rows={imports}
      rowKey={({ id }) => `import:${id}`}
      selectedKey={selected}
      onSelect={({ id }) => onSelect(id)}
      fileName="imports"
    />
  );
}

/** 0 to 100 as a short bar with its figure. */
export function Score({ value }: { value: number }) {
  const tone = value >= 85 ? 'holds' : value >= 60 ? 'risk' : 'fails';
  return (
    <span className="history-score" data-tone={tone}>
      <span aria-hidden>
        <span style={{ width: `${value}%` }} />
      </span>
      {Math.round(value)}
    </span>
  );
}
