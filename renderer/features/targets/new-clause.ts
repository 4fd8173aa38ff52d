import { clauseSchema, type Clause, type Metric } from '#shared/domain/clause.ts';
import { toIdentifier } from '#shared/domain/identifier.ts';
import type { Plan } from '#shared/domain/plan.ts';

export const metricChoices: { id: Metric; label: string; description: string }[] = [
  { id: 'latency', label: 'Response time', description: 'A share of attempts answers within a time' },
  { id: 'availability', label: 'Availability', description: 'A share of requests, or of minutes, works' },
  { id: 'errorRate', label: 'Error rate', description: 'At most a share of requests fails' },
  { id: 'throughput', label: 'Throughput', description: 'A rate can be carried beside all other load' },
  {
    id: 'supportResponse',
    label: 'Support response',
    description: 'A share of tickets is answered within a time',
  },
];

const firstTiers: Record<Metric, object> = {
  latency: tiersOf((atMostMs) => ({ percentile: 0.95, atMostMs }), [1000, 750, 500]),
  availability: tiersOf((atLeast) => ({ atLeast }), [0.995, 0.999, 0.9995]),
  errorRate: tiersOf((atMost) => ({ atMost }), [0.01, 0.005, 0.001]),
  throughput: tiersOf((atLeastPerSecond) => ({ atLeastPerSecond, share: 0.99 }), [100, 200, 400]),
  supportResponse: tiersOf((withinMinutes) => ({ share: 0.9, withinMinutes }), [240, 120, 60]),
};

/** Whether the plan has what the metric is measured on. */
export function canMeasure(plan: Plan, metric: Metric): boolean {
  return metric === 'supportResponse' ? desksOf(plan).length > 0 : plan.journeys.length > 0;
}

export const desksOf = (plan: Plan) => plan.components.filter(({ kind }) => kind === 'supportDesk');

/** A promise to begin with, on the plan's first journey or desk. */
export function createClause(plan: Plan, metric: Metric): Clause {
  const label = metricChoices.find(({ id }) => id === metric)?.label ?? metric;
  const subject = metric === 'supportResponse' ? desksOf(plan)[0] : plan.journeys[0];
  const name = `${subject?.name ?? ''} ${label.toLowerCase()}`.trim();
  return clauseSchema.parse({
    id: toIdentifier(
      name,
      plan.clauses.map(({ id }) => id),
    ),
    name,
    metric,
    ...(metric === 'supportResponse' ? { component: subject?.id } : { journey: subject?.id }),
    tiers: firstTiers[metric],
  });
}

/** The clause measured by another metric; what does not depend on the metric is kept. */
export function withMetric(plan: Plan, clause: Clause, metric: Metric): Clause {
  const { id, name, scope, window, accounting, measurementMethod, breachDefinition } = clause;
  const kept = { id, name, scope, window, accounting, measurementMethod, breachDefinition };
  const created = createClause(plan, metric);
  const journey = 'journey' in clause && 'journey' in created ? { journey: clause.journey } : {};
  return clauseSchema.parse({ ...created, ...kept, ...journey });
}

export function duplicateClause(plan: Plan, clause: Clause): Clause {
  const name = `${clause.name} (copy)`;
  return {
    ...clause,
    id: toIdentifier(
      name,
      plan.clauses.map(({ id }) => id),
    ),
    name,
  };
}

function tiersOf(
  make: (value: number) => object,
  [optimistic, baseline, stretch]: [number, number, number],
): object {
  return { optimistic: make(optimistic), baseline: make(baseline), stretch: make(stretch) };
}
