import { expect, test } from 'vitest';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { runPicturesFrom } from '#shared/engine/run-pictures-from.ts';
import { runPicturesSchema } from '#shared/engine/run-pictures.ts';
import { simulateReplications } from '#shared/engine/simulate.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { judge } from '#shared/verdicts/judge.ts';
import { aPlan } from '#test/makers/a-plan.ts';
import { aPoolPlan, availability } from '#test/makers/a-run.ts';

function picturesOf(plan: Plan, count = 40) {
  const compiled = compilePlan(plan);
  return runPicturesSchema.parse(
    runPicturesFrom(compiled, simulateReplications(compiled, { seed: 1, first: 0, count })),
  );
}

const maintenance = {
  maintenance: [
    {
      id: 'care',
      name: 'Care',
      components: ['web'],
      effect: { kind: 'down' as const },
      window: { dtstart: '2027-01-03T03:00', durationMinutes: 60, rrule: 'FREQ=WEEKLY', tzid: 'UTC' },
    },
  ],
};

test('announced maintenance is time down, but no outage', () => {
  const pictures = picturesOf(aPoolPlan({}, { operations: maintenance }));
  expect(pictures.outagesPerYear).toEqual([{ component: 'web', mean: 0 }]);
  const { count, minutes, chance, horizon } = pictures.components[0]!.outages;
  expect([count.mean, minutes.mean, chance]).toEqual([[0], [0], [0]]);
  expect(horizon.minutes).toEqual({ mean: 0, p5: 0, p50: 0, p95: 0 });
  // Five Sundays in January 2027, one hour each, of 31 days.
  expect(pictures.components[0]!.availability.p50[0]).toBeCloseTo(1 - 5 / (31 * 24), 7);
});

test('outages come as often as the time between failures says', () => {
  const pictures = picturesOf(aPoolPlan({ failure: { mtbfHours: 73, mttrMinutes: 1 } }), 200);
  // 8760 h a year / 73 h = 120; 200 months of 31 days give about 2040 of them: within 4 standard deviations.
  expect(Math.abs(pictures.outagesPerYear[0]!.mean - 120)).toBeLessThan((4 * 120) / Math.sqrt(2040));
});

test('minutes out are outages times their length, month by month and over the horizon', () => {
  const failure = { mtbfHours: 73, mttrMinutes: 30 };
  const pictures = picturesOf(
    aPoolPlan({ failure }, { horizon: { start: '2027-01-01', months: 3, stepMinutes: 60 } }),
    300,
  );
  const { count, minutes, chance, horizon } = pictures.components[0]!.outages;
  // 31 d × 24 h in January, one outage per 73.5 h of up and down time.
  expect(count.mean[0]!).toBeCloseTo(744 / 73.5, 0);
  expect(minutes.mean[0]! / count.mean[0]!).toBeGreaterThan(27);
  expect(minutes.mean[0]! / count.mean[0]!).toBeLessThan(33);
  expect(chance.every((share) => share > 0.99)).toBe(true);
  const sumOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
  expect(horizon.count.mean).toBeCloseTo(sumOf(count.mean), 3);
  expect(horizon.minutes.mean).toBeCloseTo(sumOf(minutes.mean), 2);
  // Up is what is not out: there is no maintenance.
  const up = pictures.components[0]!.availability.p50[0]!;
  expect(up).toBeLessThan(1 - minutes.p5[0]! / (744 * 60));
  expect(up).toBeGreaterThan(1 - minutes.p95[0]! / (744 * 60));
  expect(count.p5[0]!).toBeLessThan(count.mean[0]!);
  expect(count.p95[0]!).toBeGreaterThan(count.mean[0]!);
});

