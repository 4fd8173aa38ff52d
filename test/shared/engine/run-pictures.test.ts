import { expect, test } from 'vitest';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { runPicturesFrom } from '#shared/engine/run-pictures-from.ts';
import { runPicturesSchema } from '#shared/engine/run-pictures.ts';
import { simulateReplications } from '#shared/engine/simulate.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { aPoolPlan } from '#test/makers/a-run.ts';

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
  // Five Sundays in January 2027, one hour each, of 31 days.
  expect(pictures.components[0]!.availability.p50[0]).toBeCloseTo(1 - 5 / (31 * 24), 7);
});

test('outages come as often as the time between failures says', () => {
  const pictures = picturesOf(aPoolPlan({ failure: { mtbfHours: 73, mttrMinutes: 1 } }), 200);
  // 8760 h a year / 73 h = 120; 200 months of 31 days give about 2040 of them: within 4 standard deviations.
  expect(Math.abs(pictures.outagesPerYear[0]!.mean - 120)).toBeLessThan((4 * 120) / Math.sqrt(2040));
});
