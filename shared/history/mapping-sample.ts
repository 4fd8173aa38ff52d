import type { MappingHints } from './mapping.ts';

/** One record of the file and the line it starts on, from 1. */
export interface TextRecord {
  cells: string[];
  line: number;
}

export interface MappingSample {
  /** Complete lines from the start of the file, without a byte order mark. */
  text: string;
  /** The sample is all of the file. */
  isWhole: boolean;
  encoding: { name: string; confidence: number; example: string };
  fileName: string;
  hints: MappingHints;
  /** Zone the user named for this file. */
  timeZone?: string;
  /** What naive times are read in when nobody named a zone. */
  planTimeZone: string;
  split: (text: string, delimiter: string) => TextRecord[];
}

/** Index of a column by header or number from 1. Throws a RangeError naming what there is. */
export function findColumn(header: string[], name: string): number {
  const byName = header.indexOf(name);
  if (byName >= 0) return byName;
  const byNumber = /^\d+$/.test(name) ? Number(name) - 1 : -1;
  if (byNumber >= 0 && byNumber < header.length) return byNumber;
  throw new RangeError(
    `The mapping names the column "${name}", which the file does not have. Its columns are ${header.map((cell) => `"${cell}"`).join(', ')}.`,
  );
}
