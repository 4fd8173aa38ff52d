import { describe, expect, test } from 'vitest';
import type { Plan, PlanInput } from '#shared/domain/plan.ts';
import type { Intervention } from '#shared/domain/intervention.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { answerSpan } from '#shared/engine/span-answer.ts';
import type { ReplayResult } from '#shared/replay/replay-result.ts';
import { agreementSentence } from '#shared/verdicts/engines/agreement.ts';
import { compareEngines } from '#shared/verdicts/engines/compare-engines.ts';
import type { Measure, Situation } from '#shared/verdicts/engines/compared-figure.ts';
import { explainDifference } from '#shared/verdicts/engines/explain-difference.ts';
import { formatDifference, figureName } from '#shared/verdicts/engines/figure-words.ts';
import { aReplayLike, around } from '#test/makers/a-replay.ts';
import { aPoolPlan, latency } from '#test/makers/a-run.ts';

const HOUR = { seed: 1, future: 0, from: 600, minutes: 60 };

function aSituation(
  plan: Plan,
  { interventions = [] as Intervention[], replay = (found: ReplayResult) => found } = {},
): Situation {
  const compiled = compilePlan(plan);
  const fast = answerSpan(compiled, { ...HOUR, interventions });
  return { compiled, fast, replay: replay(aReplayLike(fast, { interventions })) };
}

/** The replay says so many times what the time-step engine does of the journey's times. */
const timesOff =
  (factor: number) =>
  (found: ReplayResult): ReplayResult => ({
    ...found,
    journeys: found.journeys.map((journey) => ({
      ...journey,
      responseMs: journey.responseMs && {
        mean: around(journey.responseMs.mean.value * factor),
        p50: around(journey.responseMs.p50.value * factor),
        p95: around(journey.responseMs.p95.value * factor),
        p99: around(journey.responseMs.p99.value * factor),
      },
    })),
  });

function figureOf(situation: Situation, measure: Measure) {
  const figure = compareEngines(situation).find((candidate) => candidate.measure === measure)!;
  const reasons = explainDifference(situation, figure).map((reason) => ({
    ...reason,
    text: plainSpaces(reason.text),
  }));
  return { ...figure, reasons, kinds: reasons.map(({ kind }) => kind), text: reasons[0]!.text };
}

const plainSpaces = (text: string) => text.replaceAll('\u00a0', ' ');

const level = (perSecond: number, more: object = {}): Partial<PlanInput> => ({
  demand: { journeys: [{ journey: 'order', level: perSecond, ...more }] },
});

describe('both engines side by side', () => {
  test('every time, the throughput, losses there are, utilization and wait', () => {
    const figures = compareEngines(aSituation(aPoolPlan({ queueLimit: 3 }, level(70))));
    expect(figures.map(({ measure }) => measure)).toEqual([
      'p50',
      'p95',
      'p99',
      'throughput',
      'rejected',
      'utilization',
      'wait',
    ]);
    expect(figures.every(({ agreement }) => agreement === 'inside')).toBe(true);
  });

  test('the difference is that of the time-step engine, as a share of the replay’s value', () => {
    const figure = figureOf(aSituation(aPoolPlan({}), { replay: timesOff(1.25) }), 'p95');
    expect(figure.relative).toBeCloseTo(-0.2, 12);
    expect(figure.difference).toBeCloseTo(figure.fast - figure.replay.value, 12);
    expect(formatDifference(figure)).toBe('−20\u00a0%');
    expect(figure.agreement).toBe('apart');
  });

  test('what is outside the interval by less than the formulas err by is near', () => {
    expect(figureOf(aSituation(aPoolPlan({}), { replay: timesOff(1.03) }), 'p95').agreement).toBe('near');
    expect(figureOf(aSituation(aPoolPlan({}), { replay: timesOff(1.005) }), 'p95').agreement).toBe('inside');
  });
});

describe('the sentence', () => {
  test('is about the first promise of response time, in the percentile it names', () => {
    const plan = aPoolPlan({}, { clauses: [latency(400)] });
    const situation = aSituation(plan);
    expect(plainSpaces(agreementSentence(plan, compareEngines(situation)))).toMatch(
      /^Both engines agree on order p95: \d{3} ms against \d{3} to \d{3} ms\.$/,
    );
  });

  test('says how far the engines are apart, and on how many other figures', () => {
    const plan = aPoolPlan({});
    const sentence = plainSpaces(
      agreementSentence(plan, compareEngines(aSituation(plan, { replay: timesOff(1.5) }))),
    );
    expect(sentence).toMatch(/^The engines differ on order p95: \d{3} ms against .* ms, 33 % low\./);
    expect(sentence).toContain('They also differ on two of the other four figures.');
  });

  test('of nobody is that nobody is answered', () => {
    const plan = aPoolPlan({}, level(0));
    expect(agreementSentence(plan, compareEngines(aSituation(plan)))).toMatch(/^Nobody is answered/);
  });
});

