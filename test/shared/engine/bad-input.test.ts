import { describe, expect, test } from 'vitest';
import { setAtPath } from '#shared/domain/path.ts';
import type { Plan, PlanInput } from '#shared/domain/plan.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { findWarnings } from '#shared/engine/warnings.ts';
import { findAllProblems } from '#shared/engine/all-problems.ts';
import { aFullPlan } from '#test/makers/a-full-plan.ts';
import { aPlan } from '#test/makers/a-plan.ts';
import { aPoolPlan, aRun, availability, latency } from '#test/makers/a-run.ts';
import { theSamplePlan } from '#test/makers/the-sample-plan.ts';

const found = (plan: unknown) => findAllProblems(plan).map(({ path, message }) => `${path}: ${message}`);
const places = (plan: unknown) => findAllProblems(plan).map(({ path }) => path);

test('E7: plans that can be simulated have no problems', () => {
  for (const plan of [aPlan(), aFullPlan(), theSamplePlan()]) expect(found(plan)).toEqual([]);
});

/** The plan with other values at some places, behind the back of its schema. */
const broken = (plan: Plan, changes: Record<string, unknown>): unknown =>
  Object.entries(changes).reduce<unknown>((json, [path, value]) => setAtPath(json, path, value), plan);

test('E7: values that cannot be, parts that are not there and times that never come are reported together', () => {
  const plan = broken(aFullPlan(), {
    'demand/journeys/order/level': -3,
    'components/bank/availability': 1.2,
    'components/web/instances': 0,
    'components/jobs/concurrency': 0,
    'journeys/look/path/0/component': 'wbe',
    scenarios: [
      { id: 'one', name: 'One', parent: 'other' },
      { id: 'other', name: 'Other', parent: 'one' },
    ],
    'operations/maintenance/care/window/rrule': 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'horizon/start': '1950-01-01',
    'operations/crews': 3,
    'clauses/up/window': { kind: 'calendarAligned', unit: 'year' },
  });
  const problems = found(plan);
  for (const [place, expected] of [
    ['demand/journeys/order/level', 'of at least 0'],
    ['components/bank/availability', 'from 0 to 1'],
    ['components/web/instances', 'from 1 to 100000'],
    ['components/jobs/concurrency', '>=1'],
    ['journeys/look/path', 'There is no component "wbe". Expected one of: web, jobs, bank, desk.'],
    ['scenarios/one/parent', 'descends from itself'],
    ['operations/maintenance/care/window/rrule', 'never happens'],
    ['horizon/start', 'from 1970 to 2200'],
    ['operations', 'Unknown: "crews"'],
    ['clauses/up/window/unit', 'the horizon is 1 month long'],
  ] as const) {
    expect(problems.filter((problem) => problem.startsWith(`${place}: `)).join()).toContain(expected);
  }
  expect(problems.length).toBeLessThan(14);
});

test('E7: a plan too broken to be mended still says what is wrong with it', () => {
  expect(places({ ...aPlan(), journeys: 'none', regions: [] })).toEqual(
    expect.arrayContaining(['journeys', 'regions']),
  );
  expect(places(null)).toEqual(['']);
  expect(places({})).toContain('horizon');
});

