import { z } from 'zod';
import { tierSchema } from '../domain/clause.ts';
import { causes } from '../engine/causes.ts';

export const verdictSchema = z.enum(['sustainable', 'atRisk', 'unsustainable', 'unknown']);
export type Verdict = z.infer<typeof verdictSchema>;

/** Share of futures, with its 95 % Wilson interval. */
export const probabilitySchema = z.object({ value: z.number(), low: z.number(), high: z.number() });
export type Probability = z.infer<typeof probabilitySchema>;

/** What a breach is owed to. */
export { causes, type Cause } from '../engine/causes.ts';
export const causeSchema = z.enum(causes);

const spreadSchema = z.object({ p5: z.number(), p50: z.number(), p95: z.number() });

export const windowVerdictSchema = z.object({
  /** `2027-01`, `2027-W05`, `2027-Q1`, `2027`; a rolling window by the month it ends in. */
  window: z.string(),
  probability: z.number(),
  /** Good over valid events of the window, over the futures. */
  attainment: spreadSchema,
});
export type WindowVerdict = z.infer<typeof windowVerdictSchema>;

export const reasonSchema = z.object({
  /** Sentences a planner can paste. */
  text: z.string(),
  /** Component that binds, by id; null when nothing does. */
  bottleneck: z.string().nullable(),
  /** Shares of the bad events in breached windows; they sum to 1, empty when nothing is breached. */
  causes: z.array(z.object({ cause: causeSchema, share: z.number() })),
  /** The smallest change that flips the verdict; null until it was searched for. */
  smallestChange: z.object({ text: z.string() }).nullable(),
});
export type Reason = z.infer<typeof reasonSchema>;

export const tierVerdictSchema = z.object({
  tier: tierSchema,
  target: z.record(z.string(), z.number()),
  verdict: verdictSchema,
  /** That the target is met in every window of the horizon. */
  probability: probabilitySchema,
  /** The last window before the running probability falls under the plan's confidence; null if the first one already does. */
  runway: z.string().nullable(),
  /** Whether the runway reaches the end of the horizon. */
  holdsThroughout: z.boolean(),
  /** With announced maintenance counted the other way than the clause says; null where there is none. */
  otherAccounting: z
    .object({ maintenance: z.enum(['excluded', 'counted']), probability: probabilitySchema })
    .nullable(),
  /** For `unknown`: how many replications would be expected to decide. */
  replicationsToDecide: z.number().int().nullable(),
  windows: z.array(windowVerdictSchema),
  reason: reasonSchema,
});
export type TierVerdict = z.infer<typeof tierVerdictSchema>;

export const clauseVerdictSchema = z.object({
  id: z.string(),
  name: z.string(),
  metric: z.string(),
  journey: z.string().nullable(),
  component: z.string().nullable(),
  scope: z.record(z.string(), z.unknown()),
  /** `calendar-month`, `rolling-30-days` … */
  window: z.string(),
  tiers: z.array(tierVerdictSchema).length(3),
});
export type ClauseVerdict = z.infer<typeof clauseVerdictSchema>;

export const verdictDocumentSchema = z.object({
  engineVersion: z.string(),
  /** `sha256:…` of engine version, canonical scenario, seed and replications. */
  inputHash: z.string(),
  seed: z.number().int(),
  replications: z.number().int(),
  plan: z.string(),
  planName: z.string(),
  scenario: z.string(),
  scenarioName: z.string(),
  /** First and last day of the horizon. */
  from: z.string(),
  to: z.string(),
  confidence: z.number(),
  /** The one figure that differs between two runs of the same input. */
  elapsedMs: z.number(),
  /** The sentence that opens the verdict screen. */
  headline: z.string(),
  clauses: z.array(clauseVerdictSchema),
  joint: z.array(z.object({ tier: tierSchema, probability: probabilitySchema })),
  warnings: z.array(z.string()),
});
export type VerdictDocument = z.infer<typeof verdictDocumentSchema>;
