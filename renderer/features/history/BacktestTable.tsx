import { numberText, percentText } from '#shared/charts/number-text.ts';
import type { DemandFit } from '#shared/history/demand-fit.ts';
import { Table, type Column } from '#renderer/ui/Table.tsx';

type Row = DemandFit['backtest'][number];

const columns: Column<Row>[] = [
  { id: 'method', header: 'Method', cell: ({ method }) => method, value: ({ method }) => method },
  {
    id: 'mase',
    header: 'Error, MASE',
    align: 'end',
    cell: ({ mase }) => numberText(mase),
    value: ({ mase }) => mase,
  },
  {
    id: 'coverage',
    header: '95 % bands held',
    align: 'end',
    cell: ({ coverage95 }) => (coverage95 === null ? 'no bands' : percentText(coverage95)),
    value: ({ coverage95 }) => coverage95,
  },
  {
    id: 'origins',
    header: 'Forecasts tried',
    align: 'end',
    cell: ({ origins }) => origins,
    value: ({ origins }) => origins,
  },
];

/** How each method would have forecast the past, from several points in time. */
export function BacktestTable({ rows }: { rows: readonly Row[] }) {
  if (rows.length === 0) return null;
  return (
    <Table
      caption="Backtest of the methods"
      columns={columns}
      rows={rows}
      rowKey={({ method }) => method}
      fileName="backtest"
    />
  );
}
