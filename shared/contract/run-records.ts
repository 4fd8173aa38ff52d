import { z } from 'zod';
import { runPicturesSchema } from '../engine/run-pictures.ts';
import { verdictDocumentSchema } from '../verdicts/verdict-document.ts';

export const runRecordSchema = z.object({
  id: z.string(),
  plan: z.string(),
  scenario: z.string(),
  inputHash: z.string(),
  seed: z.number().int(),
  replications: z.number().int(),
  engineVersion: z.string(),
  /** ISO instant. */
  finishedAt: z.string(),
  elapsedMs: z.number(),
});
export type RunRecord = z.infer<typeof runRecordSchema>;

export const finishedRunSchema = z.object({
  run: runRecordSchema,
  verdict: verdictDocumentSchema,
  pictures: runPicturesSchema,
});
export type FinishedRun = z.infer<typeof finishedRunSchema>;

export const runEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('progress'),
    done: z.number().int(),
    total: z.number().int(),
    /** The judgement of the replications done so far, now and then. */
    verdict: verdictDocumentSchema.optional(),
    /** Beside the verdict, where there is a window to show them. */
    pictures: runPicturesSchema.optional(),
  }),
  z.object({ kind: z.literal('done'), result: finishedRunSchema }),
]);
export type RunEvent = z.infer<typeof runEventSchema>;
