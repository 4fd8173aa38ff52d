import { z } from 'zod';
import { quantity } from '../units/quantity.ts';
import { identifier, name } from './identifier.ts';
import { recurrenceSchema } from './time.ts';

const common = {
  id: identifier,
  name,
  enabled: z.boolean().default(true),
  /** The rule applies only then. Absent: always. */
  schedule: recurrenceSchema.optional(),
};

/** Token bucket at the door. */
export const rateLimitSchema = z.strictObject({
  ...common,
  kind: z.literal('rateLimit'),
  /** Absent: all journeys share the bucket. */
  journeys: z.array(identifier).optional(),
  /** Tokens per second. */
  rate: quantity({ min: 1e-9 }),
  /** Depth of the bucket, in requests. */
  burst: z.number().int().min(1),
  whenEmpty: z.enum(['drop', 'delay']).default('drop'),
});

/** Bulkhead: how many requests may be inside a component, and how many may wait. */
export const concurrencyLimitSchema = z.strictObject({
  ...common,
  kind: z.literal('concurrencyLimit'),
  component: identifier,
  limit: z.number().int().min(1),
  queueLimit: z.number().int().nonnegative().optional(),
});

/** Turns away the lowest priority first once a component is predicted to be too busy. */
export const loadSheddingSchema = z.strictObject({
  ...common,
  kind: z.literal('loadShedding'),
  /** Absent: whichever component on the path is busiest. */
  component: identifier.optional(),
  aboveUtilization: z.number().min(0.01).max(2),
  /** Classes that may be shed; lowest priority first. Absent: all but priority 1. */
  priorityClasses: z.array(identifier).optional(),
});

/** What clients do when a request fails. */
export const retriesSchema = z.strictObject({
  ...common,
  kind: z.literal('retries'),
  journeys: z.array(identifier).optional(),
  /** Attempts in all, the first included. */
  maximumAttempts: z.number().int().min(1).max(20),
  backoffMs: z.number().nonnegative().default(100),
  backoffFactor: z.number().min(1).max(10).default(2),
  jitter: z.boolean().default(true),
  /** Retries may be at most this share of fresh requests. */
  budget: z.number().min(0).max(10).optional(),
  /** Servers drop work whose client has already given up. */
  dropExpired: z.boolean().default(false),
});

export const circuitBreakerSchema = z.strictObject({
  ...common,
  kind: z.literal('circuitBreaker'),
  component: identifier,
  openAboveErrorShare: z.number().min(0.01).max(1),
  openSeconds: z.number().positive(),
});

/** Work that may wait moves into quiet steps. */
export const deferralSchema = z.strictObject({
  ...common,
  kind: z.literal('deferral'),
  journeys: z.array(identifier).min(1),
  maximumDelayMinutes: z
    .number()
    .positive()
    .max(14 * 24 * 60),
  /** Released only while the busiest component on its path is below this. */
  belowUtilization: z.number().min(0.01).max(1),
});

export const shapingRuleSchema = z.discriminatedUnion('kind', [
  rateLimitSchema,
  concurrencyLimitSchema,
  loadSheddingSchema,
  retriesSchema,
  circuitBreakerSchema,
  deferralSchema,
]);
export type ShapingRule = z.infer<typeof shapingRuleSchema>;
export type ShapingKind = ShapingRule['kind'];
