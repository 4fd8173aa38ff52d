import { ArrowDown, ArrowUp, Download } from 'lucide-react';
import { useMemo, useState, type KeyboardEvent, type ReactNode } from 'react';
import { toCsv, type CsvCell } from './csv-text.ts';
import { IconButton } from './IconButton.tsx';
import { saveText } from './save-file.ts';
import { VisuallyHidden } from './VisuallyHidden.tsx';
import './Table.css';

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** What the column sorts by, and what is exported. Absent: neither. */
  value?: (row: Row) => CsvCell;
  align?: 'start' | 'end';
  width?: number | string;
}

export interface TableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Rows can be selected: by click, or with the arrow keys and Enter. */
  onSelect?: (row: Row) => void;
  selectedKey?: string | undefined;
  /** Name of the CSV file, without its ending. Absent: no export. */
  fileName?: string;
  empty?: ReactNode;
}

interface Sorting {
  column: string;
  isDescending: boolean;
}

export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
  onSelect,
  selectedKey,
  fileName,
  empty,
}: TableProps<Row>) {
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const sorted = useMemo(() => sortRows(rows, columns, sorting), [rows, columns, sorting]);

  function exportRows() {
    const exported = columns.filter((column) => column.value);
    const cells = sorted.map((row) => exported.map((column) => column.value?.(row)));
    saveText(
      `${fileName}.csv`,
      toCsv(
        exported.map(({ header }) => header),
        cells,
      ),
      'text/csv',
    );
  }

  return (
    <div className="ui-table-frame">
      {fileName && rows.length > 0 && (
        <div className="ui-table-export">
          <IconButton label="Save as CSV" size="small" icon={<Download size={14} />} onPress={exportRows} />
        </div>
      )}
      <table
        className="ui-table"
        role={onSelect ? 'grid' : undefined}
        data-selectable={onSelect ? true : undefined}
      >
        <caption>
          <VisuallyHidden>{caption}</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sorting={sorting} onSort={setSorting} />
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={onSelect && moveBetweenRows}>
          {sorted.map((row, index) => (
            <TableRow
              key={rowKey(row)}
              row={row}
              columns={columns}
              isSelected={selectedKey === rowKey(row)}
              isStop={selectedKey === undefined ? index === 0 : selectedKey === rowKey(row)}
              onSelect={onSelect}
            />
          ))}
        </tbody>
      </table>
      {rows.length === 0 && empty}
    </div>
  );
}

function HeaderCell<Row>({
  column,
  sorting,
  onSort,
}: {
  column: Column<Row>;
  sorting: Sorting | null;
  onSort: (sorting: Sorting) => void;
}) {
  const isSorted = sorting?.column === column.id;
  const direction = isSorted ? (sorting.isDescending ? 'descending' : 'ascending') : undefined;
  const Arrow = sorting?.isDescending ? ArrowDown : ArrowUp;
  return (
    <th scope="col" data-align={column.align} aria-sort={direction} style={{ width: column.width }}>
      {column.value ? (
        <button
          type="button"
          onClick={() => onSort({ column: column.id, isDescending: isSorted && !sorting.isDescending })}
        >
          {column.header}
          {isSorted && <Arrow size={12} aria-hidden />}
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}

interface TableRowProps<Row> {
  row: Row;
  columns: readonly Column<Row>[];
  isSelected: boolean;
  isStop: boolean;
  onSelect: ((row: Row) => void) | undefined;
}

function TableRow<Row>({ row, columns, isSelected, isStop, onSelect }: TableRowProps<Row>) {
  const selectable = onSelect && {
    tabIndex: isStop ? 0 : -1,
    'aria-selected': isSelected,
    onClick: () => onSelect(row),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.target !== event.currentTarget || (event.key !== 'Enter' && event.key !== ' ')) return;
      event.preventDefault();
      onSelect(row);
    },
  };
  return (
    <tr {...selectable}>
      {columns.map((column) => (
        <td key={column.id} data-align={column.align}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

function moveBetweenRows(event: KeyboardEvent<HTMLTableSectionElement>) {
  const row = (event.target as HTMLElement).closest('tr');
  if (event.target !== row) return;
  const next =
    event.key === 'ArrowDown'
      ? row?.nextElementSibling
      : event.key === 'ArrowUp'
        ? row?.previousElementSibling
        : null;
  if (!next) return;
  event.preventDefault();
  (next as HTMLElement).focus();
}

function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sorting: Sorting | null,
): readonly Row[] {
  const value = columns.find(({ id }) => id === sorting?.column)?.value;
  if (!sorting || !value) return rows;
  const sign = sorting.isDescending ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(value(a), value(b)));
}

function compare(a: CsvCell, b: CsvCell): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a ?? '').localeCompare(String(b ?? ''), 'en', { numeric: true });
}
