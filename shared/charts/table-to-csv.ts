import type { ChartTable } from './scene.ts';

/** The table as CSV (RFC 4180): raw numbers with a decimal point, units in the header. */
export function tableToCsv({ columns, rows }: ChartTable): string {
  const header = columns.map(({ title, unit }) => (unit ? `${title} [${unit}]` : title));
  return [header, ...rows]
    .map((row) => row.map(cellText).join(','))
    .join('\r\n')
    .concat('\r\n');
}

function cellText(cell: string | number | null): string {
  if (cell === null) return '';
  const text = String(cell);
  // A leading formula sign would be run by a spreadsheet.
  const safe = typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
