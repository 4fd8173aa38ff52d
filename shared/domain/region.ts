import { z } from 'zod';
import { quantity } from '../units/quantity.ts';
import { identifier, name } from './identifier.ts';
import { timeZone } from './time.ts';

/** Network time between the customer and the edge, both ways together. Lognormal through mean and p95. */
export const networkLatencySchema = z.strictObject({
  meanMs: quantity({ min: 0 }),
  p95Ms: z.number().nonnegative().optional(),
});

export const regionSchema = z.strictObject({
  id: identifier,
  name,
  /** Its own clock: the season is applied in this zone. */
  timeZone,
  /** Share of the demand. Shares are normalised over the regions. */
  share: quantity({ min: 0, max: 1 }),
  network: networkLatencySchema.default({ meanMs: 0 }),
  /** Share of requests by device class, with the time each adds. */
  devices: z
    .array(
      z.strictObject({
        id: identifier,
        name,
        share: z.number().min(0).max(1),
        addedMs: quantity({ min: 0 }),
      }),
    )
    .default([]),
});
export type Region = z.infer<typeof regionSchema>;
