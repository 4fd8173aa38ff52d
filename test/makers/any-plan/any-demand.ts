import * as fc from 'fast-check';
import type { PlanInput } from '#shared/domain/plan.ts';
import { DAY_MS } from '#shared/units/instant.ts';
import type { Quantity } from '#shared/units/quantity.ts';
import { recurrence } from './any-calendar.ts';
import { between, certainOrNot, orders, perhaps, present } from './any-quantity.ts';

type DemandInput = PlanInput['demand'];

const growth = fc.oneof(
  fc.constant({ kind: 'none' as const }),
  fc.record({ kind: fc.constant('linear' as const), perYear: certainOrNot(between(0, 3)) }),
  fc.record({ kind: fc.constant('compound' as const), perYear: certainOrNot(between(0, 3)) }),
  fc.record({
    kind: fc.constant('sCurve' as const),
    ceiling: certainOrNot(between(0.1, 5)),
    midpoint: fc.constantFrom('2027-02-15', '2027-11-15', '2026-06-01'),
  }),
  fc.record({
    kind: fc.constant('steps' as const),
    steps: fc.uniqueArray(
      fc.record({
        date: fc.constantFrom('2027-01-20', '2027-03-25', '2027-11-01', '2028-02-10'),
        factor: certainOrNot(between(0, 3)),
        rampDays: fc.constantFrom(0, 10),
      }),
      { minLength: 1, maxLength: 2, selector: ({ date }) => date },
    ),
  }),
);

const season = fc
  .record({
    hourOfWeek: perhaps(
      fc
        .tuple(fc.integer({ min: 0, max: 23 }), between(0, 1))
        .map(([peak, swing]) =>
          Array.from({ length: 168 }, (_none, hour) => 1 + swing * Math.cos(((hour - peak) * Math.PI) / 12)),
        ),
    ),
    monthOfYear: perhaps(
      fc
        .array(fc.integer({ min: 0, max: 4 }), { minLength: 12, maxLength: 12 })
        .filter((factors) => factors.some((factor) => factor > 0)),
    ),
  })
  .map(present);

const noise = fc.record({
  sigma: certainOrNot(between(0, 1), { max: 3 }),
  autocorrelation: fc.constantFrom(0.8, 0, 0.99),
  commonShare: fc.constantFrom(0.5, 0, 1),
});

const occurrence = fc.oneof(
  recurrence(3000).map((when) => ({ kind: 'calendar' as const, when })),
  fc
    .record({
      which: fc.constantFrom(['DE', 'Ostermontag'], ['US', 'Thanksgiving Day'], ['DE', 'Neujahr']),
      offsetDays: fc.integer({ min: -1, max: 3 }),
      startTime: fc.constantFrom('00:00', '17:45'),
      durationMinutes: fc.integer({ min: 1, max: 3000 }),
    })
    .map(({ which: [country, holiday], ...rest }) => ({
      kind: 'holiday' as const,
      country: country!,
      holiday: holiday!,
      ...rest,
    })),
);

const levels = orders(-2, 2.5);

/** Demand of the journeys: every growth, seasons, noise, events, surges and a driver. */
export function demandOf(journeys: readonly string[], regions: readonly string[]): fc.Arbitrary<DemandInput> {
  const some = perhaps(fc.subarray([...journeys], { minLength: 1 }));
  const journeyDemand = (journey: string) =>
    fc
      .record({
        level: certainOrNot(levels),
        driver: perhaps(fc.record({ id: fc.constant('orders'), ratio: certainOrNot(between(0.1, 3)) })),
        growth: perhaps(growth),
        season: perhaps(season),
        noise: perhaps(noise),
        arrivalCv2: fc.constantFrom(1, 0.3, 2.5, 8),
      })
      .map((demand) => present({ journey, ...demand }));
  const event = fc
    .record({
      occurrence,
      shape: fc.constantFrom('trapezoid', 'plateau', 'spike'),
      rampMinutes: fc.constantFrom(0, 90),
      multiplier: certainOrNot(between(0, 6)),
      journeys: some,
      regions: perhaps(fc.subarray([...regions], { minLength: 1 })),
    })
    .map(({ rampMinutes, ...fields }) => {
      const { occurrence: one } = fields;
      const length = one.kind === 'calendar' ? one.when.durationMinutes : one.durationMinutes;
      return present({
        id: 'sale',
        name: 'Sale',
        rampMinutes: Math.min(rampMinutes, Math.floor(length / 2)),
        ...fields,
      });
    });
  const surge = fc
    .record({
      perYear: certainOrNot(orders(0, 2)),
      multiplier: certainOrNot(between(0, 6)),
      durationMinutes: certainOrNot(orders(0.5, 3)),
      journeys: some,
    })
    .map((fields) => present({ id: 'news', name: 'News', ...fields }));
  return fc
    .record({
      growth,
      season,
      noise,
      driver: fc.record({ level: certainOrNot(levels), growth: perhaps(growth) }),
      journeys: fc.tuple(...journeys.map(journeyDemand)),
      events: fc.array(event, { maxLength: 1 }),
      surges: fc.array(surge, { maxLength: 1 }),
    })
    .map(
      ({ driver, ...rest }) =>
        ({
          ...rest,
          drivers: [present({ id: 'orders', name: 'Orders', unit: 'per second', ...driver })],
        }) as DemandInput,
    );
}

/** Points of a forecast in the first four weeks of a horizon; none in most plans. */
export const forecast = fc.option(
  fc.uniqueArray(fc.record({ day: fc.integer({ min: 0, max: 27 }), factor: certainOrNot(between(0, 2)) }), {
    minLength: 1,
    maxLength: 3,
    selector: ({ day }) => day,
  }),
  { freq: 4 },
);

type Points = readonly { day: number; factor: Quantity }[] | null;

/** A forecast stands for the overall growth. */
export function withForecast(demand: DemandInput, start: string, points: Points): DemandInput {
  if (!points) return demand;
  const at = (day: number) =>
    new Date(Date.parse(`${start}T06:00Z`) + day * DAY_MS).toISOString().slice(0, 16);
  return {
    ...demand,
    growth: { kind: 'none' },
    forecast: points.map(({ day, factor }) => ({ at: at(day), factor })),
  };
}