describe('recurrences', () => {
  const care = (window: Record<string, unknown>): Partial<PlanInput> => ({
    operations: {
      maintenance: [
        {
          id: 'care',
          name: 'Care',
          components: ['web'],
          effect: { kind: 'down' },
          window: { dtstart: '2027-01-03T03:30', durationMinutes: 20, tzid: 'UTC', ...window },
        },
      ],
    },
  });
  const at = 'operations/maintenance/care/window';

  test.each([
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'never happens'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9', 'never happens'],
    ['FREQ=WEEKLY;UNTIL=20260101T000000Z', 'never happens'],
    ['FREQ=SOMETIMES', 'FREQ=SOMETIMES'],
    ['FREQ=DAILY;INTERVAL=0', 'INTERVAL=0'],
    ['FREQ=DAILY;BYMONTH=13', 'BYMONTH=13'],
    ['FREQ=DAILY;EVERY=2', 'EVERY=2'],
    ['BYDAY=SU', 'cannot be read'],
    ['FREQ=SECONDLY', 'comes back more than 50000 times'],
  ])('M4 and C4: %s is refused by its path', (rrule, expected) => {
    const [problem] = findAllProblems(aPlan(care({ rrule })));
    expect(problem).toMatchObject({ path: `${at}/rrule` });
    expect(problem!.message).toContain(expected);
  });

  test('M4 and C4: a rule that is over before the horizon is refused, one that comes later is not', () => {
    const before = { dtstart: '2024-01-07T03:30', rrule: 'FREQ=WEEKLY;COUNT=20' };
    expect(found(aPlan(care(before)))[0]).toContain('is over before the horizon begins on 2027-01-01');
    expect(found(aPlan(care({ dtstart: '2027-11-07T03:30', rrule: 'FREQ=YEARLY' })))).toEqual([]);
    expect(found(aPlan(care({ dtstart: '2024-01-07T03:30', rrule: 'FREQ=HOURLY' })))).toEqual([]);
    expect(found(aPlan(care({ dtstart: '2026-01-03T03:30' })))).toEqual([]);
  });

  test('M4 and C4: a date taken out on which nothing happens is refused, with the next on which it does', () => {
    const weekly = { rrule: 'FREQ=WEEKLY;BYDAY=SU', exdate: ['2027-01-10T03:30', '2027-01-11T03:30'] };
    expect(found(aPlan(care(weekly)))).toEqual([
      `${at}/exdate/1: Nothing happens at 2027-01-11T03:30 that could be left out. The next is 2027-01-17T03:30 UTC. Expected the start of an occurrence.`,
    ]);
  });

  test('C4: what lasts longer than the time until it comes again is refused', () => {
    const daily = { rrule: 'FREQ=DAILY', durationMinutes: 1600 };
    expect(places(aPlan(care(daily)))).toEqual([`${at}/durationMinutes`]);
    expect(
      places(aPlan(care({ rrule: 'FREQ=DAILY', durationMinutes: 1440, tzid: 'Europe/Berlin' }))),
    ).toEqual([]);
  });

  test('C4: a deployment whose rollback runs into the next one is refused', () => {
    const releases = (rollbackMinutes: number | { low: number; high: number }) =>
      aPlan({
        operations: {
          deployments: [
            {
              id: 'release',
              name: 'Release',
              components: ['web'],
              changeFailureRate: 0.1,
              rollbackMinutes,
              window: {
                dtstart: '2027-01-04T10:00',
                durationMinutes: 30,
                rrule: 'FREQ=HOURLY;INTERVAL=2',
                tzid: 'UTC',
              },
            },
          ],
        },
      });
    expect(found(releases({ low: 5, high: 90 }))).toEqual([]);
    expect(found(releases({ low: 5, high: 95 }))).toEqual([
      'operations/deployments/release/rollbackMinutes: A failed deployment is rolled back for up to 95 minutes, but the next one begins after 90. Expected a shorter time, or deployments that come less often.',
    ]);
  });

  test('E1: a zone nobody knows is told wherever it stands', () => {
    const plan = broken(aFullPlan(), {
      timeZone: 'Mars/Olympus',
      'demand/events/sale/occurrence/when/tzid': 'Mars/Utopia',
      shaping: [
        {
          id: 'door',
          name: 'Door',
          kind: 'rateLimit',
          rate: 5,
          burst: 5,
          schedule: { dtstart: '2027-03-07T04:00', durationMinutes: 20, tzid: 'Mars/Tharsis' },
        },
      ],
    });
    expect(places(plan)).toEqual(
      expect.arrayContaining([
        'timeZone',
        'demand/events/sale/occurrence/when/tzid',
        'shaping/door/schedule/tzid',
      ]),
    );
  });

  test.each(['2027-02-30T00:00', '2027-13-01T00:00', '2027-01-01T25:00'])('E1: %s is no time', (dtstart) => {
    const plan = broken(aPlan(care({})), { [`${at}/dtstart`]: dtstart });
    expect(found(plan)[0]).toContain(`${at}/dtstart: There is no such day or time.`);
  });
});