test('a support desk is out in the month in which nobody can answer', () => {
  const plan = aPlan({
    horizon: { start: '2027-01-01', months: 3, stepMinutes: 60 },
    components: [
      { id: 'web', name: 'Web', kind: 'pool', instances: 2, concurrency: 4, serviceTime: { meanMs: 100 } },
      {
        id: 'desk',
        name: 'Desk',
        kind: 'supportDesk',
        timeZone: 'UTC',
        ticketsPerThousandRequests: 1,
        ticketsPerThousandFailures: 0,
        handlingMinutes: 10,
        shifts: [
          {
            hours: { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' },
            agents: 5,
          },
        ],
      } as never,
    ],
    operations: {
      faults: [
        {
          id: 'fire',
          name: 'Fire drill',
          component: 'desk',
          at: '2027-02-10T10:00',
          durationMinutes: 90,
          effect: { kind: 'down' },
        },
      ],
    } as never,
  });
  const { outages } = picturesOf(plan, 3).components[1]!;
  expect(outages.count.mean).toEqual([0, 1, 0]);
  expect(outages.minutes.mean).toEqual([0, 90, 0]);
});

test('what is lost is told twice, by what happened and by what it is owed to', () => {
  const pictures = picturesOf(
    aPoolPlan(
      { failure: { mtbfHours: 100, mttrMinutes: 40 }, queueLimit: 5, timeoutMs: 200 },
      { operations: maintenance, demand: { journeys: [{ journey: 'order', level: { low: 55, high: 95 } }] } },
    ),
  );
  const { total, kinds, causes } = pictures.journeys[0]!.losses;
  const sumOf = (parts: Record<string, { mean: number[] }>) =>
    Object.values(parts).reduce((sum, { mean }) => sum + mean[0]!, 0);
  expect(total.mean[0]!).toBeGreaterThan(0.01);
  expect(sumOf(kinds)).toBeCloseTo(total.mean[0]!, 6);
  expect(sumOf(causes)).toBeCloseTo(total.mean[0]!, 6);
  expect(causes.load.mean[0]!).toBeGreaterThan(0);
  expect(causes.failure.mean[0]!).toBeGreaterThan(0);
  expect(causes.maintenance.mean[0]!).toBeGreaterThan(0);
  expect(causes.staffing.mean[0]!).toBe(0);
});

test('the busiest hour of a month is where its demand is highest, in the plan’s own clock', () => {
  const hourOfWeek = Array.from({ length: 168 }, (_none, hour) => (hour === 4 * 24 + 20 ? 3 : 1));
  const demand = (stepMinutes: 15 | 60) =>
    aPoolPlan(
      {},
      {
        timeZone: 'Europe/Berlin',
        horizon: { start: '2027-01-01', months: 8, stepMinutes },
        regions: [{ id: 'home', name: 'Home', share: 1, timeZone: 'Europe/Berlin' }],
        demand: { journeys: [{ journey: 'order', level: 20, season: { hourOfWeek } }] } as never,
      },
    );
  for (const stepMinutes of [60, 15] as const) {
    const hours = picturesOf(demand(stepMinutes), 4).components[0]!.busiestHour;
    expect(hours[0]).toEqual({ at: '2027-01-01T20:00', share: 1 });
    expect(hours[6]).toEqual({ at: '2027-07-02T20:00', share: 1 });
  }
});

test('availability is attained as its promise counts it, which the verdict says too', () => {
  const plan = aPoolPlan(
    { failure: { mtbfHours: 100, mttrMinutes: 40 } },
    { operations: maintenance, clauses: [availability({ accounting: { maintenance: 'excluded' } })] },
  );
  const compiled = compilePlan(plan);
  const tallies = simulateReplications(compiled, { seed: 1, first: 0, count: 60 });
  const { clauses, journeys } = runPicturesFrom(compiled, tallies);
  const scenario = { id: 'base', name: 'Base' };
  const verdict = judge({ plan, scenario, tallies, seed: 1, inputHash: '', elapsedMs: 0 });
  const { attainment } = verdict.clauses[0]!.tiers[1]!.windows[0]!;
  expect(clauses[0]!.windows).toEqual(['2027-01']);
  expect(clauses[0]!.attained.baseline.p50[0]).toBeCloseTo(attainment.p50, 6);
  expect(clauses[0]!.attained.baseline.p5[0]).toBeCloseTo(attainment.p5, 6);
  // The journey's own share counts the maintenance.
  expect(journeys[0]!.success.p50[0]!).toBeLessThan(attainment.p50);
});

test('pictures of a part of the futures have the same shape, and no number that is none', () => {
  const pictures = picturesOf(aPoolPlan({ failure: { mtbfHours: 100, mttrMinutes: 40 } }), 1);
  expect(JSON.stringify(pictures)).not.toMatch(/null|NaN/);
});
