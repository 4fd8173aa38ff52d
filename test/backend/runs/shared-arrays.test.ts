import { expect, test } from 'vitest';
import { shareArrays } from '#backend/runs/shared-arrays.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { aPoolPlan } from '#test/makers/a-run.ts';

test('a compiled plan is the same after its long arrays were moved to shared memory', () => {
  const compiled = compilePlan(
    aPoolPlan(
      { failure: { mtbfHours: 100, mttrMinutes: 40 } },
      {
        shaping: [
          {
            id: 'limit',
            name: 'Limit',
            kind: 'rateLimit',
            journeys: ['order'],
            rate: 40,
            burst: 10,
            schedule: {
              dtstart: '2027-01-01T18:20',
              durationMinutes: 100,
              rrule: 'FREQ=DAILY',
              tzid: 'Europe/Berlin',
            },
          } as never,
        ],
      },
    ),
  );
  expect(compiled.rules.edges.size).toBeGreaterThan(20);
  expect(shareArrays(compiled)).toEqual(compiled);
});

test('long arrays are shared, short ones and maps keep their kind', () => {
  const value = { long: new Float64Array(1000).fill(2), short: new Uint8Array(3), by: new Map([[1, 'a']]) };
  const shared = shareArrays(value);
  expect(shared).toEqual(value);
  expect(shared.long.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(shared.by.get(1)).toBe('a');
});
