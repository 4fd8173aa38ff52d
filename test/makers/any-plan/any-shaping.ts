import * as fc from 'fast-check';
import type { PlanInput } from '#shared/domain/plan.ts';
import { recurrence } from './any-calendar.ts';
import { between, perhaps, present } from './any-quantity.ts';

type RuleInput = NonNullable<PlanInput['shaping']>[number];

interface Parts {
  journeys: readonly string[];
  classes: readonly string[];
  stations: readonly string[];
  /** Pools and queues. */
  serving: readonly string[];
}

/**
 * Up to one rule of each kind, each with or without a schedule, on or off; their rates
 * and limits come with the plan's size.
 */
export function shapingOf({ journeys, classes, stations, serving }: Parts): fc.Arbitrary<RuleInput[]> {
  const someJourneys = perhaps(fc.subarray([...journeys], { minLength: 1 }));
  const rule = (kind: RuleInput['kind'], fields: Record<string, fc.Arbitrary<unknown>>) =>
    fc
      .record({
        enabled: fc.constantFrom(true, true, true, false),
        schedule: fc.option(recurrence(6000), { nil: undefined, freq: 3 }),
        ...fields,
      })
      .map((given) => present({ id: kind.toLowerCase(), name: kind, kind, ...given }) as never as RuleInput);
  const rules = [
    rule('rateLimit', {
      journeys: someJourneys,
      rate: fc.constant(1),
      burst: fc.constantFrom(1, 10, 300),
    }),
    rule('concurrencyLimit', {
      component: fc.constantFrom(...stations),
      limit: fc.constant(1),
      queueLimit: perhaps(fc.constantFrom(10, 0, 1000)),
    }),
    rule('deferral', {
      journeys: fc.subarray([...journeys], { minLength: 1 }),
      maximumDelayMinutes: fc.constantFrom(120, 3, 20, 3000),
      belowUtilization: between(0.1, 1),
    }),
    rule('loadShedding', {
      component: perhaps(fc.constantFrom(...serving)),
      aboveUtilization: between(0.1, 1.2),
      priorityClasses: perhaps(fc.subarray([...classes], { minLength: 1 })),
    }),
    rule('retries', {
      journeys: someJourneys,
      maximumAttempts: fc.integer({ min: 1, max: 6 }),
      backoffMs: fc.constantFrom(100, 0, 5000),
      backoffFactor: fc.constantFrom(2, 1),
      jitter: fc.boolean(),
      budget: perhaps(between(0, 2)),
      dropExpired: fc.boolean(),
    }),
  ];
  return fc
    .tuple(...rules.map((one) => fc.option(one, { freq: 1 })))
    .map((chosen) => chosen.filter((one) => one !== null));
}
