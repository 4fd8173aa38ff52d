import * as fc from 'fast-check';
import type { PlanInput } from '#shared/domain/plan.ts';
import { recurrence } from './any-calendar.ts';
import { between, certainOrNot, orders, perhaps, present } from './any-quantity.ts';

type OperationsInput = NonNullable<PlanInput['operations']>;

const effect = fc.oneof(
  fc.constant({ kind: 'down' as const }),
  fc.constantFrom(0, 0.5, 1).map((share) => ({ kind: 'reduced' as const, share })),
  between(1, 8).map((factor) => ({ kind: 'slow' as const, factor })),
);

/** Maintenance, a deployment and a fault at some of the components. */
export function operationsOf(parts: readonly string[]): fc.Arbitrary<OperationsInput> {
  const components = fc.subarray([...parts], { minLength: 1 });
  const maintenance = fc.record({
    id: fc.constant('care'),
    name: fc.constant('Care'),
    window: recurrence(500),
    components,
    effect,
  });
  const deployment = fc.record({
    id: fc.constant('release'),
    name: fc.constant('Release'),
    window: recurrence(90),
    components,
    effect,
    changeFailureRate: certainOrNot(fc.constantFrom(0, 0.3, 1), { max: 1 }),
    failureEffect: effect,
    rollbackMinutes: certainOrNot(orders(0, 2)),
  });
  const fault = fc.record({
    id: fc.constant('drill'),
    name: fc.constant('Drill'),
    component: fc.constantFrom(...parts),
    at: fc.constantFrom('2027-01-12T10:10', '2027-03-28T02:30', '2027-10-31T02:30', '2028-02-29T00:00'),
    durationMinutes: certainOrNot(orders(0, 3)),
    effect,
  });
  const upToOne = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { maxLength: 1 });
  return fc
    .record({
      maintenance: upToOne(maintenance),
      deployments: upToOne(deployment),
      faults: upToOne(fault),
      repairCrews: perhaps(fc.integer({ min: 1, max: 3 })),
    })
    .map(present);
}
