import * as fc from 'fast-check';
import type { PlanInput } from '#shared/domain/plan.ts';
import { weeklyHours } from './any-calendar.ts';
import { between, orders, perhaps, present } from './any-quantity.ts';

type ClauseInput = NonNullable<PlanInput['clauses']>[number];

interface Parts {
  journeys: readonly string[];
  regions: readonly string[];
  devices: readonly string[];
  desks: readonly string[];
}

const window = fc.oneof(
  fc.constantFrom('month', 'week', 'quarter').map((unit) => ({ kind: 'calendarAligned' as const, unit })),
  fc.constantFrom(7, 1, 28).map((days) => ({ kind: 'rolling' as const, days })),
);

const accounting = fc.record({
  maintenance: fc.constantFrom('excluded', 'counted'),
  shed: fc.constantFrom('bad', 'excluded'),
  deferred: fc.constantFrom('fromRelease', 'fromArrival', 'excluded'),
});

const share = fc.constantFrom(0.95, 0, 0.5, 0.99, 0.999, 1);
const tiersOf = (target: fc.Arbitrary<object>) =>
  fc.oneof(
    target.map((same) => ({ optimistic: same, baseline: same, stretch: same })),
    fc.record({ optimistic: target, baseline: target, stretch: target }),
  );

/** Up to three clauses of any metric, window, scope and accounting. */
export function clausesOf({ journeys, regions, devices, desks }: Parts): fc.Arbitrary<ClauseInput[]> {
  const hours = perhaps(fc.array(weeklyHours, { minLength: 1, maxLength: 2 }));
  const narrow = fc.record({
    hours,
    regions: perhaps(fc.subarray([...regions], { minLength: 1 })),
    ...(devices.length > 0 && { devices: perhaps(fc.subarray([...devices], { minLength: 1 })) }),
  });
  const clause = (
    metric: ClauseInput['metric'],
    target: fc.Arbitrary<object>,
    scope: fc.Arbitrary<object>,
    fields: Record<string, fc.Arbitrary<unknown>> = { journey: fc.constantFrom(...journeys) },
  ) =>
    fc
      .record({ window, accounting, scope: scope.map(present), tiers: tiersOf(target), ...fields })
      .map((given) => ({ metric, name: metric, ...given }) as never as ClauseInput);
  const kinds = [
    clause('availability', fc.record({ atLeast: share }), narrow, {
      journey: fc.constantFrom(...journeys),
      budgetingMethod: fc.constantFrom('occurrences', 'timeslices'),
      sliceTarget: fc.constantFrom(0.95, 0, 1),
    }),
    clause('latency', fc.record({ percentile: between(0.5, 0.99), atMostMs: orders(1, 4.5) }), narrow),
    clause('errorRate', fc.record({ atMost: share.map((kept) => 1 - kept) }), narrow),
    clause('throughput', fc.record({ atLeastPerSecond: orders(-1, 3), share }), narrow),
    ...desks.map((desk) =>
      clause('supportResponse', fc.record({ share, withinMinutes: orders(0, 3) }), narrow, {
        component: fc.constant(desk),
      }),
    ),
  ];
  return fc
    .array(fc.oneof(...kinds), { minLength: 1, maxLength: 3 })
    .map((clauses) => clauses.map((one, index) => ({ ...one, id: `promise-${index + 1}` })));
}

/** A quarter is measured where the horizon has one. */
export function fitting(clauses: readonly ClauseInput[], months: number): ClauseInput[] {
  return clauses.map((clause) =>
    clause.window?.kind === 'calendarAligned' && clause.window.unit === 'quarter' && months < 3
      ? { ...clause, window: { kind: 'calendarAligned', unit: 'month' } }
      : clause,
  );
}
