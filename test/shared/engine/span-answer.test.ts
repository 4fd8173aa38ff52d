import { describe, expect, test } from 'vitest';
import type { Plan } from '#shared/domain/plan.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { simulateReplications } from '#shared/engine/simulate.ts';
import { answerSpan, type SpanOptions } from '#shared/engine/span-answer.ts';
import { LOST, LOSSES } from '#shared/engine/workspace.ts';
import { multiServerQueue } from '#shared/queueing/multi-server-queue.ts';
import { aPoolPlan, latency, sum } from '#test/makers/a-run.ts';
import { theSamplePlan } from '#test/makers/the-sample-plan.ts';

const HOUR: SpanOptions = { seed: 7, future: 0, from: 600, minutes: 60 };
const answer = (plan: Plan, changes: Partial<SpanOptions> = {}) =>
  answerSpan(compilePlan(plan), { ...HOUR, ...changes });

/** Fails for a quarter of an hour every few days and is crowded in the evening. */
function aTroubledPlan(): Plan {
  return aPoolPlan(
    { failure: { mtbfHours: 80, mttrMinutes: 15 }, queueLimit: 20 },
    {
      demand: {
        noise: { sigma: 0.15, autocorrelation: 0.8, commonShare: 0.5 },
        season: {
          hourOfWeek: Array.from({ length: 168 }, (_none, hour) => 1 + 0.5 * Math.sin(((hour % 24) - 8) / 4)),
        },
        journeys: [{ journey: 'order', level: { low: 50, high: 60 }, arrivalCv2: 1.4 }],
      },
      shaping: [{ id: 'again', name: 'Again', kind: 'retries', journeys: ['order'], maximumAttempts: 2 }],
    },
  );
}

describe('the engine answers for a span as it does in a run', () => {
  test('P5: over a whole month it loses what the run loses, kind by kind, in any future', () => {
    const compiled = compilePlan(aTroubledPlan());
    const { pictures } = simulateReplications(compiled, { seed: 7, first: 3, count: 1 });
    const { steps, stepMinutes } = compiled.grid;
    const { journeys } = answerSpan(compiled, {
      seed: 7,
      future: 3,
      from: 0,
      minutes: steps * stepMinutes,
    });
    const losses = journeys[0]!.losses!;
    expect(losses.failed).toBeGreaterThan(1e-4);
    expect(losses.rejected).toBeGreaterThan(1e-5);
    for (const [kind, at] of Object.entries(LOST))
      expect(losses[kind as keyof typeof LOST]).toBeCloseTo(pictures.losses[at]!, 7);
    expect(pictures.losses).toHaveLength(LOSSES);
  });

  test('P5: hours looked at one by one add up to the day', () => {
    const compiled = compilePlan(aTroubledPlan());
    const between = (from: number, minutes: number) =>
      answerSpan(compiled, { ...HOUR, from, minutes }).journeys[0]!;
    const day = between(1440, 360);
    const hours = Array.from({ length: 6 }, (_none, hour) => between(1440 + hour * 60, 60));
    expect(sum(hours.map(({ requests }) => requests))).toBeCloseTo(day.requests, 4);
    const answered = sum(hours.map(({ throughputPerSecond }) => throughputPerSecond)) / 6;
    expect(answered).toBeCloseTo(day.throughputPerSecond, 6);
  });

  test('a span may begin and end inside a step', () => {
    const whole = answer(aTroubledPlan(), { from: 1440, minutes: 120 });
    const part = answer(aTroubledPlan(), { from: 1470, minutes: 60 });
    const [first, second] = [0, 60].map((at) => answer(aTroubledPlan(), { from: 1440 + at, minutes: 60 }));
    expect(part.journeys[0]!.requests).toBeCloseTo(
      (first!.journeys[0]!.requests + second!.journeys[0]!.requests) / 2,
      4,
    );
    expect(whole.journeys[0]!.requests).toBeCloseTo(2 * part.journeys[0]!.requests, 4);
    expect(sum(part.pieces.map(({ minutes }) => minutes))).toBeCloseTo(60, 9);
    expect(part.pieces[0]!.from).toBe(1470);
  });

  test('conservation: fresh = answered + lost in every journey of the sample', () => {
    const compiled = compilePlan(theSamplePlan());
    const blackFriday = (Date.parse('2027-11-26T11:00Z') - compiled.grid.start) / 60_000;
    const { journeys, pieces, stations } = answerSpan(compiled, { ...HOUR, from: blackFriday, minutes: 180 });
    for (const { losses, requests, throughputPerSecond, arrivalsPerSecond } of journeys) {
      if (!losses) continue;
      expect(throughputPerSecond / arrivalsPerSecond + sum(Object.values(losses))).toBeCloseTo(1, 9);
      expect(requests / (180 * 60)).toBeCloseTo(arrivalsPerSecond, 9);
    }
    expect(strangeNumbers({ journeys, pieces, stations })).toEqual([]);
  });
});

