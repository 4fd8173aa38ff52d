import { z } from 'zod';
import { quantity } from '../units/quantity.ts';
import { identifier, name } from './identifier.ts';
import { serviceTimeSchema } from './service-time.ts';
import { timeZone, weeklyHoursSchema } from './time.ts';

/** Of one component. */
const MOST_INSTANCES = 100_000;

const ratio = () => z.number().min(0).max(1);

/** Random outages: exponential times between failures, repair by its own law. */
export const failureSchema = z.strictObject({
  /** Mean time between failures of one instance (or of the whole, see `scope`), in hours. */
  mtbfHours: quantity({ min: 1e-3 }),
  /** Mean time to restore, in minutes. */
  mttrMinutes: quantity({ min: 0 }),
  repairLaw: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('exponential') }),
      z.strictObject({ kind: z.literal('lognormal'), cv2: z.number().positive().max(100) }),
    ])
    .default({ kind: 'exponential' }),
  scope: z.enum(['instance', 'component']).default('component'),
});
export type Failure = z.infer<typeof failureSchema>;

export const redundancySchema = z.strictObject({
  zones: z.number().int().min(1).max(16).default(1),
  /** Instances that must be up for the component to serve at all (k of n). */
  requiredInstances: z.number().int().min(1).optional(),
  failoverMinutes: quantity({ min: 0 }).default(0),
  /** Share of instance failures that take down the whole component (beta factor). */
  commonCause: ratio().default(0),
  /** Outage of a whole zone. */
  zoneFailure: failureSchema.omit({ scope: true }).optional(),
});

export const autoscalingSchema = z.strictObject({
  minimum: z.number().int().min(1).max(MOST_INSTANCES),
  maximum: z.number().int().min(1).max(MOST_INSTANCES),
  targetUtilization: z.number().min(0.01).max(1),
  /** From load to working capacity: metric window / 2 + sync / 2 + boot + readiness. */
  lagMinutes: quantity({ min: 0 }).default(4),
  cooldownMinutes: z.number().nonnegative().default(5),
  schedule: z
    .array(z.strictObject({ hours: weeklyHoursSchema, minimum: z.number().int().min(1).max(MOST_INSTANCES) }))
    .default([]),
});

const common = {
  id: identifier,
  name,
  owner: z.string().max(120).optional(),
  failure: failureSchema.optional(),
  /** Position in the picture of the component graph. */
  position: z.strictObject({ x: z.number(), y: z.number() }).optional(),
};

const serving = {
  ...common,
  /** Copies that run. Fractions that a range draws are rounded. */
  instances: quantity({ min: 1, max: MOST_INSTANCES }),
  /** Requests one instance serves at the same time. */
  concurrency: z.number().int().min(1).max(100_000),
  serviceTime: serviceTimeSchema,
  /** Waiting places of the whole component; a request that finds them full is rejected. */
  queueLimit: z.number().int().nonnegative().optional(),
  /** A request that waits longer is given up. */
  timeoutMs: z.number().positive().optional(),
  /** Universal scalability law over instances: α, time spent in what only one can do at a time. */
  contention: quantity({ min: 0, max: 1 }).default(0),
  /** Universal scalability law over instances: β, time spent agreeing with each other. */
  coherency: quantity({ min: 0, max: 1 }).default(0),
  autoscaling: autoscalingSchema.optional(),
  redundancy: redundancySchema.optional(),
  discipline: z.enum(['fifo', 'priority']).default('fifo'),
  /** Utilization the plan does not want to exceed in the busiest hour. */
  maximumUtilization: z.number().min(0.01).max(1).optional(),
  instanceType: identifier.optional(),
  /** Cost of one instance per month, in the plan's currency. */
  costPerInstanceMonth: quantity({ min: 0 }).optional(),
};

export const poolSchema = z.strictObject({ ...serving, kind: z.literal('pool') });

/** Like a pool, but work waits as long as it must: workers behind a message queue. */
export const queueSchema = z.strictObject({ ...serving, kind: z.literal('queue') });

/** A service somebody else runs and makes promises about. */
export const externalSchema = z.strictObject({
  ...common,
  kind: z.literal('external'),
  serviceTime: serviceTimeSchema,
  /** Calls it accepts at the same time. */
  concurrencyLimit: z.number().int().min(1).optional(),
  timeoutMs: z.number().positive().optional(),
  /** Long-run share of time it is up. Outages follow from it and `mttrMinutes`. */
  availability: quantity({ min: 0, max: 1 }).default(1),
  mttrMinutes: quantity({ min: 0 }).default(30),
  /** What its owner promises, as written in their terms. */
  promise: z.string().max(400).optional(),
  costPerThousandRequests: quantity({ min: 0 }).optional(),
});

/** People who answer tickets. */
export const supportDeskSchema = z.strictObject({
  ...common,
  kind: z.literal('supportDesk'),
  timeZone,
  shifts: z
    .array(z.strictObject({ hours: weeklyHoursSchema, agents: quantity({ min: 0, max: 10_000 }) }))
    .min(1, 'Expected at least one shift.'),
  /** Country code whose public holidays close the desk, `DE` or `US-CA`. */
  holidays: z.string().optional(),
  /** Mean time one ticket keeps one agent busy, in minutes. */
  handlingMinutes: quantity({ min: 0.01 }),
  /** Mean patience before the customer gives up, in minutes. */
  patienceMinutes: quantity({ min: 0.01 }).optional(),
  ticketsPerThousandRequests: quantity({ min: 0 }),
  /** Added per thousand requests that failed: incidents make tickets. */
  ticketsPerThousandFailures: quantity({ min: 0 }).default(0),
  costPerAgentHour: quantity({ min: 0 }).optional(),
});

export const componentSchema = z.discriminatedUnion('kind', [
  poolSchema,
  queueSchema,
  externalSchema,
  supportDeskSchema,
]);
export type Component = z.infer<typeof componentSchema>;
export type ServingComponent = z.infer<typeof poolSchema> | z.infer<typeof queueSchema>;
export type ExternalComponent = z.infer<typeof externalSchema>;
export type SupportDesk = z.infer<typeof supportDeskSchema>;

export const isServing = (component: Component): component is ServingComponent =>
  component.kind === 'pool' || component.kind === 'queue';
