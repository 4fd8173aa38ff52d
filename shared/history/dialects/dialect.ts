import type { ColumnMapping } from '../mapping.ts';

/** What a dialect recognises a file by. */
export interface FileShape {
  header: string[];
  /** Lines before the header. */
  preamble: string[];
}

/** One tool's way to write a CSV, where it needs more than what every delimited file tells of itself. */
export interface Dialect {
  name: string;
  recognises(shape: FileShape): boolean;
  /** What the tool's documentation says of a column; the rest is detected. */
  describeColumn?(column: string): Partial<Pick<ColumnMapping, 'name' | 'kind' | 'unit' | 'use'>> | undefined;
}
