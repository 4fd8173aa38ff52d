import { planSchema, PLAN_SCHEMA_VERSION, type Plan } from './plan.ts';

export interface BlankPlanOptions {
  id: string;
  name: string;
  timeZone: string;
  /** First day of the horizon, `2027-01-01`. */
  start: string;
}

/** A plan with one region and three priority classes, still without components, journeys or promises. */
export function createBlankPlan({ id, name, timeZone, start }: BlankPlanOptions): Plan {
  return planSchema.parse({
    schemaVersion: PLAN_SCHEMA_VERSION,
    id,
    name,
    timeZone,
    horizon: { start, months: 24, stepMinutes: 60 },
    regions: [{ id: 'everywhere', name: 'Everywhere', timeZone, share: 1 }],
    priorityClasses: [
      { id: 'critical', name: 'Critical', priority: 1 },
      { id: 'normal', name: 'Normal', priority: 2 },
      { id: 'background', name: 'Background', priority: 3 },
    ],
    components: [],
    journeys: [],
    demand: { journeys: [] },
  });
}
