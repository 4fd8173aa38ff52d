import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlanInput } from '#shared/domain/plan.ts';
import { CAUSE, CAUSES } from '#shared/engine/causes.ts';
import { moveQueue } from '#shared/engine/desk-queue.ts';
import { abandonmentQueue } from '#shared/queueing/abandonment.ts';
import { aPlan } from '#test/makers/a-plan.ts';
import { aRun, shareGood, sum, tierOf } from '#test/makers/a-run.ts';

const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const HANDLING = 10;
/** Requests per second; a ticket a minute for every one per second. */
const PER_THOUSAND = 1000 / 60;

type Shift = { days?: readonly (typeof EVERY_DAY)[number][]; from: string; to: string; agents: number };
const ALWAYS: Shift[] = [{ from: '00:00', to: '24:00', agents: 6 }];

interface DeskOptions {
  shifts?: Shift[];
  patience?: number | undefined;
  /** Tickets a minute. */
  rate?: number;
  within?: number;
  desk?: Record<string, unknown>;
  clause?: Record<string, unknown>;
  plan?: Partial<PlanInput>;
}

/** A plan whose only promise is that a desk answers within so many desk minutes. */
function aDeskPlan({ shifts = ALWAYS, patience, rate = 0.5, within = 30, desk, clause, plan }: DeskOptions) {
  const target = { share: 0.9, withinMinutes: within };
  return aPlan({
    components: [
      { id: 'web', name: 'Web', kind: 'pool', instances: 20, concurrency: 9, serviceTime: { meanMs: 10 } },
      {
        id: 'desk',
        name: 'Desk',
        kind: 'supportDesk',
        timeZone: 'UTC',
        handlingMinutes: HANDLING,
        ...(patience === undefined ? {} : { patienceMinutes: patience }),
        ticketsPerThousandRequests: PER_THOUSAND,
        shifts: shifts.map(({ days = EVERY_DAY, agents, from, to }) => {
          return { hours: { days: [...days], from, to }, agents };
        }),
        ...desk,
      } as never,
    ],
    demand: { journeys: [{ journey: 'order', level: rate }] },
    clauses: [
      {
        id: 'first',
        name: 'First',
        metric: 'supportResponse',
        component: 'desk',
        tiers: { optimistic: target, baseline: target, stretch: target },
        ...clause,
      } as never,
    ],
    ...plan,
  });
}

const answered = (options: DeskOptions): number =>
  shareGood(aRun(aDeskPlan(options), { replications: 1 }), 'first');

describe('a desk that never closes (C7)', () => {
  test.each([
    { rate: 0.3, patience: undefined, within: 5 },
    { rate: 0.5, patience: undefined, within: 30 },
    { rate: 0.55, patience: 20, within: 5 },
    { rate: 0.6, patience: 20, within: 10 },
    { rate: 0.9, patience: 15, within: 8 },
  ])(
    'C7: $rate tickets a minute on six agents, patience $patience: within $within minutes what Erlang A says',
    (options) => {
      const exact = abandonmentQueue({
        servers: 6,
        arrivalRate: options.rate,
        meanService: HANDLING,
        meanPatience: options.patience ?? Infinity,
      });
      const run = aRun(aDeskPlan(options), { replications: 1 });
      expect(shareGood(run, 'first')).toBeCloseTo(exact.servedWithin(options.within), 2);
      const [perHour, wait] = run.pictures.desks;
      expect(perHour! / (60 * options.rate)).toBeCloseTo(1, 5);
      expect(Math.abs(wait! - exact.meanWait)).toBeLessThan(0.02 + 0.03 * exact.meanWait);
    },
  );

  test('C7: with nobody there no ticket is ever answered', () => {
    const run = aRun(aDeskPlan({ shifts: [{ ...ALWAYS[0]!, agents: 0 }] }), { replications: 1 });
    expect(shareGood(run, 'first')).toBe(0);
    expect(run.pictures.desks.every(Number.isFinite)).toBe(true);
    expect(run.peakUtilization.every(Number.isFinite)).toBe(true);
  });
});

/** Minutes of a day. */
const DAY = 1440;
const at = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

interface FluidInput {
  /** Agents by minute of the horizon, and whether the desk is open. */
  agents: (minute: number) => number;
  isOpen: (minute: number) => boolean;
  rate: number;
  patience: number;
  within: number;
  days: number;
}

