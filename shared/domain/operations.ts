import { z } from 'zod';
import { quantity } from '../units/quantity.ts';
import { identifier, name } from './identifier.ts';
import { localDateTime, recurrenceSchema } from './time.ts';

/** What an interval does to a component. */
export const effectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('down') }),
  /** This share of its instances is away. */
  z.strictObject({ kind: z.literal('reduced'), share: z.number().min(0).max(1) }),
  /** Its service takes this many times as long. */
  z.strictObject({ kind: z.literal('slow'), factor: z.number().min(1).max(1000) }),
]);
export type Effect = z.infer<typeof effectSchema>;

export const maintenanceSchema = z.strictObject({
  id: identifier,
  name,
  window: recurrenceSchema,
  components: z.array(identifier).min(1),
  effect: effectSchema,
  /** Announced this many hours ahead; goes into the proposal. */
  noticeHours: z.number().nonnegative().default(72),
});
export type Maintenance = z.infer<typeof maintenanceSchema>;

export const deploymentSchema = z.strictObject({
  id: identifier,
  name,
  window: recurrenceSchema,
  components: z.array(identifier).min(1),
  /** While it runs. */
  effect: effectSchema.default({ kind: 'reduced', share: 0 }),
  /** Share of deployments that go wrong. */
  changeFailureRate: quantity({ min: 0, max: 1 }).default(0),
  /** What a failed one does until it is rolled back. */
  failureEffect: effectSchema.default({ kind: 'down' }),
  rollbackMinutes: quantity({ min: 0 }).default(15),
});
export type Deployment = z.infer<typeof deploymentSchema>;

/** A fault injected on purpose: rehearsed incidents. */
export const faultSchema = z.strictObject({
  id: identifier,
  name,
  component: identifier,
  at: localDateTime,
  durationMinutes: quantity({ min: 0 }),
  effect: effectSchema,
});
export type Fault = z.infer<typeof faultSchema>;

export const operationsSchema = z.strictObject({
  maintenance: z.array(maintenanceSchema).default([]),
  deployments: z.array(deploymentSchema).default([]),
  faults: z.array(faultSchema).default([]),
  /** Repair crews for all instances together. Absent: one for every failure. */
  repairCrews: z.number().int().min(1).optional(),
});
export type Operations = z.infer<typeof operationsSchema>;
