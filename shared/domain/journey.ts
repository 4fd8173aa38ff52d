import { z } from 'zod';
import { quantity } from '../units/quantity.ts';
import { identifier, name } from './identifier.ts';
import { serviceTimeSchema } from './service-time.ts';

const visitSchema = z.strictObject({
  kind: z.literal('visit'),
  component: identifier,
  /** Calls to the component per request of the journey. */
  visits: quantity({ min: 0 }).default(1),
  /** When this journey's calls take other time than the component's own figure. */
  serviceTime: serviceTimeSchema.optional(),
  /** Hard: its failure fails the request. Soft: the request goes on without it. */
  dependency: z.enum(['hard', 'soft']).default('hard'),
  /** Share of requests answered from a cache, which skip this visit. */
  cacheHitRatio: quantity({ min: 0, max: 1 }).default(0),
});

export type VisitStep = z.infer<typeof visitSchema>;

/** Branches start together; the step ends with the slowest. */
export const parallelStepSchema = z.strictObject({
  kind: z.literal('parallel'),
  branches: z.array(z.array(visitSchema).min(1)).min(2),
});

export const pathStepSchema = z.discriminatedUnion('kind', [visitSchema, parallelStepSchema]);
export type PathStep = z.infer<typeof pathStepSchema>;

export const journeySchema = z.strictObject({
  id: identifier,
  name,
  /** The outcome a customer would recognise, "the order is placed". */
  outcome: z.string().max(240).optional(),
  priorityClass: identifier,
  path: z.array(pathStepSchema).min(1, 'Expected at least one component on the path.'),
  /** The client gives up after this long. */
  timeoutMs: quantity({ min: 1 }).optional(),
});
export type Journey = z.infer<typeof journeySchema>;

/** Priority 1 is served first and shed last. */
export const priorityClassSchema = z.strictObject({
  id: identifier,
  name,
  priority: z.number().int().min(1).max(100),
});
export type PriorityClass = z.infer<typeof priorityClassSchema>;

/** Every visit of a path in order, those inside parallel branches included. */
export function visitsOf(path: readonly PathStep[]): VisitStep[] {
  return path.flatMap((step) => (step.kind === 'visit' ? [step] : step.branches.flat()));
}
