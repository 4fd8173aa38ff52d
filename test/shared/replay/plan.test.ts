import { expect, test } from 'vitest';
import { erlangC } from '#shared/queueing/erlang.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { answerSpan } from '#shared/engine/span-answer.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { createSpanReplay, replaySpan } from '#shared/replay/replay-span.ts';
import type { ReplayProgress, ReplayResult, ReplaySpanOptions } from '#shared/replay/replay-result.ts';
import { hits } from '#test/makers/a-network.ts';
import { aPlan } from '#test/makers/a-plan.ts';
import { aPoolPlan } from '#test/makers/a-run.ts';

type Span = Partial<Omit<ReplaySpanOptions, 'compiled'>>;

const replay = (plan: Plan, span: Span = {}): ReplayResult =>
  replaySpan({
    compiled: compilePlan(plan),
    seed: 1,
    future: 0,
    from: 600,
    minutes: 20,
    repetitions: 8,
    ...span,
  });

/** The time-step engine's answer for the same span. */
const answer = (plan: Plan, span: Span = {}) =>
  answerSpan(compilePlan(plan), { seed: 1, future: 0, from: 600, minutes: 20, ...span });

const demand = (level: number, more: Record<string, unknown> = {}) => ({
  journeys: [{ journey: 'order', level, ...more }],
});

test('P1: a plan of one pool waits as Erlang C says', () => {
  const { journeys, stations, checks } = replay(aPoolPlan({}, { demand: demand(70) }), { minutes: 40 });
  const wait = (1000 * erlangC(8, 7)) / (8 / 0.1 - 70);
  hits(stations[0]!.meanWaitMs, wait);
  hits(journeys[0]!.responseMs!.mean, 100 + wait);
  hits(stations[0]!.utilization, 7 / 8);
  hits(journeys[0]!.arrivalsPerSecond, 70);
  expect(checks.conserved).toBe(true);
  expect(checks.little[0]!.difference).toBeLessThan(1e-9);
});

const shop = aPlan({
  regions: [
    {
      id: 'near',
      name: 'Near',
      timeZone: 'UTC',
      share: 0.7,
      network: { meanMs: 20, p95Ms: 40 },
      devices: [
        { id: 'phone', name: 'Phone', share: 0.5, addedMs: 50 },
        { id: 'desk', name: 'Desk', share: 0.5, addedMs: 10 },
      ],
    },
    { id: 'far', name: 'Far', timeZone: 'Asia/Tokyo', share: 0.3, network: { meanMs: 120 } },
  ],
  priorityClasses: [
    { id: 'high', name: 'High', priority: 1 },
    { id: 'low', name: 'Low', priority: 2 },
  ],
  components: [
    {
      id: 'web',
      name: 'Web',
      kind: 'pool',
      instances: { low: 3, high: 5 },
      concurrency: 8,
      contention: 0.02,
      serviceTime: { meanMs: { low: 15, high: 25 }, law: { kind: 'lognormal', cv2: 1.5 } },
    },
    {
      id: 'store',
      name: 'Store',
      kind: 'pool',
      instances: 2,
      concurrency: 6,
      discipline: 'priority',
      queueLimit: 50,
      serviceTime: { meanMs: 30, law: { kind: 'erlang', stages: 3 } },
    },
    { id: 'bank', name: 'Bank', kind: 'external', serviceTime: { meanMs: 80 }, timeoutMs: 2000 },
    { id: 'mail', name: 'Mail', kind: 'queue', instances: 1, concurrency: 4, serviceTime: { meanMs: 20 } },
  ],
  journeys: [
    {
      id: 'look',
      name: 'Look',
      priorityClass: 'low',
      path: [
        { kind: 'visit', component: 'web' },
        { kind: 'visit', component: 'store', visits: 1.5, cacheHitRatio: 0.4 },
      ],
    },
    {
      id: 'order',
      name: 'Order',
      priorityClass: 'high',
      path: [
        { kind: 'visit', component: 'web' },
        {
          kind: 'parallel',
          branches: [
            [{ kind: 'visit', component: 'bank' }],
            [
              { kind: 'visit', component: 'store' },
              { kind: 'visit', component: 'mail', dependency: 'soft' },
            ],
          ],
        },
      ],
    },
  ],
  demand: {
    noise: { sigma: 0.2 },
    journeys: [
      {
        journey: 'look',
        level: { low: 100, high: 150 },
        season: { hourOfWeek: Array.from({ length: 168 }, (_n, hour) => 1 + (hour % 24) / 24) },
      },
      { journey: 'order', level: 40 },
    ],
  },
});

