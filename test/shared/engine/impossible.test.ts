import { expect, test } from 'vitest';
import type { PlanInput } from '#shared/domain/plan.ts';
import { runInput } from '#shared/engine/run-input.ts';
import { findImpossible } from '#shared/engine/impossible.ts';
import { aPlan } from '#test/makers/a-plan.ts';
import { aPoolPlan } from '#test/makers/a-run.ts';
import { theSamplePlan } from '#test/makers/the-sample-plan.ts';

const paths = (changes: Partial<PlanInput>) => findImpossible(aPlan(changes)).map(({ path }) => path);

test('the sample plan needs nothing that is refused', () => {
  expect(findImpossible(theSamplePlan())).toEqual([]);
});

test('S3 and S6: limits and breakers around a support desk are refused by their path, unless switched off', () => {
  const desk = {
    id: 'desk',
    name: 'Desk',
    kind: 'supportDesk' as const,
    timeZone: 'UTC',
    handlingMinutes: 9,
    ticketsPerThousandRequests: 1,
    shifts: [{ hours: { days: ['mon' as const], from: '08:00', to: '18:00' }, agents: 3 }],
  };
  const around = (rule: object) =>
    findImpossible(
      aPoolPlan(
        {},
        {
          components: [...aPoolPlan({}).components, desk] as never,
          shaping: [{ id: 'rule', name: 'Rule', component: 'desk', ...rule } as never],
        },
      ),
    ).map(({ path }) => path);
  const breaker = { kind: 'circuitBreaker', openAboveErrorShare: 0.5, openSeconds: 30 };
  expect(around({ kind: 'concurrencyLimit', limit: 5 })).toEqual(['shaping/rule/component']);
  expect(around(breaker)).toEqual(['shaping/rule/component']);
  expect(around({ ...breaker, enabled: false })).toEqual([]);
});

test('S1 and S5: two retry or deferral rules for one journey are refused', () => {
  const twice = (rule: object) =>
    findImpossible(
      aPlan({
        shaping: ['a', 'b'].map((id) => ({ id, name: id, ...rule }) as never),
      }),
    ).map(({ path }) => path);
  expect(twice({ kind: 'retries', maximumAttempts: 2 })).toEqual(['shaping/b']);
  expect(
    twice({ kind: 'deferral', journeys: ['order'], maximumDelayMinutes: 60, belowUtilization: 0.5 }),
  ).toEqual(['shaping/b']);
});

test('M9: a forecast beside a growth of its own, of two factors at a time or of another time is refused', () => {
  const journeys = [{ journey: 'order', level: 1 }];
  const at = (...times: string[]) => times.map((time) => ({ at: time, factor: 1 }));
  expect(paths({ demand: { journeys, forecast: at('2027-01-01T00:00', '2027-02-01T00:00') } })).toEqual([]);
  expect(
    paths({
      demand: { journeys, growth: { kind: 'linear', perYear: 1 }, forecast: at('2027-01-05T00:00') },
    }),
  ).toEqual(['demand/forecast']);
  expect(paths({ demand: { journeys, forecast: at('2027-01-05T00:00', '2027-01-05T00:00:00') } })).toEqual([
    'demand/forecast/1/at',
  ]);
  for (const other of ['2026-12-05T00:00', '2027-03-05T00:00'])
    expect(paths({ demand: { journeys, forecast: at(other) } })).toEqual(['demand/forecast']);
});

test('C3: a common cause without instance failures is refused, since it would change nothing', () => {
  const plan = aPoolPlan({ failure: { mtbfHours: 100, mttrMinutes: 10 }, redundancy: { commonCause: 0.1 } });
  expect(findImpossible(plan).map(({ path }) => path)).toEqual(['components/web/redundancy/commonCause']);
});

test('M4: an unknown holiday is refused with the names that are known', () => {
  const [problem] = findImpossible(
    aPlan({
      demand: {
        journeys: [{ journey: 'order', level: 1 }],
        events: [
          {
            id: 'sale',
            name: 'Sale',
            multiplier: 2,
            occurrence: { kind: 'holiday', country: 'US', holiday: 'Thanksgivin', durationMinutes: 60 },
          },
        ],
      },
    }),
  );
  expect(problem!.path).toBe('demand/events/sale/occurrence/holiday');
  expect(problem!.message).toContain('Thanksgiving Day');
});

test('a recurrence nobody can read is refused by its path', () => {
  const window = { dtstart: '2027-01-03T03:30', durationMinutes: 20, rrule: 'FREQ=SOMETIMES', tzid: 'UTC' };
  const found = paths({
    operations: {
      maintenance: [{ id: 'care', name: 'Care', components: ['web'], effect: { kind: 'down' }, window }],
    },
  });
  expect(found).toEqual(['operations/maintenance/care/window/rrule']);
});

test('words do not belong to what is simulated', () => {
  const plan = aPlan();
  const renamed = {
    ...plan,
    name: 'Other',
    components: plan.components.map((component) => ({ ...component, name: 'Other', owner: 'Me' })),
  };
  expect(JSON.stringify(runInput(renamed))).toBe(JSON.stringify(runInput(plan)));
  expect(JSON.stringify(runInput(plan))).not.toContain('Small');
});
