import { z } from 'zod';
import { interventionSchema } from '../domain/intervention.ts';
import { chosenFutureSchema, hourReportSchema, spanSliceSchema } from '../verdicts/engines/hour-report.ts';

/** Which span of which future, and what is done to it. */
export const spanRequestSchema = z.object({
  /** `2027-11-26T18:00` on the plan's clock, or an instant with its zone, `2027-11-26T17:00Z`. */
  at: z.string(),
  minutes: z.number().int().min(1).max(1440).default(60),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .default(1),
  /**
   * `typical` has the median number of requests in the span among 64 futures, `busy` has more than
   * nineteen in twenty; or the number of any.
   */
  future: z.union([z.enum(['typical', 'busy']), z.number().int().min(0).max(99_999)]).default('typical'),
  /** Independent repetitions, which make the intervals; as many as are quickly done unless given. */
  repetitions: z.number().int().min(2).max(100).optional(),
  /** Their `from` in minutes from the start of the span. */
  interventions: z.array(interventionSchema).max(20).default([]),
});
export type SpanRequest = z.infer<typeof spanRequestSchema>;

/** What a replay would take. */
export const replayEstimateSchema = z.object({
  at: z.string(),
  localTime: z.string(),
  timeZone: z.string(),
  /** Minutes from the start of the horizon, and length. */
  from: z.number(),
  minutes: z.number(),
  future: chosenFutureSchema,
  repetitions: z.number().int(),
  /** Fresh requests and calls of all repetitions. */
  requests: z.number(),
  calls: z.number(),
  /** On this machine, as fast as replays have been so far. */
  seconds: z.number(),
  size: z.enum(['quick', 'long', 'tooLarge']),
  /** The longest spans from here that are quick, and not too large. */
  quickMinutes: z.number().int(),
  longestMinutes: z.number().int(),
});
export type ReplayEstimate = z.infer<typeof replayEstimateSchema>;

export const replayEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('began'),
    estimate: replayEstimateSchema,
    /** The time-step engine's answer, which is there at once. */
    fast: hourReportSchema.shape.fast,
    /** From the start of the horizon. */
    interventions: z.array(interventionSchema),
  }),
  z.object({
    kind: z.literal('progress'),
    /** 0 to 1. */
    done: z.number(),
    /** What is new, of equal parts of the span. */
    slices: z.array(z.object({ index: z.number().int(), slice: spanSliceSchema })),
  }),
  z.object({ kind: z.literal('done'), report: hourReportSchema }),
]);
export type ReplayEvent = z.infer<typeof replayEventSchema>;
