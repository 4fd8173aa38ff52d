import * as fc from 'fast-check';
import type { PlanInput } from '#shared/domain/plan.ts';
import type { ServiceLaw } from '#shared/domain/service-time.ts';
import { between, certainOrNot, orders, perhaps, present } from './any-quantity.ts';

type JourneyInput = PlanInput['journeys'][number];
type StepInput = JourneyInput['path'][number];
type VisitInput = Extract<StepInput, { kind: 'visit' }>;

export const serviceLaw: fc.Arbitrary<ServiceLaw> = fc.oneof(
  fc.constant({ kind: 'exponential' } as const),
  fc.constant({ kind: 'deterministic' } as const),
  fc.integer({ min: 1, max: 100 }).map((stages) => ({ kind: 'erlang', stages }) as const),
  between(1, 9).map((cv2) => ({ kind: 'hyperexponential', cv2 }) as const),
  orders(-2, 1).map((cv2) => ({ kind: 'lognormal', cv2 }) as const),
  between(1, 3.8).map((p95OverMean) => ({ kind: 'lognormalP95', p95OverMean }) as const),
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 5 })
    .filter((counts) => counts.some((count) => count > 0))
    .map(
      (counts) =>
        ({ kind: 'histogram', upperBoundsMs: counts.map((_count, bin) => 10 * 2 ** bin), counts }) as const,
    ),
);

export const serviceTime = (longest: number) =>
  fc.record({ meanMs: certainOrNot(orders(0, longest)), law: serviceLaw });

/** Calls to one of the stations. */
const visitTo = (stations: readonly string[]): fc.Arbitrary<VisitInput> =>
  fc
    .record({
      component: fc.constantFrom(...stations),
      visits: certainOrNot(fc.constantFrom(1, 0.4, 1.6, 2, 0, 3)),
      serviceTime: fc.option(serviceTime(3), { nil: undefined, freq: 4 }),
      dependency: fc.constantFrom('hard', 'hard', 'soft'),
      cacheHitRatio: certainOrNot(fc.constantFrom(0, 0, 0.3, 0.9, 1), { max: 1 }),
    })
    .map((visit) => present({ kind: 'visit' as const, ...visit }) as VisitInput);

const stepOver = (stations: readonly string[]): fc.Arbitrary<StepInput> => {
  const branch = fc.array(visitTo(stations), { minLength: 1, maxLength: 2 });
  return fc.oneof(
    { weight: 4, arbitrary: visitTo(stations) },
    {
      weight: 1,
      arbitrary: fc
        .array(branch, { minLength: 2, maxLength: 3 })
        .map((branches) => ({ kind: 'parallel' as const, branches })),
    },
  );
};

/** A journey of up to three steps over the stations. */
export const journeyOver = (
  id: string,
  stations: readonly string[],
  classes: readonly string[],
): fc.Arbitrary<JourneyInput> =>
  fc
    .record({
      priorityClass: fc.constantFrom(...classes),
      path: fc.array(stepOver(stations), { minLength: 1, maxLength: 3 }),
      timeoutMs: perhaps(certainOrNot(orders(1.5, 5), { min: 1 })),
    })
    .map((journey) => present({ id, name: id, ...journey }) as JourneyInput);
