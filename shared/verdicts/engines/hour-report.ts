import { z } from 'zod';
import { interventionSchema } from '../../domain/intervention.ts';
import { measures } from './compared-figure.ts';
import { reasonKinds } from './explain-difference.ts';

/*
 * A span of a plan through both engines, as it is stored, sent and shown. Times in milliseconds,
 * minutes from the start of the horizon, rates per second.
 */

const estimate = z.object({ value: z.number(), low: z.number(), high: z.number() });
const lossesOf = <Value extends z.ZodType>(value: Value) =>
  z.object({ limited: value, shed: value, rejected: value, timedOut: value, failed: value });
const perhaps = z.number().nullable();
const span = { from: z.number(), minutes: z.number() };

const journeySliceSchema = z.object({
  arrivalsPerSecond: z.number(),
  throughputPerSecond: z.number(),
  p50: perhaps,
  p95: perhaps,
  p99: perhaps,
  losses: lossesOf(z.number()),
});

/** Part of the span in the replay. Endless servers are null. */
export const spanSliceSchema = z.object({
  ...span,
  journeys: z.array(journeySliceSchema),
  stations: z.array(
    z.object({ utilization: z.number(), waiting: z.number(), servers: perhaps, instances: perhaps }),
  ),
});
export type SpanSlice = z.infer<typeof spanSliceSchema>;

const replaySchema = z.object({
  repetitions: z.number().int(),
  warmUpMinutes: z.number(),
  /** Simulated over all repetitions, warm-up included. */
  requests: z.number(),
  journeys: z.array(
    z.object({
      journey: z.string(),
      /** Fresh ones of the span, over all repetitions. */
      requests: z.number(),
      arrivalsPerSecond: estimate,
      throughputPerSecond: estimate,
      attempts: estimate.nullable(),
      responseMs: z.object({ mean: estimate, p50: estimate, p95: estimate, p99: estimate }).nullable(),
      losses: lossesOf(estimate).nullable(),
      /** That had not left when the replay ended, over all repetitions. */
      unfinished: z.number(),
    }),
  ),
  stations: z.array(
    z.object({
      component: z.string(),
      callsPerSecond: estimate,
      utilization: estimate,
      meanWaitMs: estimate.nullable(),
      meanNumber: estimate,
      meanWaiting: estimate,
      instances: estimate.nullable(),
    }),
  ),
  slices: z.array(spanSliceSchema),
  checks: z.object({
    conservation: z.array(
      z.object({
        journey: z.string(),
        fresh: z.number(),
        answered: z.number(),
        lost: z.number(),
        inside: z.number(),
      }),
    ),
    conserved: z.boolean(),
    little: z.array(z.object({ component: z.string(), difference: z.number() })),
  }),
});

const flow = {
  callsPerSecond: z.number(),
  offered: z.number(),
  utilization: z.number(),
  meanWaitMs: perhaps,
  waiting: z.number(),
  servers: perhaps,
  instances: perhaps,
};

const fastSchema = z.object({
  ...span,
  journeys: z.array(
    z.object({
      journey: z.string(),
      requests: z.number(),
      arrivalsPerSecond: z.number(),
      throughputPerSecond: z.number(),
      attempts: perhaps,
      responseMs: z
        .object({ mean: z.number(), p50: z.number(), p95: z.number(), p99: z.number() })
        .nullable(),
      losses: lossesOf(z.number()).nullable(),
    }),
  ),
  stations: z.array(
    z.object({
      ...flow,
      component: z.string(),
      highestOffered: z.number(),
      fewestInstances: perhaps,
      mostInstances: perhaps,
      arrivalCv2: z.number(),
      serviceCv2: z.number(),
    }),
  ),
  pieces: z.array(
    z.object({ ...span, journeys: z.array(journeySliceSchema), stations: z.array(z.object(flow)) }),
  ),
  outages: z.array(
    z.object({
      ...span,
      component: z.string(),
      effect: z.enum(['down', 'reduced', 'slow', 'parts']),
      value: z.number(),
      announced: z.boolean(),
    }),
  ),
});

const comparisonSchema = z.object({
  subject: z.object({ kind: z.enum(['journey', 'component']), id: z.string() }),
  measure: z.enum(measures),
  replay: estimate,
  fast: z.number(),
  difference: z.number(),
  relative: perhaps,
  agreement: z.enum(['inside', 'near', 'apart']),
  reasons: z.array(z.object({ kind: z.enum(reasonKinds), text: z.string() })),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** Which future was replayed, and how it was chosen. */
export const chosenFutureSchema = z.object({
  number: z.number().int(),
  choice: z.enum(['typical', 'busy', 'given']),
  /** How many futures it was chosen from, and the share of them with no more requests in the span. */
  of: z.number().int(),
  rank: z.number(),
  /** Fresh requests that the time-step engine expects in the span. */
  requests: z.number(),
});
export type ChosenFuture = z.infer<typeof chosenFutureSchema>;

export const hourReportSchema = z.object({
  engineVersion: z.string(),
  plan: z.string(),
  planName: z.string(),
  scenario: z.string(),
  scenarioName: z.string(),
  timeZone: z.string(),
  /** First instant of the span, ISO 8601 in UTC, and on the plan's clock, `2027-11-26T18:00`. */
  at: z.string(),
  localTime: z.string(),
  ...span,
  seed: z.number().int(),
  future: chosenFutureSchema,
  interventions: z.array(interventionSchema),
  sentence: z.string(),
  comparisons: z.array(comparisonSchema),
  replay: replaySchema,
  fast: fastSchema,
  elapsedMs: z.number(),
});
export type HourReport = z.infer<typeof hourReportSchema>;