test('E2: a queue that begins to move inside a step is followed in pieces of five minutes until it is gone', () => {
  const plan = aPoolPlan({}, { demand: { journeys: [{ journey: 'order', level: 50 }] } });
  const { pieces, journeys } = answer(plan, {
    interventions: [
      { kind: 'fault', component: 'web', effect: { kind: 'reduced', share: 0.5 }, from: 620, minutes: 10 },
    ],
  });
  // 40 of 50 a second are done for ten minutes: 6000 wait, and drain at 80 − 50 a second in 200 seconds.
  expect(pieces.map(({ from, minutes }) => [from, minutes])).toEqual([
    [600, 20],
    [620, 10],
    [630, 5],
    [635, 25],
  ]);
  const waiting = pieces.map(({ stations }) => stations[0]!.meanWaitMs!);
  expect(waiting[1]).toBeGreaterThan(70_000);
  expect(waiting[3]).toBeLessThan(100);
  expect(journeys[0]!.responseMs!.p50).toBeLessThan(200);
});

describe('its response times', () => {
  test.each([
    [8, 0.5],
    [8, 0.85],
    [2, 0.7],
    [1, 0.6],
  ])('of M/M/%i at utilization %f are those of Erlang C', (servers, utilization) => {
    const load = servers * utilization;
    const plan = aPoolPlan(
      { instances: 1, concurrency: servers },
      { demand: { journeys: [{ journey: 'order', level: load / 0.1 }] } },
    );
    const { journeys, stations } = answer(plan);
    const exact = multiServerQueue(servers, load / 0.1, 0.1);
    const { p50, p95, p99, mean } = journeys[0]!.responseMs!;
    const relative = (value: number, seconds: number) => Math.abs(value / 1000 / seconds - 1);
    expect(relative(p50, exact.responseQuantile(0.5))).toBeLessThan(0.005);
    expect(relative(p95, exact.responseQuantile(0.95))).toBeLessThan(0.01);
    expect(relative(p99, exact.responseQuantile(0.99))).toBeLessThan(0.02);
    expect(relative(mean, exact.meanResponse)).toBeLessThan(0.005);
    expect(stations[0]!.utilization).toBeCloseTo(utilization, 9);
    expect(relative(stations[0]!.meanWaitMs!, exact.meanWait)).toBeLessThan(0.01);
  });

  test('P5: they agree with the verdict: of requests within p95, 95 % are good', () => {
    const plan = aTroubledPlan();
    const { responseMs, losses } = answer(plan, { from: 0, minutes: 31 * 1440 }).journeys[0]!;
    const judged = simulateReplications(compilePlan({ ...plan, clauses: [latencyOf(responseMs!.p95)] }), {
      seed: 7,
      first: 0,
      count: 1,
    });
    const { good, valid } = judged.clauses[0]!.tiers[0]!;
    const answered = 1 - sum(Object.values(losses!));
    // The tables of the verdict and of the answer lie at different times: a tenth of a point between them.
    expect(Math.abs(sum(good) / sum(valid) / answered - 0.95)).toBeLessThan(0.001);
  });

  test('end at the client’s patience', () => {
    const { components } = aPoolPlan({});
    const plan = aPoolPlan(
      {},
      {
        components,
        journeys: [
          {
            id: 'order',
            name: 'Order',
            priorityClass: 'normal',
            path: [{ kind: 'visit', component: 'web' }],
            timeoutMs: 150,
          },
        ],
      },
    );
    const { responseMs, losses } = answer(plan).journeys[0]!;
    // Exponential of mean 100 ms, cut at 150 ms; nobody waits at a quarter of the capacity.
    const late = Math.exp(-1.5);
    expect(losses!.timedOut).toBeCloseTo(late, 3);
    expect(responseMs!.p95).toBeCloseTo(-100 * Math.log(late + 0.05 * (1 - late)), 0);
    expect(responseMs!.p99).toBeLessThan(150);
  });
});

