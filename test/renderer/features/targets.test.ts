import { expect, it } from 'vitest';
import { clauseSchema, type Metric } from '#shared/domain/clause.ts';
import { findPlanProblems } from '#shared/domain/plan-problems.ts';
import {
  createClause,
  duplicateClause,
  metricChoices,
  withMetric,
} from '#renderer/features/targets/new-clause.ts';
import { tiersOutOfOrder } from '#renderer/features/targets/target-fields.ts';
import { theSamplePlan } from '../../makers/the-sample-plan.ts';

const plan = theSamplePlan();
const metrics = metricChoices.map(({ id }): [Metric] => [id]);

it.each(metrics)(
  'a new %s promise fits the plan, under an id of its own, and tightens from tier to tier',
  (metric) => {
    const clause = createClause(plan, metric);
    expect(clauseSchema.parse(clause)).toEqual(clause);
    expect(findPlanProblems({ ...plan, clauses: [...plan.clauses, clause] })).toEqual([]);
    expect(tiersOutOfOrder(clause)).toEqual([]);
  },
);

it.each(metrics)('a promise measured as %s keeps its name, scope, window and journey', (metric) => {
  const [clause] = plan.clauses;
  const changed = withMetric(plan, clause!, metric);
  expect(changed).toMatchObject({
    id: clause!.id,
    name: clause!.name,
    scope: clause!.scope,
    window: clause!.window,
    metric,
  });
  if ('journey' in changed) expect(changed.journey).toBe('checkout');
});

it('gives a copy its own id', () => {
  const copy = duplicateClause(plan, plan.clauses[0]!);
  expect(copy.id).toBe('checkout-p95-copy');
  expect(copy.tiers).toEqual(plan.clauses[0]!.tiers);
});

it('names the tier that is easier than the one before it', () => {
  const clause = plan.clauses.find(({ metric }) => metric === 'availability')!;
  const swapped = {
    ...clause,
    tiers: { ...clause.tiers, stretch: clause.tiers.optimistic },
  } as typeof clause;
  expect(tiersOutOfOrder(swapped)).toEqual(['stretch']);
});
