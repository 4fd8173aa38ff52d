import type { ChartTable } from '#shared/charts/scene.ts';
import { numberText, percentText } from '#shared/charts/number-text.ts';

/** What a picture shows, as rows and columns. */
export function SceneTable({ table: { columns, rows }, title }: { table: ChartTable; title: string }) {
  return (
    <div className="chart-table" tabIndex={0} role="region" aria-label={`${title}, as a table`}>
      <table>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={index} scope="col" data-numeric={column.numeric || undefined}>
                {column.title}
                {column.unit && column.unit !== 'share' && ` (${column.unit})`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, position) => (
                <td key={position} data-numeric={columns[position]?.numeric || undefined}>
                  {cellText(cell, columns[position]?.unit)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cellText(cell: string | number | null, unit: string | undefined): string {
  if (cell === null) return '–';
  if (typeof cell === 'string') return cell;
  return unit === 'share' ? percentText(cell) : numberText(cell, 4);
}