describe('what is done to the future on purpose', () => {
  test('P6: a fault fails the calls of its minutes', () => {
    const plan = aPoolPlan({});
    const { journeys, stations, outages } = answer(plan, {
      interventions: [{ kind: 'fault', component: 'web', effect: { kind: 'down' }, from: 620, minutes: 15 }],
    });
    expect(journeys[0]!.losses!.failed).toBeCloseTo(15 / 60, 9);
    expect(outages).toEqual([
      { component: 'web', from: 620, minutes: 15, effect: 'down', value: 1, announced: false },
    ]);
    expect(stations[0]!.servers).toBeCloseTo(8 * (45 / 60), 9);
  });

  test('P6: a slow component takes its factor longer', () => {
    const plan = aPoolPlan({ instances: 20 });
    const { journeys, pieces } = answer(plan, {
      interventions: [
        { kind: 'fault', component: 'web', effect: { kind: 'slow', factor: 3 }, from: 630, minutes: 30 },
      ],
    });
    expect(pieces.map(({ from, minutes }) => [from, minutes])).toEqual([
      [600, 30],
      [630, 30],
    ]);
    // The law's grid ends at six means: a quarter of a per cent is cut off.
    expect(journeys[0]!.responseMs!.mean).toBeCloseTo((99.75 + 299.75) / 2, 1);
    expect(pieces[1]!.stations[0]!.utilization).toBeCloseTo(3 * pieces[0]!.stations[0]!.utilization, 9);
  });

  test('P6: a surge multiplies the arrivals of its journeys, by the share of the step it covers', () => {
    const plan = aPoolPlan({});
    const surge = { kind: 'surge' as const, multiplier: 3, from: 600, minutes: 30 };
    const calm = answer(plan).journeys[0]!;
    const surged = answer(plan, { interventions: [surge] }).journeys[0]!;
    expect(surged.requests).toBeCloseTo(calm.requests * (1 + 2 * 0.5), 6);
    const others = answer(plan, { interventions: [{ ...surge, journeys: ['other'] }] }).journeys[0]!;
    expect(others.requests).toBe(calm.requests);
  });

  test('P6: what comes after the span or before it is left alone', () => {
    const plan = aTroubledPlan();
    const late = {
      kind: 'fault' as const,
      component: 'web',
      effect: { kind: 'down' as const },
      from: 900,
      minutes: 5,
    };
    expect(answer(plan, { interventions: [late] })).toEqual(answer(plan));
  });
});

/** Everything in it that is a number but no finite one. */
const strangeNumbers = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(strangeNumbers)
    : typeof value === 'number' && !Number.isFinite(value)
      ? [value]
      : [];

const latencyOf = (atMostMs: number) => aPoolPlan({}, { clauses: [latency(atMostMs)] }).clauses[0]!;
