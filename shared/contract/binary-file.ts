import { z } from 'zod';

/** A file that travels as bytes: a `File` in every runtime that has one. */
export interface BinaryFile {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

export const binaryFileSchema = z.custom<BinaryFile>(
  (value) => typeof (value as BinaryFile | undefined)?.arrayBuffer === 'function',
  { error: 'Expected a file.' },
);