test('P2: the replay lives in the same future as the time-step engine', () => {
  for (const future of [0, 5]) {
    const span = { future, minutes: 8, repetitions: 6 };
    const measured = replay(shop, span);
    const known = answer(shop, { future, minutes: 8 });
    measured.journeys.forEach((journey, index) => {
      hits(journey.arrivalsPerSecond, known.journeys[index]!.arrivalsPerSecond);
      hits(journey.losses!.timedOut, known.journeys[index]!.losses!.timedOut);
    });
    measured.stations.forEach((station, index) => {
      hits(station.utilization, known.stations[index]!.utilization);
      hits(station.callsPerSecond, known.stations[index]!.callsPerSecond);
    });
  }
});

test('P1: both engines find the same response times where little waits', () => {
  const measured = replay(shop, { minutes: 8, repetitions: 6 });
  const known = answer(shop, { minutes: 8 });
  measured.journeys.forEach(({ responseMs }, index) => {
    for (const at of ['p50', 'p95', 'p99'] as const) {
      const ratio = responseMs![at].value / known.journeys[index]!.responseMs![at];
      expect(ratio, `${index} ${at}`).toBeGreaterThan(0.96);
      expect(ratio, `${index} ${at}`).toBeLessThan(1.04);
    }
  });
});

/** An hour of overload from minute 540 on: 100 a second come, 80 can be served. */
const overloaded = aPoolPlan(
  { kind: 'queue' },
  {
    demand: {
      journeys: [{ journey: 'order', level: 50 }],
      events: [
        {
          id: 'rush',
          name: 'Rush',
          shape: 'plateau',
          multiplier: 2,
          occurrence: {
            kind: 'calendar',
            when: { dtstart: '2027-01-01T09:00', durationMinutes: 60, tzid: 'UTC' },
          },
        },
      ],
    },
  },
);

test('P2: a replay that begins in an overload begins with its backlog', () => {
  // 570 is half an hour in: 20 a second too many for 1800 s, and then for the first minute's half.
  const { slices } = replay(overloaded, { from: 570, minutes: 2 });
  expect(slices[0]!.stations[0]!.waiting / (20 * 1800 + 20 * 30)).toBeCloseTo(1, 1);
});

test('P2: a replay that begins after an overload has none of it', () => {
  // The backlog of 72 000 drains at 30 a second: gone 40 minutes after the hour.
  const { slices } = replay(overloaded, { from: 660, minutes: 2 });
  expect(slices[0]!.stations[0]!.waiting).toBeLessThan(1);
});

test('P2: there is no empty start to be seen', () => {
  const busy = aPoolPlan({}, { demand: demand(76) });
  const { slices } = replay(busy, { minutes: 20, repetitions: 16 });
  const waiting = (from: number, to: number) =>
    slices.slice(from, to).reduce((sum, { stations }) => sum + stations[0]!.waiting, 0) / (to - from);
  expect(waiting(0, 5) / waiting(5, 20)).toBeGreaterThan(0.9);
  expect(waiting(0, 5) / waiting(5, 20)).toBeLessThan(1.1);
});

test('C4: an injected outage fails what comes while it lasts', () => {
  const fault = {
    kind: 'fault' as const,
    component: 'web',
    effect: { kind: 'down' as const },
    from: 605,
    minutes: 5,
  };
  const { journeys, slices } = replay(aPoolPlan({}, { demand: demand(40) }), { interventions: [fault] });
  hits(journeys[0]!.losses!.failed, 5 / 20);
  // Only what is inside when it begins came before it.
  expect(slices[3]!.journeys[0]!.losses.failed).toBe(0);
  expect(slices[4]!.journeys[0]!.losses.failed).toBeLessThan(0.2);
  expect(slices[6]!.journeys[0]!.throughputPerSecond).toBe(0);
  expect(slices[6]!.stations[0]!.servers).toBe(0);
});