describe('components', () => {
  const scaled = { minimum: 2, maximum: 6, targetUtilization: 0.6 };
  const failure = { mtbfHours: 100, mttrMinutes: 10 };
  test.each([
    ['C2', { instances: 4, autoscaling: { ...scaled, maximum: 1 } }, 'autoscaling/maximum'],
    ['C2', { instances: 9, autoscaling: scaled }, 'instances'],
    [
      'C2',
      {
        instances: 4,
        autoscaling: {
          ...scaled,
          schedule: [{ hours: { days: ['mon'], from: '08:00', to: '10:00' }, minimum: 7 }],
        },
      },
      'autoscaling/schedule/0/minimum',
    ],
    ['C3', { instances: 3, redundancy: { requiredInstances: 4 } }, 'redundancy/requiredInstances'],
    [
      'C3',
      { instances: { low: 2, high: 8 }, redundancy: { requiredInstances: 3 } },
      'redundancy/requiredInstances',
    ],
    [
      'C3',
      { instances: 4, autoscaling: scaled, redundancy: { requiredInstances: 3 } },
      'redundancy/requiredInstances',
    ],
    ['C3', { instances: 2, redundancy: { zones: 3 } }, 'redundancy/zones'],
    ['C3', { failure, redundancy: { commonCause: 0.1 } }, 'redundancy/commonCause'],
    ['C3', { failure, redundancy: { failoverMinutes: 1 } }, 'redundancy/failoverMinutes'],
    [
      'Q3',
      { serviceTime: { meanMs: 10, law: { kind: 'histogram', upperBoundsMs: [5, 3], counts: [1, 1] } } },
      'serviceTime/law/upperBoundsMs',
    ],
    [
      'Q3',
      { serviceTime: { meanMs: 10, law: { kind: 'histogram', upperBoundsMs: [3, 5], counts: [0, 0] } } },
      'serviceTime/law/counts',
    ],
    [
      'Q3',
      { serviceTime: { meanMs: 10, law: { kind: 'histogram', upperBoundsMs: [3, 5], counts: [1] } } },
      'serviceTime/law/counts',
    ],
  ])('%s: %o is refused', (_rule, pool, place) => {
    const plan = broken(aPlan(), { 'components/web': { ...aPlan().components[0], ...pool } });
    expect(places(plan)).toEqual([`components/web/${place}`]);
  });

  test.each([
    ['C5', 'bank', { availability: 0.9, mttrMinutes: 0 }, 'bank/mttrMinutes'],
    ['C3', 'bank', { failure: { ...failure, scope: 'instance' } }, 'bank/failure/scope'],
    ['C3', 'desk', { failure: { ...failure, scope: 'instance' } }, 'desk/failure/scope'],
    ['C7', 'desk', { holidays: 'XX' }, 'desk/holidays'],
    [
      'C7',
      'desk',
      { shifts: [{ hours: { days: ['mon'], from: '08:00', to: '10:00' }, agents: 0 }] },
      'desk/shifts',
    ],
  ])('%s: %s with %o is refused', (_rule, id, change, place) => {
    const component = aFullPlan().components.find((candidate) => candidate.id === id);
    const plan = broken(aFullPlan(), { [`components/${id}`]: { ...component, ...change } });
    expect(places(plan)).toEqual([`components/${place}`]);
  });
});

