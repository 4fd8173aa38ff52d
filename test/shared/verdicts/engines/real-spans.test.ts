import { describe, expect, test } from 'vitest';
import type { Intervention } from '#shared/domain/intervention.ts';
import type { Plan, PlanInput } from '#shared/domain/plan.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { answerSpan } from '#shared/engine/span-answer.ts';
import { replaySpan } from '#shared/replay/replay-span.ts';
import { compareEngines } from '#shared/verdicts/engines/compare-engines.ts';
import type { Measure } from '#shared/verdicts/engines/compared-figure.ts';
import { explainDifference } from '#shared/verdicts/engines/explain-difference.ts';
import { aPoolPlan } from '#test/makers/a-run.ts';

const HOUR = { seed: 1, future: 0, from: 600, minutes: 60 };
const level = (perSecond: number, more: object = {}): Partial<PlanInput> => ({
  demand: { journeys: [{ journey: 'order', level: perSecond, ...more }] },
});

/** Both engines on an hour of the plan, every figure with what explains it. */
function bothOf(plan: Plan, interventions: Intervention[] = []) {
  const compiled = compilePlan(plan);
  const options = { compiled, ...HOUR, interventions };
  const fast = answerSpan(compiled, options);
  const replay = replaySpan({ ...options, repetitions: 6 });
  const figures = compareEngines({ compiled, fast, replay });
  const of = (measure: Measure) => {
    const figure = figures.find((candidate) => candidate.measure === measure)!;
    const kinds = explainDifference({ compiled, fast, replay }, figure).map(({ kind }) => kind);
    return { ...figure, kinds };
  };
  return { figures, of };
}

/** Outside the interval and beyond what the formulas are known to err by. */
const apart = (figures: ReturnType<typeof bothOf>['figures']) =>
  figures.filter(({ agreement }) => agreement === 'apart').map(({ measure }) => measure);

const pool = (id: string) => ({
  id,
  name: id,
  kind: 'pool' as const,
  instances: 2,
  concurrency: 4,
  serviceTime: { meanMs: 100 },
});

describe('P5: where nothing out of the ordinary happens the engines agree on every figure', () => {
  test.each([
    ['half busy', aPoolPlan({}, level(40))],
    ['85 % busy', aPoolPlan({}, level(68))],
    ['bursty arrivals at one component', aPoolPlan({}, level(64, { arrivalCv2: 4 }))],
    ['a rate limit', aPoolPlan({}, { ...level(40), shaping: [aLimit(38)] })],
  ])('%s', (_name, plan) => {
    expect(apart(bothOf(plan).figures)).toEqual([]);
  });

  test('an outage costs both the same requests, and the others nothing', () => {
    const down: Intervention = {
      kind: 'fault',
      component: 'web',
      effect: { kind: 'down' },
      from: 620,
      minutes: 10,
    };
    const { figures, of } = bothOf(aPoolPlan({}, level(40)), [down]);
    expect(apart(figures)).toEqual([]);
    expect(of('failed').replay.value).toBeCloseTo(10 / 60, 2);
  });
});

describe('P5: where they differ, what the span shows explains it', () => {
  test('a queue that fills and drains', () => {
    const half: Intervention = {
      kind: 'fault',
      component: 'web',
      effect: { kind: 'reduced', share: 0.5 },
      from: 620,
      minutes: 10,
    };
    const { of } = bothOf(aPoolPlan({}, level(50)), [half]);
    expect(of('p95')).toMatchObject({ agreement: 'apart', kinds: ['outageInSpan', 'overload'] });
    expect(of('throughput').agreement).not.toBe('apart');
  });

  test('a surge shorter than the step', () => {
    const surge: Intervention = { kind: 'surge', multiplier: 2.5, from: 620, minutes: 10 };
    const { of } = bothOf(aPoolPlan({ queueLimit: 200 }, level(40)), [surge]);
    expect(of('p95').fast).toBeLessThan(0.3 * of('p95').replay.value);
    expect(of('p95').kinds[0]).toBe('surgeInStep');
  });

  test('calls that really are slow', () => {
    const slow: Intervention = {
      kind: 'fault',
      component: 'web',
      effect: { kind: 'slow', factor: 3 },
      from: 0,
      minutes: 5000,
    };
    const { of } = bothOf(aPoolPlan({ instances: 8 }, level(40)), [slow]);
    if (of('p99').agreement === 'apart') expect(of('p99').kinds).toContain('slowCalls');
    expect(of('utilization').agreement).not.toBe('apart');
  });

  test('retries that meet the queue that turned them away', () => {
    const { of } = bothOf(aPoolPlan({ queueLimit: 2 }, { ...level(74), shaping: [retriesOf(3)] }));
    expect(of('rejected').fast).toBeLessThan(of('rejected').replay.low);
    expect(of('rejected').kinds).toContain('retries');
  });

  test('waits of parallel calls', () => {
    const plan = aPoolPlan(
      {},
      {
        ...level(66),
        components: [pool('left'), pool('right')],
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
    const { of } = bothOf(plan);
    if (of('p95').agreement === 'apart') expect(of('p95').kinds[0]).toBe('parallelBranches');
    expect(of('wait').agreement).not.toBe('apart');
  });
});

function aLimit(rate: number) {
  return { id: 'door', name: 'Door', kind: 'rateLimit' as const, rate, burst: 20 };
}

function retriesOf(maximumAttempts: number) {
  return { id: 'again', name: 'Again', kind: 'retries' as const, journeys: ['order'], maximumAttempts };
}
