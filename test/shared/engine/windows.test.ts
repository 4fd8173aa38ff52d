import { describe, expect, test } from 'vitest';
import type { PlanInput } from '#shared/domain/plan.ts';
import { aPoolPlan, aRun, availability, latency, sum, tierOf } from '#test/makers/a-run.ts';

const DAY = 1440;

/** Minutes measured and minutes down by window, of a plan that is down for an hour at each of the times. */
function minutesOf(
  clause: Record<string, unknown>,
  { horizon, cuts = [], ...changes }: Partial<PlanInput> & { cuts?: string[] },
): { windows: string[]; valid: number[]; down: number[] } {
  const plan = aPoolPlan(
    {},
    {
      ...(horizon && { horizon }),
      ...changes,
      operations: {
        faults: cuts.map((at, index) => ({
          id: `cut-${index}`,
          name: 'Cut',
          component: 'web',
          at,
          durationMinutes: 60,
          effect: { kind: 'down' },
        })),
        ...changes.operations,
      },
      clauses: [availability({ budgetingMethod: 'timeslices', ...clause })],
    },
  );
  const run = aRun(plan, { replications: 1 });
  const { good, valid } = tierOf(run, 'up');
  return {
    windows: run.clauses[0]!.windows,
    valid: [...valid],
    down: [...valid].map((minutes, row) => Math.round((minutes - good[row]!) * 1e6) / 1e6),
  };
}

const aligned = (unit: string) => ({ window: { kind: 'calendarAligned', unit } });
const rolling = (days: number) => ({ window: { kind: 'rolling', days } });

describe('calendar windows (L2)', () => {
  test('L2: weeks are those of ISO 8601; the three days before the first are not judged', () => {
    const { windows, valid, down } = minutesOf(aligned('week'), {
      cuts: ['2027-01-02T12:00', '2027-01-04T00:00', '2027-01-10T23:30'],
    });
    expect(windows).toEqual(['2027-W01', '2027-W02', '2027-W03', '2027-W04']);
    expect(valid).toEqual([7 * DAY, 7 * DAY, 7 * DAY, 7 * DAY]);
    // The last outage crosses midnight into the next week.
    expect(down).toEqual([90, 30, 0, 0]);
  });

  test('L2: months are those of the plan’s zone, an hour short or long where its clock changes', () => {
    const { windows, valid, down } = minutesOf(aligned('month'), {
      timeZone: 'Europe/Berlin',
      horizon: { start: '2027-03-01', months: 8 },
      cuts: ['2027-03-31T23:00', '2027-06-30T23:15'],
    });
    expect(windows).toHaveLength(8);
    expect(valid[0]).toBe(31 * DAY - 60);
    expect(valid[7]).toBe(31 * DAY + 60);
    expect(down).toEqual([60, 0, 0, 45, 15, 0, 0, 0]);
  });

  test('L2: a quarter of which less than half lies in the horizon is not judged', () => {
    const { windows, valid, down } = minutesOf(aligned('quarter'), {
      horizon: { start: '2027-02-01', months: 12 },
      cuts: ['2027-02-01T00:00', '2027-07-01T00:00', '2028-01-15T00:00'],
    });
    expect(windows).toEqual(['2027-Q1', '2027-Q2', '2027-Q3', '2027-Q4']);
    expect(valid).toEqual([59 * DAY, 91 * DAY, 92 * DAY, 92 * DAY]);
    expect(down).toEqual([60, 0, 60, 0]);
  });

  test('L2: of two half years the one with the more days is judged', () => {
    const { windows, valid } = minutesOf(aligned('year'), { horizon: { start: '2027-07-01', months: 12 } });
    expect(windows).toEqual(['2027']);
    expect(valid).toEqual([184 * DAY]);
  });

  test('L2: a leap year has a day more', () => {
    const { valid } = minutesOf(aligned('year'), { horizon: { start: '2028-01-01', months: 12 } });
    expect(valid).toEqual([366 * DAY]);
  });
});

describe('rolling windows (L2)', () => {
  test('L2: of the windows that end in a month the worst is told, the first once it is whole', () => {
    const { windows, valid, down } = minutesOf(rolling(30), {
      horizon: { start: '2027-01-01', months: 4 },
      cuts: ['2027-01-05T00:00', '2027-02-03T00:00', '2027-02-20T00:00', '2027-03-21T00:00'],
    });
    // 30 days end on 30 January first; those to 3 February hold both outages, and no three are so near.
    expect(windows).toEqual(['2027-01', '2027-02', '2027-03', '2027-04']);
    expect(down).toEqual([60, 120, 120, 60]);
    expect(valid).toEqual([30 * DAY, 30 * DAY, 30 * DAY, 30 * DAY]);
  });

  test('L2: windows of 40 days are told from the month on in which the first is whole', () => {
    const { windows } = minutesOf(rolling(40), { horizon: { start: '2027-01-01', months: 3 } });
    expect(windows).toEqual(['2027-02', '2027-03']);
  });

  test('L2: a window of one day is the worst day', () => {
    const { down, valid } = minutesOf(rolling(1), {
      cuts: ['2027-01-05T10:00', '2027-01-05T20:00', '2027-01-20T10:00'],
    });
    expect(down).toEqual([120]);
    expect(valid).toEqual([DAY]);
  });
});

