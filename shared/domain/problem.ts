import { z } from 'zod';

/** One thing that is wrong with what the user gave: where, and what was expected instead. */
export const problemSchema = z.object({
  /** Where in the plan, `components/cart-store/instances`; empty for the whole. */
  path: z.string(),
  message: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;
