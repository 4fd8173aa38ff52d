import { z } from 'zod';
import { tierSchema } from '../domain/clause.ts';
import { fanSchema } from '../history/demand-fit.ts';
import { causes } from './causes.ts';

const series = z.array(z.number());
/** Quantiles over the futures, one value per month (or window). */
const bandSchema = z.object({
  p2_5: series,
  p5: series,
  p10: series,
  p25: series,
  p50: series,
  p75: series,
  p90: series,
  p95: series,
  p97_5: series,
});
export type Band = z.infer<typeof bandSchema>;

/** Mean over the futures, and the range that nine futures of ten keep to, one value per month. */
const spreadSchema = z.object({ mean: series, p5: series, p95: series });
export type Spread = z.infer<typeof spreadSchema>;

/** The same over the whole horizon. */
const wholeSpreadSchema = z.object({ mean: z.number(), p5: z.number(), p50: z.number(), p95: z.number() });
export type WholeSpread = z.infer<typeof wholeSpreadSchema>;

const outagesSchema = z.object({
  count: spreadSchema,
  minutes: spreadSchema,
  /** Share of the futures with an outage in the month. */
  chance: series,
  horizon: z.object({ count: wholeSpreadSchema, minutes: wholeSpreadSchema }),
});
export type Outages = z.infer<typeof outagesSchema>;

/** What happened to a lost request, in the order tallies use. */
export const lossKinds = ['rateLimited', 'shed', 'rejected', 'timedOut', 'failed'] as const;
export type LossKind = (typeof lossKinds)[number];

/** What a run shows of its futures beside the verdicts. Months as `2027-01`. */
export const runPicturesSchema = z.object({
  months: z.array(z.string()),
  /** Fresh requests per second in the busiest hour of each day, all journeys together and each alone. */
  demand: z.object({
    total: fanSchema,
    journeys: z.array(z.object({ journey: z.string(), fan: fanSchema })),
  }),
  components: z.array(
    z.object({
      component: z.string(),
      /**
       * Utilization of the month's busiest hour; above 1 the component was offered more than it can do. Of a
       * desk the share of their time that the people there are busy, its queue being told apart.
       */
      utilization: bandSchema,
      /** The hour that is the month's busiest in most futures, in the plan's clock, and in which share of them; null in idle months. */
      busiestHour: z.array(z.object({ at: z.string(), share: z.number() }).nullable()),
      /** Share of the month's minutes up. */
      availability: bandSchema,
      /** Outages, announced maintenance being none: how many begin in a month, and how many minutes they take of it. */
      outages: outagesSchema,
      /** Total arrival rate at which the component saturates with the present mix, requests per second; null for desks. */
      saturationRate: z.number().nullable(),
    }),
  ),
  journeys: z.array(
    z.object({
      journey: z.string(),
      /** Response-time percentiles of the month, in milliseconds. */
      responseP50Ms: bandSchema,
      responseP95Ms: bandSchema,
      responseP99Ms: bandSchema,
      /** Share of fresh requests that were answered. */
      success: bandSchema,
      /** Share of fresh requests that were lost: all, by what happened to them, and by what it is owed to. */
      losses: z.object({
        total: spreadSchema,
        kinds: z.record(z.enum(lossKinds), spreadSchema),
        causes: z.record(z.enum(causes), spreadSchema),
      }),
      /** Share of requests put off, and their mean delay in minutes; absent where no rule puts them off. */
      putOff: z.object({ share: series, delayMinutes: series }).optional(),
    }),
  ),
  /** The share of good events by window, as each promise counts them in each of its tiers. */
  clauses: z.array(
    z.object({
      clause: z.string(),
      windows: z.array(z.string()),
      attained: z.record(tierSchema, bandSchema),
    }),
  ),
  desks: z.array(
    z.object({
      component: z.string(),
      /** Tickets per desk hour, and mean wait for the first response in minutes. */
      ticketsPerHour: bandSchema,
      waitMinutes: bandSchema,
      /** Most tickets that waited at a time; absent in runs of earlier versions. */
      backlog: bandSchema.optional(),
    }),
  ),
  /** Those of all components added up; two at the same time are two. */
  outages: outagesSchema,
  /** Outages per year of each component, mean over the futures; announced maintenance is none. */
  outagesPerYear: z.array(z.object({ component: z.string(), mean: z.number() })),
});
export type RunPictures = z.infer<typeof runPicturesSchema>;
export type JourneyLosses = RunPictures['journeys'][number]['losses'];
