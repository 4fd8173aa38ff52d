import { z } from 'zod';
import { effectSchema } from './operations.ts';

const span = {
  /** Minutes from the start of the horizon, and length. */
  from: z.number().nonnegative(),
  minutes: z.number().positive(),
};

/** Something that is done to a future on purpose, to see what comes of it. */
export const interventionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fault'), component: z.string(), effect: effectSchema, ...span }),
  z.strictObject({
    kind: z.literal('surge'),
    /** Absent: all of them. */
    journeys: z.array(z.string()).min(1).optional(),
    /** Of their arrivals. */
    multiplier: z.number().min(0).max(1000),
    ...span,
  }),
]);
export type Intervention = z.infer<typeof interventionSchema>;
