import { decide } from './decide.ts';
import { detectColumn, type DetectedColumn } from './detect-columns.ts';
import type { Dialect } from './dialects/dialect.ts';
import { findColumn, type MappingSample } from './mapping-sample.ts';
import type { Decision, Mapping } from './mapping.ts';

/** Which columns are offered as series, with kind and unit: as hinted, else as detected. */
export function chooseColumns(
  sample: MappingSample,
  dialect: Dialect,
  header: string[],
  rows: string[][],
  timeColumns: number[],
  decimal: '.' | ',',
  missing: string[],
  isTable: boolean,
  decisions: Decision[],
): Mapping['columns'] {
  if (sample.hints.columns) {
    for (const { column } of sample.hints.columns) findColumn(header, column);
    decide(
      decisions,
      'columns',
      sample.hints.columns
        .filter(({ use }) => use)
        .map(({ name }) => name)
        .join(', '),
      1,
      '',
    );
    return sample.hints.columns;
  }
  const missingSet = new Set(missing.map((text) => text.trim()));
  const detected: DetectedColumn[] = [];
  const profiled = rows.length > 20_000 ? [...rows.slice(0, 10_000), ...rows.slice(-10_000)] : rows;
  for (const [index, column] of header.entries()) {
    if (timeColumns.includes(index)) continue;
    const cells = profiled.map((row) => row[index] ?? '');
    const found = detectColumn({ column, cells }, decimal, missingSet, sample.fileName, sample.isWhole);
    if (found) detected.push({ ...found, ...dialect.describeColumn?.(column) });
  }
  if (isTable) nameLoadTest(detected);
  const used = detected.filter(({ use }) => use);
  const left = detected
    .filter(({ use, reason }) => !use && reason)
    .map(({ column, reason }) => `"${column}" ${reason}`);
  const confidence = used.length === 0 ? 0 : Math.min(...used.map((column) => column.confidence));
  decide(
    decisions,
    'columns',
    used.map(({ name, kind }) => `${name}: ${kind}`).join(', '),
    confidence,
    left.length > 0 ? `not offered: ${left.join('; ')}` : '',
  );
  return detected.map(({ column, name, kind, unit, use }) => ({ column, name, kind, unit, use }));
}

/** A bare table of two columns of numbers is read as concurrency and throughput. */
function nameLoadTest(columns: DetectedColumn[]): void {
  if (columns.length !== 2 || !columns.every(({ column }) => /^\d+$/.test(column))) return;
  Object.assign(columns[0]!, { name: 'concurrency', kind: 'gauge', use: true });
  Object.assign(columns[1]!, { name: 'throughput', kind: 'rate', use: true });
}
