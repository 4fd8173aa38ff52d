import { z } from 'zod';
import { growthSchema, noiseSchema, seasonSchema } from '../domain/demand.ts';
import { quantity } from '../units/quantity.ts';

export const backtestRowSchema = z.object({
  method: z.string(),
  /** Mean absolute scaled error over all origins; 1 = as good as the seasonal naive in the sample. */
  mase: z.number(),
  /** Share of held-out points inside the 95 % interval; null where the method gives none. */
  coverage95: z.number().nullable(),
  origins: z.number().int(),
  /** Days forecast from each origin. */
  horizonDays: z.number().int().optional(),
});

/** Daily bands around a fitted series and its forecast. */
export const fanSchema = z.object({
  /** Local days, `2027-01-31`. */
  dates: z.array(z.string()),
  p2_5: z.array(z.number()),
  p10: z.array(z.number()),
  p25: z.array(z.number()),
  p50: z.array(z.number()),
  p75: z.array(z.number()),
  p90: z.array(z.number()),
  p97_5: z.array(z.number()),
});
export type Fan = z.infer<typeof fanSchema>;

/** Demand fitted to one series. Rates in the series' own unit per second when it is a count. */
export const demandFitSchema = z.object({
  series: z.number().int(),
  seriesName: z.string(),
  file: z.string(),
  method: z.string(),
  /** Which seasons the data support: `day`, `week`, `year`. */
  seasons: z.array(z.enum(['day', 'week', 'year'])),
  /** Relative change per year at the end of the history, with its interval. */
  trend: z.object({ perYear: z.number(), low: z.number(), high: z.number() }),
  /** What goes into the plan. Level: mean rate per second at the start of the plan's horizon. */
  level: quantity({ min: 0 }),
  growth: growthSchema,
  season: seasonSchema,
  noise: noiseSchema,
  mase: z.number(),
  baselineMase: z.number(),
  coverage95: z.number(),
  backtest: z.array(backtestRowSchema),
  warnings: z.array(z.string()),
  fittedFrom: z.string(),
  fittedTo: z.string(),
  /** Daily means: what was observed (null = missing) and the fan of fit and forecast. */
  observed: z.object({ dates: z.array(z.string()), values: z.array(z.number().nullable()) }),
  forecast: fanSchema,
});
export type DemandFit = z.infer<typeof demandFitSchema>;
