import { createCellNumberReader } from './cell-number.ts';
import { findColumn, type TextRecord } from './mapping-sample.ts';
import { joinCells } from './detect-times.ts';
import type { RowProblem } from './import-report.ts';
import type { Mapping } from './mapping.ts';
import { createTimeReader } from './timestamp-format.ts';

export interface RecordReader {
  /**
   * The record's wall clock (an instant when the format names one; 0 without a time axis), and in
   * `values` its number per used column, NaN where the cell has none. Undefined when the record is
   * bad: then `problem` says why.
   */
  read(record: TextRecord): number | undefined;
  readonly values: Float64Array;
  readonly problem: RowProblem;
  /** A cell of a good record that is neither number nor missing marker; null when there is none. */
  readonly strayCell: RowProblem | null;
}

/** Reads records by a mapping, one at a time and without allocation per good record. */
export function createRecordReader(mapping: Mapping, header: string[]): RecordReader {
  const used = mapping.columns.filter(({ use }) => use);
  const indexes = used.map(({ column }) => findColumn(header, column));
  const timeColumns = mapping.timestamp?.columns.map((name) => findColumn(header, name)) ?? [];
  const readTime = mapping.timestamp ? createTimeReader(mapping.timestamp.format) : undefined;
  const numbers = createCellNumberReader(mapping.decimal);
  const missing = new Set(mapping.missing.map((text) => text.trim()));
  const values = new Float64Array(used.length);
  let problem: RowProblem = { line: 0, column: '', reason: '' };
  let strayCell: RowProblem | null = null;

  function refuse(line: number, column: string, reason: string): undefined {
    problem = { line, column, reason };
    return undefined;
  }

  function readValues({ cells, line }: TextRecord): number {
    let found = 0;
    strayCell = null;
    for (let index = 0; index < indexes.length; index += 1) {
      const text = cells[indexes[index]!] ?? '';
      const value = text === '' ? Number.NaN : numbers.readValue(text);
      values[index] = value;
      if (value === value) found += 1;
      else if (text !== '' && !missing.has(text.trim())) {
        strayCell ??= { line, column: used[index]!.column, reason: `"${text.slice(0, 40)}" is not a number` };
      }
    }
    return found;
  }

  return {
    values,
    get problem() {
      return problem;
    },
    get strayCell() {
      return strayCell;
    },
    read(record) {
      const { cells, line } = record;
      if (cells.length > header.length && cells.slice(header.length).some((cell) => /[^\s,;]/.test(cell))) {
        return refuse(
          line,
          header.at(-1) ?? '',
          `has ${cells.length} cells where the header has ${header.length}`,
        );
      }
      let wall = 0;
      if (readTime) {
        const text = joinCells(cells, timeColumns);
        const time = readTime(text);
        if (!time)
          return refuse(
            line,
            mapping.timestamp!.columns.join(' + '),
            text.trim() === ''
              ? 'has no time'
              : `"${text.slice(0, 40)}" is not a time of the form ${mapping.timestamp!.format}`,
          );
        wall = time.wall;
      }
      const found = readValues(record);
      if (found > 0 && (readTime || found === used.length)) return wall;
      if (strayCell) return refuse(line, strayCell.column, strayCell.reason);
      return refuse(
        line,
        used.map(({ column }) => column).join(', '),
        'has no value in any of the chosen columns',
      );
    },
  };
}