test('C4: an injected slowness lengthens services, a loss of instances fills the rest', () => {
  const slow = {
    kind: 'fault' as const,
    component: 'web',
    effect: { kind: 'slow' as const, factor: 1.5 },
    from: 600,
    minutes: 20,
  };
  const less = {
    kind: 'fault' as const,
    component: 'web',
    effect: { kind: 'reduced' as const, share: 0.5 },
    from: 600,
    minutes: 20,
  };
  const plan = aPoolPlan({}, { demand: demand(20) });
  hits(replay(plan, { interventions: [slow] }).stations[0]!.utilization, (20 * 0.15) / 8);
  hits(replay(plan, { interventions: [less] }).stations[0]!.utilization, (20 * 0.1) / 4);
});

test('M5: an injected surge comes to the minute', () => {
  const surge = { kind: 'surge' as const, multiplier: 3, from: 607.5, minutes: 5 };
  const { journeys, slices } = replay(aPoolPlan({}, { demand: demand(20) }), { interventions: [surge] });
  hits(journeys[0]!.arrivalsPerSecond, 20 * (1 + (2 * 5) / 20));
  expect(slices[6]!.journeys[0]!.arrivalsPerSecond).toBeLessThan(25);
  expect(slices[8]!.journeys[0]!.arrivalsPerSecond).toBeGreaterThan(50);
});

test('C2: an autoscaler follows a surge after its lag', () => {
  const plan = aPoolPlan(
    { autoscaling: { minimum: 2, maximum: 8, targetUtilization: 0.7, lagMinutes: 3, cooldownMinutes: 5 } },
    { demand: demand(40) },
  );
  const surge = { kind: 'surge' as const, multiplier: 3, from: 605, minutes: 15 };
  const { slices } = replay(plan, { interventions: [surge] });
  expect(slices[4]!.stations[0]!.instances).toBeCloseTo(2, 1);
  expect(slices[7]!.stations[0]!.instances).toBeCloseTo(2, 1);
  // 120 a second keep 12 servers busy: 17.1 at the target, five instances of four.
  expect(slices[10]!.stations[0]!.instances).toBeCloseTo(5, 0);
});

test('E4: the same span is the same bytes, in pieces as in one go', () => {
  const options = { compiled: compilePlan(shop), seed: 3, future: 2, from: 300, minutes: 5, repetitions: 2 };
  const whole = JSON.stringify(replaySpan(options));
  expect(JSON.stringify(replaySpan(options))).toBe(whole);
  const pieces = createSpanReplay(options);
  while (!pieces.advance(777));
  expect(JSON.stringify(pieces.result())).toBe(whole);
  expect(JSON.stringify(replaySpan({ ...options, seed: 4 }))).not.toBe(whole);
});

test('a host sees every slice as it comes, and may cancel', () => {
  const plan = aPoolPlan({}, { demand: demand(40) });
  const seen: ReplayProgress[] = [];
  replay(plan, { repetitions: 2, onProgress: (progress) => seen.push(progress) });
  expect(seen.at(-1)!.done).toBe(1);
  const first = seen.flatMap(({ slices }) => slices).slice(0, 20);
  expect(first.map(({ index }) => index)).toEqual(Array.from({ length: 20 }, (_none, index) => index));
  expect(first[3]!.slice.from).toBe(603);
  expect(() => replay(plan, { signal: { aborted: true } })).toThrow(
    expect.objectContaining({ name: 'AbortError' }),
  );
});

test('a span outside of the horizon is refused', () => {
  expect(() => replay(aPoolPlan({}), { from: 44_640, minutes: 1 })).toThrow(
    'within the horizon of 44640 minutes',
  );
});
