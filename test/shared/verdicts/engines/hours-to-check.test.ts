import { describe, expect, test } from 'vitest';
import type { PlanInput } from '#shared/domain/plan.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { firstFutures, meanDemand } from '#shared/engine/future-demands.ts';
import { hoursToCheck, type HoursParts } from '#shared/verdicts/engines/hours-to-check.ts';
import { aFinishedRun } from '#test/makers/a-finished-run.ts';
import { aPoolPlan, latency } from '#test/makers/a-run.ts';

/** Busiest on Saturdays at ten; a sale on the 13th, a Wednesday, doubles the evening. */
const demand: PlanInput['demand'] = {
  season: { hourOfWeek: Array.from({ length: 168 }, (_none, hour) => (hour === 5 * 24 + 10 ? 3 : 1)) },
  journeys: [{ journey: 'order', level: 20 }],
  events: [
    {
      id: 'sale',
      name: 'Sale',
      occurrence: {
        kind: 'calendar',
        when: { dtstart: '2027-01-13T18:00', durationMinutes: 180, tzid: 'UTC' },
      },
      shape: 'plateau',
      multiplier: 2,
    },
  ],
};
const plan = aPoolPlan({}, { demand, clauses: [latency(400)] });

function hours(more: Partial<HoursParts> = {}) {
  const compiled = compilePlan(plan);
  return hoursToCheck({
    compiled,
    demand: meanDemand(compiled, { seed: 1, futures: firstFutures(4) }),
    verdict: null,
    ...more,
  });
}

describe('hours worth a look', () => {
  test('the busiest of the horizon, and that of the biggest event', () => {
    expect(hours().map(({ kind, localTime, title }) => ({ kind, localTime, title }))).toEqual([
      { kind: 'busiest', localTime: '2027-01-02T10:00', title: 'Busiest hour' },
      { kind: 'event', localTime: '2027-01-13T18:00', title: 'Sale' },
      // All days but the Saturdays and that of the sale are alike.
      { kind: 'ordinary', localTime: expect.stringMatching(/T00:00$/), title: 'An ordinary day' },
    ]);
    // 20 a second on average in the week, mean 1 over 170 hundredths.
    expect(hours()[0]!.why).toMatch(/^Web at \d+\u00a0% of all it may hold$/);
    expect(hours()[1]!.why).toMatch(/^\d+ requests a second$/);
  });

  test('with a component asked for, its own busiest hour first', () => {
    expect(hours({ component: 'web' })[0]).toMatchObject({
      kind: 'component',
      localTime: '2027-01-02T10:00',
      title: 'Busiest hour of Web · Busiest hour',
    });
    expect(hours({ component: 'nobody' })[0]!.kind).toBe('busiest');
    expect(hours({ component: 'web', month: '2027-01' })[0]!.localTime).toBe('2027-01-02T10:00');
  });

  test('with a verdict, the busiest hour of the month in which the first promise breaks', () => {
    const verdict = aFinishedRun(plan).verdict;
    const broken = verdict.clauses.map((clause) => ({
      ...clause,
      tiers: clause.tiers.map((tier) => ({ ...tier, verdict: 'atRisk' as const, runway: null })),
    }));
    const found = hours({ verdict: { ...verdict, clauses: broken } });
    // The same hour as the busiest of all: named together.
    expect(found.map(({ kind }) => kind)).toEqual(['busiest', 'event', 'ordinary']);
    expect(found[0]!.title).toBe('Busiest hour · First break: fast');
    const calm = hours({ verdict: { ...verdict, clauses: [] } });
    expect(calm).toEqual(hours());
  });

  test('nobody comes: nothing to look at', () => {
    const compiled = compilePlan(aPoolPlan({}, { demand: { journeys: [{ journey: 'order', level: 0 }] } }));
    const none = hoursToCheck({
      compiled,
      demand: meanDemand(compiled, { seed: 1, futures: firstFutures(2) }),
      verdict: null,
    });
    expect(none).toEqual([]);
  });
});
