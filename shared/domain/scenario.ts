import { z } from 'zod';
import { identifier, name } from './identifier.ts';

/** The plan itself, without overrides. Every other scenario descends from it. */
export const BASE_SCENARIO = 'base';

/**
 * One assumption that differs from the parent. `path` leads from the plan to the field, parts of a
 * list named by their id (`components/cart-store/instances`). No `value`: the item is removed.
 */
export const overrideSchema = z.strictObject({
  path: z.string().min(1),
  value: z.json().optional(),
});
export type Override = z.infer<typeof overrideSchema>;

export const scenarioSchema = z.strictObject({
  id: identifier.refine((id) => id !== BASE_SCENARIO, { message: '"base" is the plan itself.' }),
  name,
  parent: identifier.default(BASE_SCENARIO),
  overrides: z.array(overrideSchema).default([]),
});
export type Scenario = z.infer<typeof scenarioSchema>;