describe('a difference is explained by what the span shows', () => {
  test('inside the interval there is nothing to explain', () => {
    expect(figureOf(aSituation(aPoolPlan({})), 'p95').kinds).toEqual(['agrees']);
  });

  test('a percentile that rests on few requests says on how many', () => {
    const { reasons } = figureOf(aSituation(aPoolPlan({}, level(0.05))), 'p99');
    // 0.05 a second for an hour, ten times: 1800 requests, 18 of them beyond p99.
    expect(reasons.at(-1)).toEqual({
      kind: 'fewRequests',
      text: 'Eighteen requests are slower than the replay’s p99 in all its repetitions: one more moves it.',
    });
  });

  test('near is within what the methods promise', () => {
    const { kinds, text } = figureOf(aSituation(aPoolPlan({}), { replay: timesOff(1.03) }), 'p95');
    expect(kinds[0]).toBe('approximation');
    expect(text).toBe('Outside the interval, but by no more than the formulas are known to err by.');
  });

  test('an outage that begins in the span', () => {
    const fault: Intervention = {
      kind: 'fault',
      component: 'web',
      effect: { kind: 'reduced', share: 0.5 },
      from: 620,
      minutes: 12,
    };
    const { kinds, text } = figureOf(
      aSituation(aPoolPlan({}), { interventions: [fault], replay: timesOff(1.5) }),
      'p95',
    );
    expect(kinds[0]).toBe('outageInSpan');
    expect(text).toMatch(/^50 % of Web is away from 10:20 to 10:32: /);
  });

  test('an outage that covers the whole span has settled', () => {
    const fault: Intervention = {
      kind: 'fault',
      component: 'web',
      effect: { kind: 'reduced', share: 0.1 },
      from: 0,
      minutes: 5000,
    };
    const situation = aSituation(aPoolPlan({}), { interventions: [fault], replay: timesOff(1.5) });
    expect(figureOf(situation, 'p95').kinds).not.toContain('outageInSpan');
  });

  test('slow calls: the mean is added to all alike', () => {
    const slow: Intervention = {
      kind: 'fault',
      component: 'web',
      effect: { kind: 'slow', factor: 3 },
      from: 0,
      minutes: 5000,
    };
    const situation = aSituation(aPoolPlan({}), { interventions: [slow], replay: timesOff(1.5) });
    expect(figureOf(situation, 'p99').text).toMatch(/^Web takes 3 times as long from .*long calls/);
    expect(figureOf(situation, 'throughput').kinds).toEqual(['agrees']);
  });

  test('overload names who is offered too much', () => {
    const situation = aSituation(aPoolPlan({ queueLimit: 500 }, level(88)), { replay: timesOff(1.5) });
    expect(figureOf(situation, 'p95').text).toMatch(/^Web is offered 110 % of what it can do: /);
  });

  test('near its capacity a queue wanders', () => {
    const situation = aSituation(aPoolPlan({}, level(76)), { replay: timesOff(1.5) });
    expect(figureOf(situation, 'p95').text).toMatch(/^Web is offered 95 % of what it can do: so near/);
  });

  test('a surge shorter than a step is spread over it, one of whole steps is not', () => {
    const surge = (minutes: number): Intervention => ({ kind: 'surge', multiplier: 2, from: 600, minutes });
    const situation = aSituation(aPoolPlan({}), { interventions: [surge(10)], replay: timesOff(1.5) });
    expect(figureOf(situation, 'p95').text).toMatch(/at 10:00 lasts 10 min: .* steps of 60 min/);
    const whole = aSituation(aPoolPlan({}), { interventions: [surge(60)], replay: timesOff(1.5) });
    expect(figureOf(whole, 'p95').kinds).not.toContain('surgeInStep');
  });

  test('retries follow their failures', () => {
    const plan = aPoolPlan(
      { queueLimit: 2 },
      {
        ...level(70),
        shaping: [{ id: 'again', name: 'Again', kind: 'retries', journeys: ['order'], maximumAttempts: 3 }],
      },
    );
    const { reasons } = figureOf(aSituation(plan, { replay: timesOff(1.5) }), 'p95');
    expect(reasons.find(({ kind }) => kind === 'retries')!.text).toMatch(/^Clients make 1\.\d+ attempts/);
  });

  test('bursty arrivals at the bottleneck', () => {
    const plan = aPoolPlan({}, level(60, { arrivalCv2: 4 }));
    const { text } = figureOf(aSituation(plan, { replay: timesOff(1.25) }), 'p95');
    expect(text).toMatch(/^Requests arrive burstier than at random \(cv² 4\) and Web is the bottleneck: /);
    const calm = aPoolPlan({ instances: 50 }, level(60, { arrivalCv2: 4 }));
    expect(figureOf(aSituation(calm, { replay: timesOff(1.25) }), 'p95').kinds).toEqual(['unexplained']);
  });

  test('an autoscaler that sees the load itself', () => {
    const autoscaling = { minimum: 2, maximum: 6, targetUtilization: 0.6 };
    const situation = aSituation(aPoolPlan({ autoscaling }, level(40)), {
      replay: (found) => ({
        ...timesOff(1.5)(found),
        stations: found.stations.map((station) => ({ ...station, instances: around(2.6) })),
      }),
    });
    expect(figureOf(situation, 'p95').text).toMatch(/^The autoscaler of Web holds 2\.6 instances on average/);
  });

  test('waits of parallel branches are added', () => {
    const pool = (id: string, name: string) => ({
      id,
      name,
      kind: 'pool' as const,
      instances: 2,
      concurrency: 4,
      serviceTime: { meanMs: 100 },
    });
    const plan = aPoolPlan(
      {},
      {
        ...level(66),
        components: [pool('left', 'Left'), pool('right', 'Right')],
        journeys: [
          {
            id: 'order',
            name: 'Order',
            priorityClass: 'normal',
            path: [
              {
                kind: 'parallel',
                branches: [[{ kind: 'visit', component: 'left' }], [{ kind: 'visit', component: 'right' }]],
              },
            ],
          },
        ],
      },
    );
    const situation = aSituation(plan, { replay: timesOff(0.8) });
    expect(figureOf(situation, 'p95').text).toMatch(
      /^Requests wait at Left and Right, which they call at the same time/,
    );
    const low = aSituation(plan, { replay: timesOff(1.5) });
    expect(figureOf(low, 'p95').kinds).not.toContain('parallelBranches');
  });

  test('classes that go first', () => {
    const plan = aPoolPlan({ discipline: 'priority' }, level(66));
    const situation = aSituation(plan, { replay: timesOff(1.5) });
    expect(figureOf(situation, 'p95').kinds).toContain('priorities');
  });

  test('limits at the door', () => {
    const plan = aPoolPlan(
      {},
      {
        ...level(40),
        shaping: [{ id: 'door', name: 'Door', kind: 'rateLimit', rate: 30, burst: 10 }],
      },
    );
    const situation = aSituation(plan, { replay: timesOff(1.5) });
    expect(figureOf(situation, 'p95').text).toMatch(/^Rate limits turn requests away/);
  });

  test('only just outside may be chance', () => {
    const situation = aSituation(aPoolPlan({ instances: 20 }), {
      replay: (found) => ({
        ...found,
        journeys: found.journeys.map((journey) => ({
          ...journey,
          responseMs: journey.responseMs && {
            ...journey.responseMs,
            p95: { value: 330, low: 301, high: 359 },
          },
        })),
      }),
    });
    expect(figureOf(situation, 'p95')).toMatchObject({ agreement: 'apart', kinds: ['chance'] });
  });

  test('where nothing is known to part them it says so', () => {
    const situation = aSituation(aPoolPlan({ instances: 20 }), { replay: timesOff(1.5) });
    expect(figureOf(situation, 'p95').kinds).toEqual(['unexplained']);
  });
});

test('figures have names people know', () => {
  // Below that load nobody waits, and a wait of nothing is no line.
  const plan = aPoolPlan({}, level(60));
  const names = compareEngines(aSituation(plan)).map((figure) => figureName(plan, figure));
  expect(names).toEqual([
    'order p50',
    'order p95',
    'order p99',
    'order answered',
    'Web utilization',
    'Web mean wait',
  ]);
});