/** Share answered in time, from cohorts of tickets walked in small steps, first come, first served. */
function byCohorts({ agents, isOpen, rate, patience, within, days }: FluidInput): number {
  const EACH = 0.25;
  const waiting: { mass: number; clock: number }[] = [];
  let [clock, first, good, all] = [0, 0, 0, 0];
  for (let minute = 0; minute < days * DAY; minute += EACH) {
    waiting.push({ mass: rate * EACH, clock });
    all += rate * EACH;
    if (!isOpen(minute)) continue;
    let capacity = (agents(minute) / HANDLING) * EACH;
    for (; capacity > 0 && first < waiting.length;) {
      const cohort = waiting[first]!;
      const served = Math.min(capacity, cohort.mass);
      if (clock - cohort.clock <= within) good += served;
      cohort.mass -= served;
      capacity -= served;
      if (cohort.mass <= 0) first += 1;
    }
    clock += EACH;
    if (patience < Infinity)
      for (let index = first; index < waiting.length; index++)
        waiting[index]!.mass *= Math.exp(-EACH / patience);
  }
  return good / all;
}

describe('a desk with shifts (C7)', () => {
  const DAYS = 31;
  const shifts: Shift[] = [
    { from: '08:30', to: '17:00', agents: 40 },
    { from: '12:00', to: '19:40', agents: 30 },
  ];
  const onShift = (minute: number) =>
    sum(
      shifts.map(({ from, to, agents }) => (minute % DAY >= at(from) && minute % DAY < at(to) ? agents : 0)),
    );
  const isOpen = (minute: number) => onShift(minute) > 0;

  // 2.1 tickets a minute are 3024 a day; the day's hours serve 3410.
  test.each([
    { patience: undefined, within: 30 },
    { patience: undefined, within: 240 },
    { patience: undefined, within: 900 },
    { patience: 300, within: 60 },
    { patience: 60, within: 240 },
  ])(
    'C7: tickets of the night wait for the shifts ahead: patience $patience, $within desk minutes',
    (options) => {
      const exact = byCohorts({
        agents: onShift,
        isOpen,
        rate: 2.1,
        patience: options.patience ?? Infinity,
        within: options.within,
        days: DAYS,
      });
      expect(exact).toBeGreaterThan(0.05);
      // What is left is chance: Erlang A beside a queue that is none in the fluid.
      expect(Math.abs(answered({ shifts, rate: 2.1, ...options }) - exact)).toBeLessThan(0.006);
    },
  );

  test.each(['failure', 'maintenance'] as const)(
    'C7 and E2: %s of the desk, to the minute: nobody answers, and its clock runs on in its open hours',
    (kind) => {
      const [from, length] = [9 * DAY + at('10:07'), 293];
      const operations =
        kind === 'failure'
          ? {
              faults: [
                {
                  id: 'cut',
                  name: 'Cut',
                  component: 'desk',
                  at: '2027-01-10T10:07',
                  durationMinutes: length,
                  effect: { kind: 'down' as const },
                },
              ],
            }
          : {
              maintenance: [
                {
                  id: 'care',
                  name: 'Care',
                  components: ['desk'],
                  window: { dtstart: '2027-01-10T10:07', durationMinutes: length, tzid: 'UTC' },
                  effect: { kind: 'down' as const },
                },
              ],
            };
      const plan = aDeskPlan({
        shifts,
        rate: 2.1,
        within: 60,
        clause: { accounting: { maintenance: 'counted' } },
        plan: { operations },
      });
      const run = aRun(plan, { replications: 1 });
      const away = (minute: number) => minute >= from && minute < from + length;
      const share = (agents: (minute: number) => number) =>
        byCohorts({ agents, isOpen, rate: 2.1, patience: Infinity, within: 60, days: DAYS });
      const exact = share((minute) => (away(minute) ? 0 : onShift(minute)));
      const usual = share(onShift);
      expect(usual - exact).toBeGreaterThan(0.004);
      expect(shareGood(run, 'first') - answered({ shifts, rate: 2.1, within: 60 })).toBeCloseTo(
        exact - usual,
        3,
      );
      const { badByCause, otherAccounting, valid } = tierOf(run, 'first');
      const owed = badByCause[kind === 'failure' ? CAUSE.failure : CAUSE.maintenance]!;
      expect(owed).toBeGreaterThan(2.1 * (length - 60) * 0.99);
      expect(owed).toBeLessThan(2.1 * length + 1e-6);
      expect(sum(badByCause.slice(0, CAUSES))).toBeCloseTo(valid[0]! - tierOf(run, 'first').good[0]!, 6);
      if (kind === 'maintenance') expect(valid[0]! - otherAccounting!.valid[0]!).toBeCloseTo(2.1 * length, 5);
    },
  );

  test('C7: utilization is work done by those who are there, and the backlog is told apart', () => {
    const run = aRun(aDeskPlan({ shifts: [{ from: '09:00', to: '10:00', agents: 2 }], rate: 0.02 }), {
      replications: 1,
    });
    // 28.8 tickets a day; two people answer 12 in their hour.
    expect(run.peakUtilization[1]).toBe(1);
    const [perHour, wait, backlog] = run.pictures.desks;
    expect(perHour! / 28.8).toBeCloseTo(1, 5);
    expect(backlog! / (31 * (28.8 - 12))).toBeCloseTo(1, 5);
    expect(wait).toBeGreaterThan(60);
  });

  test('C7 and C3: a desk fails and is repaired by the same crews as everything else', () => {
    const failure = { mtbfHours: 40, mttrMinutes: 600 };
    const upShare = (repairCrews?: number) => {
      const plan = aDeskPlan({
        desk: { failure },
        plan: {
          horizon: { start: '2027-01-01', months: 12 },
          operations: repairCrews === undefined ? {} : { repairCrews },
        },
      });
      const [web, desk] = plan.components;
      const failing = { ...plan, components: [{ ...web!, failure: desk!.failure }, desk!] } as typeof plan;
      const { pictures } = aRun(failing, { replications: 12 });
      return sum(pictures.upShare.filter((_value, index) => index % 2 === 1)) / (12 * 12);
    };
    expect(upShare()).toBeCloseTo(0.8, 1);
    // Two parts that share a crew: λ/μ = 1/4, so 1 : 1/2 : 1/8, and each is down for half of the first, and all of the second.
    expect(upShare(1)).toBeCloseTo(1 - (0.25 + 0.125) / 1.625, 1);
    expect(upShare(1)).toBeLessThan(upShare());
  });
});

