import { describe, expect, test } from 'vitest';
import type { PlanInput } from '#shared/domain/plan.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { createWalk, openFuture } from '#shared/engine/walk.ts';
import { HOUR_MS } from '#shared/units/instant.ts';
import { aPlan } from '#test/makers/a-plan.ts';
import { aRun, availability, sum, tierOf } from '#test/makers/a-run.ts';
import { everyPlan } from './every-plan.ts';

const LEVEL = 7;
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'];

type Unit = 'week' | 'month' | 'quarter' | 'year';

/** Flat demand in one zone; what is valid is all of it. */
function flatPlan(timeZone: string, start: string, changes: Partial<PlanInput> = {}, unit: Unit = 'month') {
  return aPlan({
    timeZone,
    horizon: { start, months: 1, stepMinutes: 30 },
    regions: [{ id: 'all', name: 'All', timeZone, share: 1 }],
    demand: { journeys: [{ journey: 'order', level: LEVEL }] },
    clauses: [availability({ window: { kind: 'calendarAligned', unit } })],
    ...changes,
  });
}

/** Hours between two local midnights, by the platform's own zone tables. */
function hoursBetween(timeZone: string, from: string, to: string): number {
  const offset = (day: string): number => {
    const at = new Date(`${day}T00:00:00Z`);
    const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(
      at,
    );
    const [, sign = '+', hours = '0', minutes = '0'] =
      /GMT(?:([+-])(\d+):(\d+))?/.exec(parts.find(({ type }) => type === 'timeZoneName')!.value) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) + Number(minutes) / 60);
  };
  return (Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / HOUR_MS + offset(from) - offset(to);
}

describe('flat demand has the same total', () => {
  test.each(ZONES)('E1: in %s as in UTC, in a month without a change of the clock', (timeZone) => {
    const valid = (zone: string) =>
      sum(tierOf(aRun(flatPlan(zone, '2027-06-01'), { replications: 1 }), 'up').valid);
    expect(valid(timeZone)).toBeCloseTo(valid('UTC'), 6);
  });

  test.each(
    ZONES.flatMap((zone) => [
      [zone, '2027-03-01', '2027-04-01'],
      [zone, '2027-10-01', '2027-11-01'],
      [zone, '2027-11-01', '2027-12-01'],
    ]),
  )('E1: in %s from %s to %s for as many hours as its clock has there', (zone, from, to) => {
    const { valid } = tierOf(aRun(flatPlan(zone!, from!), { replications: 1 }), 'up');
    expect(valid[0]! / LEVEL / 3600).toBeCloseTo(hoursBetween(zone!, from!, to!), 6);
  });

  test.each([
    ['2027-03-28', 23],
    ['2027-10-31', 25],
    ['2027-10-30', 24],
  ])('E1: on %s in Berlin for %i hours', (day, hours) => {
    const { grid } = compilePlan(flatPlan('Europe/Berlin', `${String(day).slice(0, 8)}01`));
    const steps = grid.dayOf.filter((at) => grid.days[at] === day).length;
    expect((steps * grid.stepMinutes) / 60).toBe(hours);
  });
});

describe('windows are sums of their steps', () => {
  test.each(['week', 'month', 'quarter', 'year'] as const)(
    'L2: by %s, nothing twice and nothing left out',
    (unit) => {
      everyPlan(
        (plan) => {
          const own = availability({
            id: 'all',
            journey: plan.journeys[0]!.id,
            scope: {},
            budgetingMethod: 'occurrences',
            sliceTarget: 0,
            window: { kind: 'calendarAligned', unit },
            accounting: { maintenance: 'counted', shed: 'bad', deferred: 'fromRelease' },
          });
          const compiled = compilePlan({ ...plan, clauses: [own as never] });
          const walk = createWalk(compiled);
          openFuture(walk, 7, 0);
          const { binOf, bins } = compiled.clauses[0]!;
          const expected = new Float64Array(bins);
          walk.work.path.totals[0]!.forEach((rate, step) => {
            if (binOf[step]! >= 0) expected[binOf[step]!]! += rate * compiled.grid.stepMinutes * 60;
          });
          const { valid } = tierOf(aRun({ ...plan, clauses: [own as never] }, { replications: 1 }), 'all');
          valid.forEach((requests, bin) =>
            expect(Math.abs(requests - expected[bin]!)).toBeLessThanOrEqual(1e-10 * expected[bin]! + 1e-6),
          );
        },
        { runs: 3 },
      );
    },
  );
});
