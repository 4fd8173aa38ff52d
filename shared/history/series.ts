import { z } from 'zod';

/**
 * What a series measures decides how it may be put on another step: counts are summed, rates and
 * gauges averaged over time, counters differenced first; percentiles can not be combined at all.
 */
export const seriesKinds = ['count', 'rate', 'counter', 'gauge', 'percentile', 'duration', 'ratio'] as const;
export const seriesKindSchema = z.enum(seriesKinds);
export type SeriesKind = z.infer<typeof seriesKindSchema>;

export const seriesSchema = z.object({
  id: z.number().int(),
  importId: z.number().int(),
  name: z.string(),
  kind: seriesKindSchema,
  unit: z.string(),
  timeZone: z.string(),
  /** Most frequent distance between samples, in seconds. */
  stepSeconds: z.number().positive(),
  /** ISO instants in UTC. */
  first: z.string(),
  last: z.string(),
  samples: z.number().int(),
  duplicates: z.number().int(),
  gaps: z.number().int(),
  missingSteps: z.number().int(),
  outOfOrder: z.number().int(),
  /** What the samples run along: instants, or the rows of a table of load-test results. */
  axis: z.enum(['time', 'row']).optional(),
  /** Records of the file without a value in this column. */
  missing: z.number().int().optional(),
  /** Over all values as written, duplicates included. */
  least: z.number().optional(),
  most: z.number().optional(),
  sum: z.number().optional(),
});
export type Series = z.infer<typeof seriesSchema>;

export const findingSchema = z.object({
  code: z.enum([
    'gap',
    'duplicate',
    'outOfOrder',
    'outlier',
    'levelShift',
    'flat',
    'zone',
    'resolution',
    'badRows',
    'negative',
    'short',
  ]),
  series: z.string().optional(),
  severity: z.enum(['note', 'warning', 'serious']),
  /** What was found and what it means for the verdict. */
  message: z.string(),
  from: z.string().optional(),
  to: z.string().optional(),
});
export type Finding = z.infer<typeof findingSchema>;

export const qualitySchema = z.object({
  /** 0 to 100. */
  score: z.number().min(0).max(100),
  findings: z.array(findingSchema),
});
export type Quality = z.infer<typeof qualitySchema>;