describe('scope of a support clause (L1)', () => {
  test('L1: tickets belong to the regions their requests come from', () => {
    // By day one region asks, by night the other; the desk is there by day and has room enough.
    const hours = (from: number) =>
      Array.from({ length: 168 }, (_none, hour) => ((hour + from) % 24 < 12 ? 1 : 1e-9));
    const scoped = (regions?: string[]) =>
      aRun(
        aDeskPlan({
          shifts: [{ from: '00:00', to: '12:00', agents: 40 }],
          rate: 0.5,
          within: 1,
          clause: { scope: regions ? { regions } : {} },
          plan: {
            regions: [
              { id: 'day', name: 'Day', timeZone: 'UTC', share: 0.5 },
              { id: 'night', name: 'Night', timeZone: 'Etc/GMT-12', share: 0.5 },
            ],
            demand: { season: { hourOfWeek: hours(0) }, journeys: [{ journey: 'order', level: 0.5 }] },
          },
        }),
        { replications: 1 },
      );
    const [all, day, night] = [scoped(), scoped(['day']), scoped(['night'])];
    const tickets = (run: typeof all) => sum(tierOf(run, 'first').valid);
    expect(tickets(day) / tickets(all)).toBeCloseTo(0.5, 2);
    expect(tickets(day) + tickets(night)).toBeCloseTo(tickets(all), 6);
    // Forty people answer four a minute: of the night's 360 the first four within a minute, and those of the
    // day once the queue has shrunk to four, at 3.5 a minute. The month begins in the morning.
    expect(shareGood(night, 'first')).toBeCloseTo(4 / 360, 3);
    expect(shareGood(day, 'first')).toBeCloseTo(1 - ((30 / 31) * (356 / 3.5)) / 720, 2);
  });
});

describe('the fluid queue of tickets', () => {
  test('S7 and C7: tickets are served, leave or wait, whatever the rates', () => {
    const amount = (max: number) => fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max, noNaN: true }));
    fc.assert(
      fc.property(
        amount(1e6),
        amount(1e6),
        amount(1e4),
        fc.oneof(fc.constant(Infinity), fc.double({ min: 0.01, max: 1e9, noNaN: true })),
        fc.constantFrom(0, 0.001, 1, 37.5, 60),
        (before, tickets, rate, patience, minutes) => {
          const queue = { end: 0, busy: 0, area: 0, served: 0 };
          moveQueue(queue, before, tickets, rate, patience, minutes);
          const size = before + tickets + 1e-12;
          for (const value of Object.values(queue)) expect(Number.isFinite(value)).toBe(true);
          expect(queue.end).toBeGreaterThanOrEqual(0);
          expect(queue.busy).toBeLessThanOrEqual(minutes * (1 + 1e-9));
          expect(queue.area).toBeGreaterThanOrEqual(-1e-7 * size * minutes);
          expect(queue.area).toBeLessThanOrEqual(size * minutes * (1 + 1e-7));
          expect(queue.served).toBeGreaterThanOrEqual(-1e-6 * size);
          expect(queue.served).toBeLessThanOrEqual(rate * minutes + 1e-6 * size);
        },
      ),
    );
  });
});
