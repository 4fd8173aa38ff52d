import * as fc from 'fast-check';
import type { PlanInput } from '#shared/domain/plan.ts';
import { zone, weeklyHours } from './any-calendar.ts';
import { serviceTime } from './any-journey.ts';
import { lowEnd } from '#shared/units/quantity.ts';
import { between, certainOrNot, orders, perhaps, present } from './any-quantity.ts';

type ComponentInput = PlanInput['components'][number];

const repairLaw = fc.oneof(
  fc.constant({ kind: 'exponential' as const }),
  orders(-1, 1).map((cv2) => ({ kind: 'lognormal' as const, cv2 })),
);

const failure = {
  mtbfHours: certainOrNot(orders(0.7, 3.5)),
  mttrMinutes: certainOrNot(orders(0, 2.5)),
  repairLaw,
};

const redundancy = fc
  .record({
    zones: fc.constantFrom(1, 2, 3),
    requiredInstances: perhaps(fc.integer({ min: 1, max: 3 })),
    failoverMinutes: certainOrNot(fc.constantFrom(0, 0.5, 3)),
    commonCause: fc.constantFrom(0, 0.05, 0.5),
    zoneFailure: perhaps(fc.record(failure)),
  })
  .map(present);

const autoscaling = fc
  .record({
    minimum: fc.integer({ min: 1, max: 3 }),
    more: fc.integer({ min: 0, max: 5 }),
    targetUtilization: between(0.3, 0.9),
    lagMinutes: certainOrNot(fc.constantFrom(4, 0, 11, 75)),
    cooldownMinutes: fc.constantFrom(5, 0, 90),
    schedule: fc.array(fc.record({ hours: weeklyHours, minimum: fc.integer({ min: 1, max: 6 }) }), {
      maxLength: 1,
    }),
  })
  .map(({ more, schedule, ...rest }) => {
    const maximum = rest.minimum + more;
    const within = schedule.map(({ hours, minimum }) => ({ hours, minimum: Math.min(maximum, minimum) }));
    return { ...rest, maximum, schedule: within };
  });

const serving = {
  instances: certainOrNot(fc.integer({ min: 1, max: 6 }), { min: 1 }),
  concurrency: fc.constant(1),
  serviceTime: serviceTime(3.5),
  queueLimit: perhaps(fc.constantFrom(10, 0, 3, 80, 1000)),
  timeoutMs: perhaps(orders(1.5, 5)),
  contention: certainOrNot(fc.constantFrom(0, 0.03, 0.2), { max: 1 }),
  coherency: certainOrNot(fc.constantFrom(0, 0.001, 0.02), { max: 1 }),
  autoscaling: perhaps(autoscaling),
  redundancy: perhaps(redundancy),
  discipline: fc.constantFrom('fifo', 'priority'),
  instanceType: perhaps(fc.constantFrom('small', 'large')),
  failure: perhaps(fc.record({ ...failure, scope: fc.constantFrom('component', 'instance') })),
};

/**
 * A pool or a queue. What the engine refuses as contradictory is not made: a common cause or a
 * failover without failures of instances, which would change nothing, more instances required or
 * more zones than there can be, a number that the autoscaler never holds.
 */
export const servingComponent = (id: string, kind: 'pool' | 'queue'): fc.Arbitrary<ComponentInput> =>
  fc.record(serving).map(({ redundancy: spare, ...rest }) => {
    const byInstance = rest.failure?.scope === 'instance';
    const scaling = rest.autoscaling;
    const instances = scaling ? scaling.minimum : rest.instances;
    const fewest = Math.round(lowEnd(instances));
    const useful = spare && {
      ...spare,
      ...(spare.requiredInstances !== undefined && {
        requiredInstances: Math.min(fewest, spare.requiredInstances),
      }),
      zones: Math.min(spare.zones, scaling ? scaling.maximum : fewest),
      commonCause: byInstance ? spare.commonCause : 0,
      failoverMinutes: byInstance || spare.zoneFailure ? spare.failoverMinutes : 0,
    };
    return present({ id, name: id, kind, ...rest, instances, redundancy: useful }) as ComponentInput;
  });

export const externalComponent = (id: string): fc.Arbitrary<ComponentInput> =>
  fc
    .record({
      serviceTime: serviceTime(3),
      concurrencyLimit: perhaps(fc.constant(1)),
      timeoutMs: perhaps(orders(1.5, 4)),
      availability: certainOrNot(fc.constantFrom(0.999, 1, 0.9999, 0.98, 0.95, 0), { max: 1 }),
      // Long enough that no horizon of these plans has more outages than can be followed.
      mttrMinutes: certainOrNot(orders(1, 2)),
      failure: perhaps(fc.record(failure)),
    })
    .map((external) => present({ id, name: id, kind: 'external' as const, ...external }) as ComponentInput);

export const supportDesk = (id: string): fc.Arbitrary<ComponentInput> =>
  fc
    .record({
      timeZone: zone,
      shifts: fc.array(
        fc.record({ hours: weeklyHours, agents: certainOrNot(fc.integer({ min: 0, max: 8 })) }),
        {
          minLength: 1,
          maxLength: 2,
        },
      ),
      failure: perhaps(fc.record(failure)),
      holidays: perhaps(fc.constantFrom('DE', 'US-CA')),
      handlingMinutes: certainOrNot(orders(0, 2)),
      patienceMinutes: perhaps(certainOrNot(orders(1, 3.5))),
      ticketsPerThousandRequests: fc.constant(1),
      ticketsPerThousandFailures: certainOrNot(fc.constantFrom(0, 1, 30)),
    })
    .map(({ shifts, ...desk }) => {
      // Somebody is there at some time.
      const first = { ...shifts[0]!, agents: lowEnd(shifts[0]!.agents) < 1 ? 1 : shifts[0]!.agents };
      return present({
        id,
        name: id,
        kind: 'supportDesk' as const,
        ...desk,
        shifts: [first, ...shifts.slice(1)],
      }) as ComponentInput;
    });
