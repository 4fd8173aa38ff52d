import { readFileSync } from 'node:fs';
import type { Plan, PlanInput } from '#shared/domain/plan.ts';
import { parsePlan } from '#shared/domain/plan-file.ts';

const SAMPLE = new URL('../../resources/sample/online-shop.headroom.json', import.meta.url);

export const samplePlan = (): Plan => read(JSON.parse(readFileSync(SAMPLE, 'utf8')));

/** As a planner edits: another number of instances, everything else as before. */
export const editedPlan = (plan: Plan, edit: number): Plan => ({
  ...plan,
  components: plan.components.map((component) =>
    component.kind === 'pool' && component.id === 'edge' ? { ...component, instances: 3 + edit } : component,
  ),
});

const JOURNEYS = 12;
const COMPONENTS = 20;

/** At the edge of what a plan may be: 525 888 steps of five minutes, 12 journeys, 20 components, 100 000 servers. */
export function largePlan(): Plan {
  const { demand } = samplePlan();
  const numbered = <Item>(count: number, make: (index: number) => Item) =>
    Array.from({ length: count }, (_none, index) => make(index));
  const tier = { atMostMs: 800, percentile: 0.95 };
  const input: PlanInput = {
    schemaVersion: 1,
    id: 'large',
    name: 'Large',
    timeZone: 'Europe/Berlin',
    horizon: { start: '2027-01-01', months: 60, stepMinutes: 5 },
    regions: [
      { id: 'eu', name: 'Europe', timeZone: 'Europe/Berlin', share: 0.6 },
      { id: 'us', name: 'America', timeZone: 'America/New_York', share: 0.4 },
    ],
    priorityClasses: [{ id: 'normal', name: 'Normal', priority: 1 }],
    components: numbered(COMPONENTS, (index) => ({
      id: `part-${index}`,
      name: `Part ${index}`,
      kind: 'pool' as const,
      instances: index === 0 ? 1000 : 40,
      concurrency: index === 0 ? 100 : 8,
      serviceTime: { meanMs: { low: 18, high: 22 } },
      failure: {
        mtbfHours: 20_000,
        mttrMinutes: 20,
        scope: index === 0 ? ('component' as const) : ('instance' as const),
      },
    })),
    journeys: numbered(JOURNEYS, (index) => ({
      id: `journey-${index}`,
      name: `Journey ${index}`,
      priorityClass: 'normal',
      path: [0, 1 + (index % 7), 8 + index].map((part) => ({
        kind: 'visit' as const,
        component: `part-${part}`,
      })),
    })),
    demand: {
      growth: { kind: 'compound', perYear: { low: 0.05, high: 0.15 } },
      season: demand.season,
      noise: demand.noise,
      journeys: numbered(JOURNEYS, (index) => ({ journey: `journey-${index}`, level: 1000 + 50 * index })),
    },
    clauses: numbered(JOURNEYS, (index) => ({
      id: `fast-${index}`,
      name: `Fast ${index}`,
      metric: 'latency' as const,
      journey: `journey-${index}`,
      tiers: { optimistic: tier, baseline: tier, stretch: tier },
    })),
  };
  return read(input);
}

function read(input: unknown): Plan {
  const parsed = parsePlan(input);
  if (parsed.ok) return parsed.plan;
  throw new Error(parsed.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
}
