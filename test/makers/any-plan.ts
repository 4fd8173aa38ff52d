import * as fc from 'fast-check';
import { getAtPath } from '#shared/domain/path.ts';
import type { Plan, PlanInput } from '#shared/domain/plan.ts';
import { findImpossible } from '#shared/engine/impossible.ts';
import { middle } from '#shared/units/quantity.ts';
import { aPlan } from './a-plan.ts';
import { firstDay, zone } from './any-plan/any-calendar.ts';
import { clausesOf, fitting } from './any-plan/any-clause.ts';
import { externalComponent, servingComponent, supportDesk } from './any-plan/any-component.ts';
import { demandOf, forecast, withForecast } from './any-plan/any-demand.ts';
import { journeyOver } from './any-plan/any-journey.ts';
import { operationsOf } from './any-plan/any-operations.ts';
import { between, certainOrNot, orders, perhaps, present } from './any-plan/any-quantity.ts';
import { sized } from './any-plan/sized.ts';
import { shapingOf } from './any-plan/any-shaping.ts';

/** Which parts a plan has; what they are like comes after. */
interface Skeleton {
  stations: string[];
  desks: string[];
  journeys: string[];
  regions: string[];
  /** Device classes, the same in every region. */
  devices: string[];
  classes: string[];
}

const CLASSES = ['first', 'second', 'third'];

const leading = (names: readonly string[]) =>
  fc.integer({ min: 1, max: names.length }).map((count) => names.slice(0, count));

const skeleton: fc.Arbitrary<Skeleton> = fc.record({
  stations: fc.subarray(['store', 'jobs', 'bank']).map((more) => ['web', ...more]),
  desks: fc.subarray(['desk']),
  journeys: leading(['order', 'look', 'report']),
  regions: leading(['all', 'east', 'west']),
  devices: fc.subarray(['phone', 'laptop']),
  classes: leading(CLASSES),
});

/** One to three months of hours, or one of shorter steps. */
const horizon: fc.Arbitrary<PlanInput['horizon']> = fc
  .record({
    start: firstDay,
    months: fc.integer({ min: 1, max: 3 }),
    stepMinutes: fc.constantFrom(60, 60, 60, 30, 15, 10, 5),
  })
  .map(({ months, stepMinutes, start }) => ({
    start,
    months: stepMinutes === 60 ? months : 1,
    stepMinutes: stepMinutes as 60,
  }));

/** A 95th percentile that goes with the mean. */
const network = fc
  .record({ meanMs: certainOrNot(orders(0, 2.3)), over: perhaps(between(1.1, 3.7)) })
  .map(({ meanMs, over }) =>
    present({
      meanMs,
      p95Ms: over === undefined ? undefined : Number((over * middle(meanMs)).toPrecision(4)),
    }),
  );

const region = (id: string, devices: readonly string[]) =>
  fc.record({
    id: fc.constant(id),
    name: fc.constant(id),
    timeZone: zone,
    share: certainOrNot(between(0.01, 1), { max: 1 }),
    network,
    devices: fc.tuple(
      ...devices.map((device) =>
        fc.record({
          id: fc.constant(device),
          name: fc.constant(device),
          share: between(0.01, 1),
          addedMs: certainOrNot(fc.constantFrom(0, 20, 150)),
        }),
      ),
    ),
  });

function station(id: string): fc.Arbitrary<PlanInput['components'][number]> {
  if (id === 'bank') return externalComponent(id);
  return servingComponent(id, id === 'jobs' ? 'queue' : 'pool');
}

const INSTANCE_TYPES: PlanInput['instanceTypes'] = [
  { id: 'small', name: 'Small', relativeSpeed: 0.7, costPerMonth: 10 },
  { id: 'large', name: 'Large', relativeSpeed: 2, costPerMonth: 50 },
];

function fill({ stations, desks, journeys, regions, devices, classes }: Skeleton) {
  const serving = stations.filter((id) => id !== 'bank');
  return fc.record({
    timeZone: zone,
    horizon,
    regions: fc.tuple(...regions.map((id) => region(id, devices))),
    priorityClasses: fc.constant(classes.map((id, index) => ({ id, name: id, priority: index + 1 }))),
    instanceTypes: fc.constant(INSTANCE_TYPES),
    components: fc.tuple(...stations.map(station), ...desks.map(supportDesk)),
    journeys: fc.tuple(...journeys.map((id) => journeyOver(id, stations, classes))),
    demand: demandOf(journeys, regions),
    shaping: shapingOf({ journeys, classes, stations, serving }),
    operations: operationsOf([...stations, ...desks]),
    clauses: clausesOf({ journeys, regions, devices, desks }),
    points: forecast,
    wanted: fc.array(orders(-1.3, 0.1), { minLength: 3, maxLength: 7 }),
    rank: perhaps(between(-0.95, 0.95).filter((rank) => rank !== 0)),
  });
}

/** Quantities that may move together where both are uncertain. */
const MOVING = [
  'components/web/serviceTime/meanMs',
  'demand/growth/perYear',
  'components/web/instances',
  'regions/all/share',
  'demand/noise/sigma',
];

/** The first two that are, with this rank correlation. */
function correlated(input: Partial<PlanInput>, rank: number | undefined): PlanInput['correlations'] {
  const [one, other] = MOVING.filter((path) => typeof getAtPath(input, path) === 'object');
  return rank !== undefined && one && other ? [{ between: [one, other], rank }] : [];
}

/**
 * Plans with anything the schema allows and the engine honours, small enough to simulate in
 * milliseconds: up to three journeys over four stations and a desk.
 */
export const anyPlan: fc.Arbitrary<Plan> = skeleton.chain(fill).map(({ rank, wanted, points, ...parts }) => {
  const demand = withForecast(parts.demand, parts.horizon.start, points);
  const clauses = fitting(parts.clauses, parts.horizon.months);
  const input: Partial<PlanInput> = { ...parts, demand, clauses };
  const plan = sized(aPlan({ ...input, correlations: correlated(input, rank) }), wanted);
  const refused = findImpossible(plan);
  if (refused.length > 0)
    throw new Error(refused.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return plan;
});
