import { z } from 'zod';
import { identifier, name } from './identifier.ts';
import { weeklyHoursSchema } from './time.ts';

export const tiers = ['optimistic', 'baseline', 'stretch'] as const;
export const tierSchema = z.enum(tiers);
export type Tier = z.infer<typeof tierSchema>;

/** Where and when the promise counts. Absent fields: everywhere, always. */
export const scopeSchema = z.strictObject({
  regions: z.array(identifier).optional(),
  devices: z.array(identifier).optional(),
  hours: z.array(weeklyHoursSchema).optional(),
});
export type Scope = z.infer<typeof scopeSchema>;

/** The span over which attainment is measured. */
export const timeWindowSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('calendarAligned'), unit: z.enum(['week', 'month', 'quarter', 'year']) }),
  z.strictObject({ kind: z.literal('rolling'), days: z.number().int().min(1).max(366) }),
]);
export type TimeWindow = z.infer<typeof timeWindowSchema>;

/** How requests and minutes that were kept out on purpose are counted. */
export const accountingSchema = z.strictObject({
  /** Announced maintenance: left out of the measurement, or counted like any other time. */
  maintenance: z.enum(['excluded', 'counted']).default('excluded'),
  /** Requests turned away by limits and shedding: bad events, or left out. */
  shed: z.enum(['bad', 'excluded']).default('bad'),
  /** Requests put off to a quiet step: measured from arrival, from release, or left out. */
  deferred: z.enum(['fromArrival', 'fromRelease', 'excluded']).default('fromRelease'),
});
export type Accounting = z.infer<typeof accountingSchema>;

const share = () => z.number().min(0).max(1);
const threeTiers = <Target extends z.ZodType>(target: Target) =>
  z.strictObject({ optimistic: target, baseline: target, stretch: target });

const common = {
  id: identifier,
  name,
  scope: scopeSchema.default({}),
  window: timeWindowSchema.default({ kind: 'calendarAligned', unit: 'month' }),
  accounting: accountingSchema.default({ maintenance: 'excluded', shed: 'bad', deferred: 'fromRelease' }),
  /** How it is measured and where, in the words of the agreement. */
  measurementMethod: z.string().max(800).optional(),
  breachDefinition: z.string().max(800).optional(),
};

/** At least `percentile` of the journey's requests answer within `atMostMs`. */
export const latencyTargetSchema = z.strictObject({
  percentile: z.number().min(0.01).max(0.99999),
  atMostMs: z.number().positive(),
});
export const latencyClauseSchema = z.strictObject({
  ...common,
  metric: z.literal('latency'),
  journey: identifier,
  tiers: threeTiers(latencyTargetSchema),
});

/**
 * `occurrences`: the share of requests that succeed. `timeslices`: the share of minutes in which
 * the journey works, a minute counting as good when at least `sliceTarget` of its requests succeed.
 */
export const availabilityTargetSchema = z.strictObject({ atLeast: share() });
export const availabilityClauseSchema = z.strictObject({
  ...common,
  metric: z.literal('availability'),
  journey: identifier,
  budgetingMethod: z.enum(['occurrences', 'timeslices']).default('occurrences'),
  sliceTarget: share().default(0.95),
  tiers: threeTiers(availabilityTargetSchema),
});

/** The share of valid requests that fail, limits and shedding counted as the accounting says. */
export const errorRateTargetSchema = z.strictObject({ atMost: share() });
export const errorRateClauseSchema = z.strictObject({
  ...common,
  metric: z.literal('errorRate'),
  journey: identifier,
  tiers: threeTiers(errorRateTargetSchema),
});

/**
 * The service can carry `atLeastPerSecond` of the journey, beside all other demand of that moment,
 * in at least `share` of the scope's time. Carrying means every component on the path stays below
 * full utilization and no limit at the door turns the rate away.
 */
export const throughputTargetSchema = z.strictObject({
  atLeastPerSecond: z.number().positive(),
  share: share().default(0.99),
});
export const throughputClauseSchema = z.strictObject({
  ...common,
  metric: z.literal('throughput'),
  journey: identifier,
  tiers: threeTiers(throughputTargetSchema),
});

/** At least `share` of tickets get their first response within `withinMinutes` of desk hours. */
export const supportTargetSchema = z.strictObject({ share: share(), withinMinutes: z.number().positive() });
export const supportClauseSchema = z.strictObject({
  ...common,
  metric: z.literal('supportResponse'),
  component: identifier,
  tiers: threeTiers(supportTargetSchema),
});

export const clauseSchema = z.discriminatedUnion('metric', [
  latencyClauseSchema,
  availabilityClauseSchema,
  errorRateClauseSchema,
  throughputClauseSchema,
  supportClauseSchema,
]);
export type Clause = z.infer<typeof clauseSchema>;
export type Metric = Clause['metric'];
export type ClauseOf<M extends Metric> = Extract<Clause, { metric: M }>;
export type Target = Clause['tiers'][Tier];
