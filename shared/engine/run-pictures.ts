import { z } from 'zod';
import { fanSchema } from '../history/demand-fit.ts';

const series = z.array(z.number());
/** Over the futures, one value per month. */
const bandSchema = z.object({ p5: series, p50: series, p95: series });
export type Band = z.infer<typeof bandSchema>;

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
      /** Utilization of the month's busiest hour; above 1 the component was offered more than it can do. */
      utilization: bandSchema,
      /** Share of the month's minutes up. */
      availability: bandSchema,
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
      /** Mean over the futures of the share of fresh requests lost, by cause. */
      losses: z.object({
        rateLimited: series,
        shed: series,
        rejected: series,
        timedOut: series,
        failed: series,
      }),
      /** Share of requests put off, and their mean delay in minutes; absent where no rule puts them off. */
      putOff: z.object({ share: series, delayMinutes: series }).optional(),
    }),
  ),
  desks: z.array(
    z.object({
      component: z.string(),
      /** Tickets per desk hour, and mean wait for the first response in minutes. */
      ticketsPerHour: bandSchema,
      waitMinutes: bandSchema,
    }),
  ),
  /** Outages per year of each component, mean over the futures; announced maintenance is none. */
  outagesPerYear: z.array(z.object({ component: z.string(), mean: z.number() })),
});
export type RunPictures = z.infer<typeof runPicturesSchema>;
