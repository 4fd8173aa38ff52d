import { missingMarkers, createCellNumberReader } from './cell-number.ts';
import { findWidth } from './detect-delimiter.ts';
import { findTimeCandidates } from './timestamp-candidates.ts';

export interface HeaderChoice {
  /** Index of the header's record; null when the first record is data already. */
  headerIndex: number | null;
  /** Index of the first record of data. */
  dataIndex: number;
  confidence: number;
}

type CellClass = 'number' | 'time' | 'text' | 'missing';
const missing = new Set(missingMarkers);
const point = createCellNumberReader('.');
const comma = createCellNumberReader(',');

/**
 * The first record whose cells are of the same class as the columns further down is data; the record
 * before it is the header, anything before that a preamble.
 */
export function detectHeader(records: string[][]): HeaderChoice {
  const { width } = findWidth(records.slice(0, 500));
  const body = records.filter((record) => record.length >= Math.min(width, 2)).slice(-200);
  const classes = Array.from({ length: width }, (_, column) => classOfColumn(body, column));
  const typed = classes.flatMap((kind, column) => (kind === 'number' || kind === 'time' ? [column] : []));
  if (typed.length === 0) return { headerIndex: 0, dataIndex: 1, confidence: 0.3 };

  const dataIndex = Math.max(
    0,
    records.findIndex((record) => isData(record, typed, classes)),
  );
  if (dataIndex === 0) return { headerIndex: null, dataIndex: 0, confidence: 0.9 };
  return { headerIndex: dataIndex - 1, dataIndex, confidence: dataIndex === 1 ? 0.97 : 0.85 };
}

function classOfColumn(records: string[][], column: number): CellClass {
  const counts: Record<CellClass, number> = { number: 0, time: 0, text: 0, missing: 0 };
  for (const record of records) counts[classOf(record[column] ?? '')] += 1;
  const filled = records.length - counts.missing;
  if (filled === 0) return 'missing';
  if (counts.time >= filled * 0.6) return 'time';
  return counts.number >= filled * 0.6 ? 'number' : 'text';
}

function isData(record: string[], typed: number[], classes: CellClass[]): boolean {
  let fitting = 0;
  let filled = 0;
  for (const column of typed) {
    const found = classOf(record[column] ?? '');
    if (found === 'missing') continue;
    filled += 1;
    if (found === classes[column] || (found !== 'text' && classes[column] !== 'time')) fitting += 1;
  }
  return filled > 0 && fitting > filled / 2;
}

function classOf(cell: string): CellClass {
  const text = cell.trim();
  if (missing.has(text)) return 'missing';
  if (findTimeCandidates(text).length > 0) return 'time';
  return point.read(text) || comma.read(text) ? 'number' : 'text';
}
