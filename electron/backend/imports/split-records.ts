import Papa from 'papaparse';
import type { TextRecord } from '#shared/history/mapping-sample.ts';
import { UserProblem } from '../problems.ts';

/** A record longer than this is a quote that is never closed. */
const LONGEST_RECORD = 4 * 1024 * 1024;

export interface RecordSplitter {
  /** Records that are complete with this piece of text. */
  push(text: string): TextRecord[];
  /** What is left when the text ends. */
  finish(): TextRecord[];
}

/** Splits text that arrives in pieces, in constant memory. Blank lines give no record, but count as lines. */
export function createRecordSplitter(delimiter: string): RecordSplitter {
  let rest = '';
  let line = 1;
  let endsWithReturn = false;

  function split(isEnd: boolean): TextRecord[] {
    const parser = new Papa.Parser({ delimiter, newline: '\n', quoteChar: '"' });
    const { data, meta } = parser.parse(rest, 0, !isEnd) as { data: string[][]; meta: { cursor: number } };
    const hasQuotes = rest.includes('"');
    rest = isEnd ? '' : rest.slice(meta.cursor);
    if (rest.length > LONGEST_RECORD) throw unclosedQuote(line);
    const records: TextRecord[] = [];
    for (const cells of data) {
      const lines = hasQuotes ? countLines(cells) : 1;
      if (cells.length > 1 || cells[0]!.trim() !== '') records.push({ cells, line });
      line += lines;
    }
    return records;
  }

  return {
    push(text) {
      // A line end cut in two must not become two: the pending \r waits for its \n.
      const whole = endsWithReturn ? `\r${text}` : text;
      endsWithReturn = whole.endsWith('\r');
      rest += joinLineEnds(endsWithReturn ? whole.replace(/\r+$/, '') : whole);
      return split(false);
    },
    finish: () => (rest.length > 0 ? split(true) : []),
  };
}

/** Splits a text that is all there. */
export function splitRecords(text: string, delimiter: string): TextRecord[] {
  const splitter = createRecordSplitter(delimiter);
  return [...splitter.push(text), ...splitter.finish()];
}

/** `\r\r\n` is what Python's csv module writes on Windows: one line end, not two. */
const joinLineEnds = (text: string): string => (text.includes('\r') ? text.replace(/\r+\n|\r/g, '\n') : text);

function countLines(cells: string[]): number {
  let lines = 1;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) lines += 1;
  }
  return lines;
}

const unclosedQuote = (line: number): UserProblem =>
  new UserProblem(
    'unclosed-quote',
    `The quote that opens on line ${line} is never closed. Close it, or save the file again as CSV.`,
  );
