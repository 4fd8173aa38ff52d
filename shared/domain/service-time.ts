import { z } from 'zod';
import { quantity } from '../units/quantity.ts';

/**
 * How service times spread around their mean. The mean alone does not decide a percentile:
 * at cv² = 4 a two-moment guess misses the 95th percentile by about 30 %.
 */
export const serviceLawSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('exponential') }),
  z.strictObject({ kind: z.literal('deterministic') }),
  z.strictObject({ kind: z.literal('erlang'), stages: z.number().int().min(1).max(100) }),
  /** Two-phase hyper-exponential with balanced means. */
  z.strictObject({ kind: z.literal('hyperexponential'), cv2: z.number().min(1).max(100) }),
  /** Lognormal, its spread given as cv² … */
  z.strictObject({ kind: z.literal('lognormal'), cv2: z.number().positive().max(100) }),
  /** … or as the ratio of the 95th percentile to the mean, which is what people know. */
  z.strictObject({ kind: z.literal('lognormalP95'), p95OverMean: z.number().min(1).max(3.8) }),
  /** Measured: upper bounds relative to the mean, with the share of requests in each bin. */
  z.strictObject({
    kind: z.literal('histogram'),
    upperBoundsMs: z.array(z.number().positive()).min(1).max(400),
    counts: z.array(z.number().nonnegative()).min(1).max(400),
  }),
]);
export type ServiceLaw = z.infer<typeof serviceLawSchema>;

export const serviceTimeSchema = z.strictObject({
  /** Mean time one request holds one server when alone, in milliseconds. */
  meanMs: quantity({ min: 0 }),
  law: serviceLawSchema.default({ kind: 'exponential' }),
});
export type ServiceTime = z.infer<typeof serviceTimeSchema>;