describe('demand', () => {
  const none = (length: number) => Array.from({ length }, () => 0);
  test.each([
    ['M1', { 'regions/eu/share': 0, 'regions/us/share': 0 }, 'regions'],
    [
      'R1',
      { 'regions/eu/devices/phone/share': 0, 'regions/eu/devices/desktop/share': 0 },
      'regions/eu/devices',
    ],
    ['R1', { 'regions/eu/devices/desktop/id': 'phone' }, 'regions/eu/devices/phone'],
    ['R1', { 'regions/eu/network/p95Ms': 20 }, 'regions/eu/network/p95Ms'],
    ['R1', { 'regions/eu/network/p95Ms': 200 }, 'regions/eu/network/p95Ms'],
    ['M3', { 'demand/season/hourOfWeek': none(168) }, 'demand/season/hourOfWeek'],
    [
      'M3',
      { 'demand/journeys/order/season': { monthOfYear: none(12) } },
      'demand/journeys/order/season/monthOfYear',
    ],
    [
      'M2',
      { 'demand/journeys/list/growth/steps/1': { date: '2027-03-10', factor: 3 } },
      'demand/journeys/list/growth/steps/1/date',
    ],
    ['M4', { 'demand/events/sale/rampMinutes': 11 }, 'demand/events/sale/rampMinutes'],
    ['M4', { 'demand/events/sale/journeys': [] }, 'demand/events/sale/journeys'],
    ['M4', { 'demand/events/sale/regions': ['mars'] }, 'demand/events/sale/regions'],
    ['M5', { 'demand/surges/news/journeys': [] }, 'demand/surges/news/journeys'],
  ])('%s: what is wrong with %o is told by its place', (_rule, change, place) => {
    expect(places(broken(aFullPlan(), change))).toEqual([place]);
  });
});

describe('clauses', () => {
  const scoped = (scope: Record<string, unknown>) => aPoolPlan({}, { clauses: [availability({ scope })] });
  test('L2: a scope that leaves nothing to measure is refused', () => {
    expect(places(scoped({ regions: [] }))).toEqual(['clauses/up/scope/regions']);
    expect(places(scoped({ hours: [] }))).toEqual(['clauses/up/scope/hours']);
    expect(places(scoped({ devices: ['phone'] }))).toEqual(['clauses/up/scope/devices']);
    const full = aFullPlan();
    const us = {
      ...full,
      clauses: [{ ...full.clauses[0]!, scope: { regions: ['us'], devices: ['phone'] } }],
    };
    expect(found(us)[0]).toContain('None of the regions in scope has "phone"');
  });

  test.each([
    [1, { kind: 'calendarAligned', unit: 'quarter' }, 'unit'],
    [11, { kind: 'calendarAligned', unit: 'year' }, 'unit'],
    [1, { kind: 'rolling', days: 32 }, 'days'],
    [12, { kind: 'rolling', days: 366 }, 'days'],
    [12, { kind: 'rolling', days: 365 }, ''],
    [12, { kind: 'calendarAligned', unit: 'year' }, ''],
    [1, { kind: 'calendarAligned', unit: 'week' }, ''],
  ])('L2: in a horizon of %i months a window of %o fits or is refused', (months, window, place) => {
    const plan = aPoolPlan(
      {},
      { horizon: { start: '2027-01-01', months }, clauses: [latency(300, { window })] },
    );
    expect(places(plan)).toEqual(place === '' ? [] : [`clauses/fast/window/${place}`]);
  });
});

test('E7: what lies outside the horizon is no mistake, and said beside the verdicts', () => {
  const plan = broken(aFullPlan(), {
    'operations/faults/cut/at': '2027-06-10T12:17',
    'demand/events/sale/occurrence/when': {
      dtstart: '2027-11-26T00:00',
      durationMinutes: 1440,
      rrule: 'FREQ=YEARLY',
      tzid: 'UTC',
    },
  }) as Plan;
  expect(found(plan)).toEqual([]);
  const compiled = compilePlan(plan);
  expect(findWarnings(compiled, aRun(plan, { replications: 1 }))).toEqual([
    'Sale does not happen within the horizon and changes nothing.',
    'Cut does not happen within the horizon and changes nothing.',
  ]);
});
