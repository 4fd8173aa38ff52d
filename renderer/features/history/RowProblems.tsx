import type { RowProblem } from '#shared/history/import-report.ts';
import { Table, type Column } from '#renderer/ui/Table.tsx';

const columns: Column<RowProblem>[] = [
  {
    id: 'line',
    header: 'Line',
    cell: ({ line }) => line,
    value: ({ line }) => line,
    align: 'end',
    width: 70,
  },
  { id: 'column', header: 'Column', cell: ({ column }) => column, value: ({ column }) => column },
  { id: 'reason', header: 'What is wrong', cell: ({ reason }) => reason, value: ({ reason }) => reason },
];

/** Lines of a file that were left out, with the reason. */
export function RowProblems({ problems }: { problems: readonly RowProblem[] }) {
  return (
    <Table
      caption="Lines that could not be read"
      columns={columns}
      rows={problems}
      fileName="bad-rows"
      rowKey={({ line, column, reason }) => `${line}/${column}/${reason}`}
    />
  );
}
