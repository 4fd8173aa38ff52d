import { z } from 'zod';
import { clauseSchema } from './clause.ts';
import { componentSchema } from './component.ts';
import { demandSchema } from './demand.ts';
import { identifier, name } from './identifier.ts';
import { journeySchema, priorityClassSchema } from './journey.ts';
import { operationsSchema } from './operations.ts';
import { proposalSchema } from './proposal.ts';
import { regionSchema } from './region.ts';
import { scenarioSchema } from './scenario.ts';
import { shapingRuleSchema } from './shaping.ts';
import { localDate, timeZone } from './time.ts';

export const PLAN_SCHEMA_VERSION = 1;
export const STEP_MINUTES = [5, 10, 15, 30, 60] as const;

export const horizonSchema = z.strictObject({
  /** First day, in the plan's time zone. */
  start: localDate,
  months: z.number().int().min(1).max(60),
  stepMinutes: z.literal(STEP_MINUTES).default(60),
});

export const instanceTypeSchema = z.strictObject({
  id: identifier,
  name,
  /** Speed relative to the instances the service times were measured on. */
  relativeSpeed: z.number().positive().default(1),
  costPerMonth: z.number().nonnegative(),
});

/** Two uncertain inputs that move together, by rank correlation. */
export const correlationSchema = z.strictObject({
  between: z.tuple([z.string().min(1), z.string().min(1)]),
  rank: z.number().min(-1).max(1),
});

/** Everything a planner assumes about a service, and what they would like to promise. */
export const planSchema = z.strictObject({
  schemaVersion: z.literal(PLAN_SCHEMA_VERSION),
  id: identifier,
  name,
  description: z.string().max(2000).default(''),
  timeZone,
  /** ISO 4217. */
  currency: z.string().length(3).default('EUR'),
  horizon: horizonSchema,
  /** Probability a promise must reach to be called sustainable. */
  confidence: z.number().min(0.5).max(0.9999).default(0.95),
  regions: z.array(regionSchema).min(1, 'Expected at least one region.'),
  priorityClasses: z.array(priorityClassSchema).min(1),
  components: z.array(componentSchema),
  journeys: z.array(journeySchema),
  demand: demandSchema,
  shaping: z.array(shapingRuleSchema).default([]),
  operations: operationsSchema.prefault({}),
  clauses: z.array(clauseSchema).default([]),
  instanceTypes: z.array(instanceTypeSchema).default([]),
  correlations: z.array(correlationSchema).default([]),
  proposal: proposalSchema.prefault({}),
  /** Name shown for the plan without overrides. */
  baseScenarioName: name.default('Base'),
  scenarios: z.array(scenarioSchema).default([]),
});
export type Plan = z.infer<typeof planSchema>;
export type PlanInput = z.input<typeof planSchema>;
