import { parsePlan } from '#shared/domain/plan-file.ts';
import type { Plan, PlanInput } from '#shared/domain/plan.ts';

/** The smallest plan with one journey over one pool; `changes` replace whole top-level fields. */
export function aPlan(changes: Partial<PlanInput> = {}): Plan {
  const parsed = parsePlan({
    schemaVersion: 1,
    id: 'small',
    name: 'Small',
    timeZone: 'UTC',
    horizon: { start: '2027-01-01', months: 1, stepMinutes: 60 },
    regions: [{ id: 'all', name: 'All', timeZone: 'UTC', share: 1 }],
    priorityClasses: [{ id: 'normal', name: 'Normal', priority: 1 }],
    components: [
      { id: 'web', name: 'Web', kind: 'pool', instances: 2, concurrency: 4, serviceTime: { meanMs: 100 } },
    ],
    journeys: [
      { id: 'order', name: 'Order', priorityClass: 'normal', path: [{ kind: 'visit', component: 'web' }] },
    ],
    demand: { journeys: [{ journey: 'order', level: 20 }] },
    ...changes,
  });
  if (!parsed.ok)
    throw new Error(parsed.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return parsed.plan;
}