describe('scope (L2)', () => {
  const hours = (...spans: [string[], string, string][]) => ({
    scope: { hours: spans.map(([days, from, to]) => ({ days, from, to })) },
  });
  const workdays = ['mon', 'tue', 'wed', 'thu', 'fri'];

  test('L2: business hours count to the minute, on the plan’s clock', () => {
    const { valid, down } = minutesOf(hours([workdays, '08:30', '17:45']), {
      timeZone: 'America/New_York',
      cuts: ['2027-01-04T08:00', '2027-01-05T17:15', '2027-01-09T12:00'],
    });
    // 21 working days of 9¼ hours; half of each of the first two outages, none of Saturday's.
    expect(valid).toEqual([21 * 9.25 * 60]);
    expect(down).toEqual([30 + 30]);
  });

  test('L2: the hour that spring skips is not measured, the one that autumn repeats twice', () => {
    const sundays = hours([['sun'], '02:00', '03:00']);
    const at = (start: string) =>
      minutesOf(sundays, { timeZone: 'Europe/Berlin', horizon: { start, months: 1 } }).valid;
    expect(at('2027-03-01')).toEqual([3 * 60]);
    expect(at('2027-10-01')).toEqual([6 * 60]);
  });

  test('L2: hours that overlap count once', () => {
    const { valid } = minutesOf(hours([['mon'], '08:00', '12:00'], [['mon'], '10:00', '14:00']), {});
    expect(valid).toEqual([4 * 6 * 60]);
  });

  test('L1: requests are those of the regions and devices in scope, by their share', () => {
    const plan = aPoolPlan(
      {},
      {
        regions: [
          {
            id: 'eu',
            name: 'Europe',
            timeZone: 'UTC',
            share: 0.6,
            devices: [
              { id: 'phone', name: 'Phone', share: 3, addedMs: 0 },
              { id: 'desktop', name: 'Desktop', share: 1, addedMs: 0 },
            ].map((device) => ({ ...device, share: device.share / 4 })),
          },
          { id: 'us', name: 'America', timeZone: 'UTC', share: 0.2 },
        ],
        clauses: [
          availability(),
          availability({ id: 'eu', scope: { regions: ['eu'] } }),
          latency(100, { id: 'phones', scope: { devices: ['phone'] } }),
        ],
      },
    );
    const run = aRun(plan, { replications: 1 });
    const all = 20 * 31 * 86_400;
    const requests = ['up', 'eu', 'phones'].map((clause) => sum(tierOf(run, clause).valid) / all);
    expect(requests[0]).toBeCloseTo(1, 9);
    expect(requests[1]).toBeCloseTo(0.75, 9);
    expect(requests[2]).toBeCloseTo(0.75 * 0.75, 9);
  });
});

describe('accounting (L1, L3, L4)', () => {
  const care = {
    maintenance: [
      {
        id: 'care',
        name: 'Care',
        components: ['web'],
        effect: { kind: 'reduced' as const, share: 0.5 },
        window: { dtstart: '2027-01-10T11:30', durationMinutes: 60, tzid: 'UTC' },
      },
    ],
  };

  test('L3: maintenance that only weakens is left out as well, with what fails in it', () => {
    const measured = (maintenance: string) =>
      minutesOf({ accounting: { maintenance } }, { cuts: ['2027-01-10T12:00'], operations: care });
    expect(measured('excluded')).toMatchObject({ valid: [31 * DAY - 60], down: [30] });
    expect(measured('counted')).toMatchObject({ valid: [31 * DAY], down: [60] });
  });

  test('L3: maintenance of a component off the path leaves nothing out', () => {
    const elsewhere = {
      maintenance: [{ ...care.maintenance[0]!, components: ['store'] }],
    };
    const plan = aPoolPlan({});
    const store = { ...plan.components[0]!, id: 'store', name: 'Store' };
    const { valid } = minutesOf({}, { components: [...plan.components, store], operations: elsewhere });
    expect(valid).toEqual([31 * DAY]);
  });

  test.each([
    { sliceTarget: 0.7, down: 0 },
    { sliceTarget: 0.8, down: 60 },
  ])(
    'L1: a minute counts as good when $sliceTarget of its requests are answered',
    ({ sliceTarget, down }) => {
      // For an hour a quarter of the requests is turned away at the door.
      const shaping = [
        {
          id: 'door',
          name: 'Door',
          kind: 'rateLimit' as const,
          rate: 15,
          burst: 200,
          schedule: { dtstart: '2027-01-10T12:00', durationMinutes: 60, tzid: 'UTC' },
        },
      ];
      expect(minutesOf({ sliceTarget }, { shaping }).down).toEqual([down]);
    },
  );
});
