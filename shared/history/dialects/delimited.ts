import type { Dialect } from './dialect.ts';

/** Any table of delimited text: everything is detected. */
export const delimited: Dialect = { name: 'delimited', recognises: () => true };
