import { z } from 'zod';
import { quantity } from '../units/quantity.ts';
import { identifier, name } from './identifier.ts';
import { localDate, localDateTime, recurrenceSchema, timeOfDay } from './time.ts';

/** How the level moves over the horizon; 1 at its start. */
export const growthSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** Adds the same share of the first level every year: 0.3 is +30 % of the start, each year. */
  z.strictObject({ kind: z.literal('linear'), perYear: quantity({ min: -1 }) }),
  /** Multiplies by 1 + perYear every year. */
  z.strictObject({ kind: z.literal('compound'), perYear: quantity({ min: -0.99 }) }),
  /** Logistic curve through 1 at the start towards `ceiling`, steepest at `midpoint`. */
  z.strictObject({ kind: z.literal('sCurve'), ceiling: quantity({ min: 1e-6 }), midpoint: localDate }),
  z.strictObject({
    kind: z.literal('steps'),
    steps: z
      .array(
        z.strictObject({
          date: localDate,
          factor: quantity({ min: 0 }),
          rampDays: z.number().nonnegative().default(0),
        }),
      )
      .min(1),
  }),
]);
export type Growth = z.infer<typeof growthSchema>;

/** Relative factors with mean 1, applied in the region's local time. */
export const seasonSchema = z.strictObject({
  /** 168 factors, Monday 00:00 first. Absent: flat. */
  hourOfWeek: z.array(z.number().nonnegative()).length(168).optional(),
  /** 12 factors, January first, joined smoothly at mid-months. Absent: flat. */
  monthOfYear: z.array(z.number().nonnegative()).length(12).optional(),
});
export type Season = z.infer<typeof seasonSchema>;

/** What changes from hour to hour around the expected rate: a lognormal AR(1). */
export const noiseSchema = z.strictObject({
  /** Standard deviation of the logarithm of the rate. */
  sigma: quantity({ min: 0, max: 3 }).default(0),
  /** Correlation with one hour before. */
  autocorrelation: z.number().min(0).max(0.9999).default(0.8),
  /** Share of the variance that all journeys have in common. */
  commonShare: z.number().min(0).max(1).default(0.5),
});
export type Noise = z.infer<typeof noiseSchema>;

/** Where a fitted number came from, shown beside the field. */
export const provenanceSchema = z.strictObject({
  series: z.string(),
  file: z.string(),
  method: z.string(),
  mase: z.number().optional(),
  coverage95: z.number().optional(),
  fittedFrom: z.string(),
  fittedTo: z.string(),
});
export type Provenance = z.infer<typeof provenanceSchema>;

export const journeyDemandSchema = z.strictObject({
  journey: identifier,
  /** Mean arrival rate at the start of the horizon over all regions, in requests per second. */
  level: quantity({ min: 0 }),
  /** Requests follow a business figure instead: level = driver × ratio. */
  driver: z.strictObject({ id: identifier, ratio: quantity({ min: 0 }) }).optional(),
  /** Absent: the plan's own growth, season or noise. */
  growth: growthSchema.optional(),
  season: seasonSchema.optional(),
  noise: noiseSchema.optional(),
  /** Squared coefficient of variation of the times between arrivals; 1 is Poisson. */
  arrivalCv2: z.number().min(0.01).max(100).default(1),
  fittedFrom: provenanceSchema.optional(),
});
export type JourneyDemand = z.infer<typeof journeyDemandSchema>;

/** A foreseeable peak. */
export const demandEventSchema = z.strictObject({
  id: identifier,
  name,
  occurrence: z.discriminatedUnion('kind', [
    /** `durationMinutes` is the whole event, ramps included. */
    z.strictObject({ kind: z.literal('calendar'), when: recurrenceSchema }),
    /** A public holiday of a country, shifted by whole days: Black Friday is US Thanksgiving + 1. */
    z.strictObject({
      kind: z.literal('holiday'),
      country: z.string().min(2).max(12),
      holiday: z.string().min(1),
      offsetDays: z.number().int().min(-60).max(60).default(0),
      startTime: timeOfDay.default('00:00'),
      durationMinutes: z.number().positive(),
    }),
  ]),
  /** Trapezoid rises and falls in straight lines, plateau jumps, spike is highest in the middle. */
  shape: z.enum(['trapezoid', 'plateau', 'spike']).default('trapezoid'),
  rampMinutes: z.number().nonnegative().default(0),
  /** Load at the height of the event over the load without it; drawn anew per occurrence. */
  multiplier: quantity({ min: 0, max: 1000 }),
  /** Absent: all of them. */
  journeys: z.array(identifier).optional(),
  regions: z.array(identifier).optional(),
});
export type DemandEvent = z.infer<typeof demandEventSchema>;

/** A peak nobody foresees: Poisson in time, with drawn size and length. */
export const surgeSchema = z.strictObject({
  id: identifier,
  name,
  perYear: quantity({ min: 0, max: 10_000 }),
  multiplier: quantity({ min: 0, max: 1000 }),
  durationMinutes: quantity({ min: 1 }),
  journeys: z.array(identifier).optional(),
});
export type Surge = z.infer<typeof surgeSchema>;

/** A business figure that load follows, such as orders per second. */
export const driverSchema = z.strictObject({
  id: identifier,
  name,
  unit: z.string().max(40),
  level: quantity({ min: 0 }),
  growth: growthSchema.optional(),
});

export const demandSchema = z.strictObject({
  growth: growthSchema.default({ kind: 'none' }),
  season: seasonSchema.default({}),
  noise: noiseSchema.default({ sigma: 0, autocorrelation: 0.8, commonShare: 0.5 }),
  drivers: z.array(driverSchema).default([]),
  journeys: z.array(journeyDemandSchema),
  events: z.array(demandEventSchema).default([]),
  surges: z.array(surgeSchema).default([]),
  /** A forecast made elsewhere: rate factors over the level, by time. */
  forecast: z.array(z.strictObject({ at: localDateTime, factor: quantity({ min: 0 }) })).optional(),
});
export type Demand = z.infer<typeof demandSchema>;
