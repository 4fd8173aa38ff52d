import { z } from 'zod';
import { seriesKindSchema } from './series.ts';

export const columnMappingSchema = z.object({
  /** Header of the column, or its number from 1 where there is no header. */
  column: z.string(),
  name: z.string(),
  kind: seriesKindSchema,
  unit: z.string(),
  use: z.boolean(),
});
export type ColumnMapping = z.infer<typeof columnMappingSchema>;

/** How a file is to be read. Detected, then changeable; saved mappings are found again by their header. */
export const mappingSchema = z.object({
  dialect: z.string(),
  encoding: z.string(),
  delimiter: z.string(),
  decimal: z.enum(['.', ',']),
  /** Line of the header, from 1; null when the first record is data. */
  headerLine: z.number().int().min(1).nullable(),
  /** Null: the file has no time axis (a table of load-test results). */
  timestamp: z
    .object({
      /** One column, or date and time apart. */
      columns: z.array(z.string()).min(1).max(2),
      /** `iso`, `epoch-s`, `epoch-ms`, `epoch-us`, `epoch-ns`, `excel`, or a pattern such as `dd/MM/yyyy HH:mm`. */
      format: z.string(),
      timeZone: z.string(),
      /** Whether a label names the start of its step or its end. */
      labels: z.enum(['start', 'end']),
    })
    .nullable(),
  columns: z.array(columnMappingSchema),
  /** Cell texts that mean "no value". */
  missing: z.array(z.string()),
});
export type Mapping = z.infer<typeof mappingSchema>;

/** What a human or a saved mapping settles of it; the rest is detected. A misspelt field is an error. */
export const mappingHintsSchema = mappingSchema
  .partial()
  .extend({ timestamp: mappingSchema.shape.timestamp.unwrap().partial().strict().nullable().optional() })
  .strict();
export type MappingHints = z.infer<typeof mappingHintsSchema>;

/** One thing the importer decided, how sure it is, and what else it could have been. */
export const decisionSchema = z.object({
  field: z.enum([
    'dialect',
    'encoding',
    'delimiter',
    'decimal',
    'header',
    'timestamp',
    'timeZone',
    'labels',
    'columns',
  ]),
  value: z.string(),
  confidence: z.number().min(0).max(1),
  /** The cell or line it was read from. */
  example: z.string(),
  alternatives: z.array(z.string()).default([]),
  /** Set when a human must decide: what to choose and how. */
  question: z.string().optional(),
});
export type Decision = z.infer<typeof decisionSchema>;
