import { z } from 'zod';
import { decisionSchema, mappingSchema } from './mapping.ts';
import { qualitySchema, seriesSchema } from './series.ts';

export const rowProblemSchema = z.object({
  line: z.number().int(),
  column: z.string(),
  reason: z.string(),
});
export type RowProblem = z.infer<typeof rowProblemSchema>;

/** What an import found: the document `headroom import --json` prints per file. */
export const importReportSchema = z.object({
  importId: z.number().int().optional(),
  file: z.string(),
  dialect: z.string(),
  encoding: z.string(),
  delimiter: z.string(),
  decimal: z.string(),
  timestamp: z.object({ column: z.string(), format: z.string(), zone: z.string() }).nullable(),
  rows: z.number().int(),
  badRows: z.number().int(),
  /** The first 100 of them. */
  problems: z.array(rowProblemSchema),
  series: z.array(seriesSchema.partial({ id: true, importId: true })),
  quality: qualitySchema,
  decisions: z.array(decisionSchema),
  /** The same content was imported before: nothing was added. */
  alreadyImported: z.boolean().default(false),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** What the window shows before anything is stored. */
export const importPreviewSchema = z.object({
  file: z.string(),
  bytes: z.number(),
  mapping: mappingSchema,
  decisions: z.array(decisionSchema),
  /** Header cells, or column numbers. */
  header: z.array(z.string()),
  /** The first records as text, at most 50. */
  records: z.array(z.array(z.string())),
  /** Lines before the header. */
  preamble: z.array(z.string()),
  /** The first chosen column as it would be read, for a picture: epoch ms and values. */
  sample: z.object({ at: z.array(z.number()), values: z.array(z.number().nullable()) }),
  problems: z.array(rowProblemSchema),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

export const importEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('progress'),
    bytes: z.number(),
    totalBytes: z.number(),
    rows: z.number(),
    rowsPerSecond: z.number(),
    secondsLeft: z.number().nullable(),
    /** Of all the work, 0 to 1: after reading come judging and storing. */
    share: z.number().optional(),
  }),
  z.object({ kind: z.literal('done'), report: importReportSchema }),
]);
export type ImportEvent = z.infer<typeof importEventSchema>;
