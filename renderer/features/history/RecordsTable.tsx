import type { ImportPreview } from '#shared/history/import-report.ts';

const SHOWN = 12;

/** The first lines of the file as they were split into cells; columns that will be imported stand out. */
export function RecordsTable({
  preview: { header, records, mapping, preamble },
}: {
  preview: ImportPreview;
}) {
  const times = mapping.timestamp?.columns ?? [];
  const roleOf = (column: string): string | undefined =>
    times.includes(column)
      ? 'time'
      : mapping.columns.some((one) => one.column === column && one.use)
        ? 'used'
        : undefined;
  return (
    <div className="history-records" tabIndex={0} role="region" aria-label="First lines of the file">
      <table>
        <thead>
          <tr>
            {header.map((column, index) => (
              <th key={index} scope="col" data-role={roleOf(column)}>
                {column}
                {roleOf(column) && <small>{roleOf(column) === 'time' ? 'time' : 'imported'}</small>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {records.slice(0, SHOWN).map((record, row) => (
            <tr key={row}>
              {header.map((column, index) => (
                <td key={index} data-role={roleOf(column)}>
                  {record[index] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {preamble.length > 0 && (
        <p className="note">{preamble.length} lines above the header are passed over.</p>
      )}
    </div>
  );
}
