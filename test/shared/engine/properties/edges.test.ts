import { describe, expect, test } from 'vitest';
import type { PlanInput } from '#shared/domain/plan.ts';
import { findAllProblems } from '#shared/engine/all-problems.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { runPicturesFrom } from '#shared/engine/run-pictures-from.ts';
import { createSimulator } from '#shared/engine/simulate.ts';
import { aPlan } from '#test/makers/a-plan.ts';
import { availability, latency } from '#test/makers/a-run.ts';

type Changes = Partial<PlanInput>;
type Pool = Record<string, unknown>;

const web = (pool: Pool): Changes => ({
  components: [
    {
      id: 'web',
      name: 'Web',
      kind: 'pool',
      instances: 2,
      concurrency: 4,
      serviceTime: { meanMs: 100 },
      ...pool,
    } as never,
  ],
});
const demand = (level: unknown, more: object = {}): Changes => ({
  demand: { journeys: [{ journey: 'order', level: level as number }], ...more },
});
const bank = (external: object): Changes => ({
  components: [
    { id: 'web', name: 'Bank', kind: 'external', serviceTime: { meanMs: 10 }, ...external } as never,
  ],
});
const bucket = (whenEmpty: 'drop' | 'delay', burst = 1e6): Changes => ({
  shaping: [{ id: 'door', name: 'Door', kind: 'rateLimit', rate: 20, burst, whenEmpty }],
});
const calls = (visits: number): Changes => ({
  journeys: [
    {
      id: 'order',
      name: 'Order',
      priorityClass: 'normal',
      path: [{ kind: 'visit', component: 'web', visits }],
    },
  ],
});
const surges = (perYear: number, durationMinutes: number): Changes =>
  demand(20, { surges: [{ id: 'news', name: 'News', perYear, multiplier: 1000, durationMinutes }] });
const desk = (agents: number): Changes => ({
  components: [
    ...web({}).components!,
    {
      id: 'desk',
      name: 'Desk',
      kind: 'supportDesk',
      timeZone: 'UTC',
      handlingMinutes: 9,
      ticketsPerThousandRequests: 1,
      shifts: [{ hours: { days: ['mon'], from: '08:00', to: '18:00' }, agents }],
    },
  ],
});

const planWith = (changes: Changes) => ({
  ...aPlan({ clauses: [availability(), latency(300)] }),
  ...changes,
});

/** Numbers that are none, or endless; a month without requests has no response times. */
function notFinite(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} = ${value}`];
  if (typeof value !== 'object' || value === null || path === '/run/pictures/response') return [];
  return Object.entries(value).flatMap(([key, part]) => notFinite(part, `${path}/${key}`));
}

describe('numbers at the edge are simulated to the end, requests conserved and nothing endless', () => {
  test.each<[string, Changes]>([
    ['a request in thirty years', demand(1e-9)],
    ['a thousand million requests a second, hopelessly many', demand(1e9)],
    [
      'a thousand million requests a second, served',
      { ...demand(1e9), ...web({ instances: 100_000, concurrency: 2000 }) },
    ],
    ['nobody at all', demand(0)],
    ['100 000 servers', { ...demand(9e5), ...web({ instances: 100_000, concurrency: 1 }) }],
    [
      'an autoscaler from 70 000 to 100 000 instances',
      web({
        instances: 70_000,
        concurrency: 1,
        autoscaling: {
          minimum: 70_000,
          maximum: 100_000,
          targetUtilization: 0.5,
          schedule: [{ hours: { days: ['mon'], from: '00:00', to: '24:00' }, minimum: 80_000 }],
        },
      }),
    ],
    ['services of a millionth of a millisecond', web({ serviceTime: { meanMs: 1e-6 } })],
    ['services of three hours', { ...demand(7e-4), ...web({ serviceTime: { meanMs: 1e7 } }) }],
    ['a bucket of a million tokens at its rate', bucket('drop')],
    ['a bucket of a million tokens that delays, at its rate', bucket('delay')],
    ['a bucket of one token at its rate', bucket('drop', 1)],
    ['noise of standard deviation 3', demand(20, { noise: { sigma: 3 } })],
    ['a service that is never up', bank({ availability: 0 })],
    ['a service that is hardly ever up', bank({ availability: 1e-9 })],
    ['a service that is always up', bank({ availability: 1 })],
    ['a failure every few seconds', web({ failure: { mtbfHours: 1e-3, mttrMinutes: 1 } })],
    [
      'twenty attempts at a component that is full',
      {
        ...demand(1e4),
        ...web({ instances: 1, concurrency: 1, queueLimit: 0 }),
        shaping: [{ id: 'again', name: 'Again', kind: 'retries', maximumAttempts: 20 }],
      },
    ],
    ['a million calls a request', calls(1e6)],
    ['a queue of a thousand million places', { ...demand(100), ...web({ queueLimit: 1e9 }) }],
    ['no patience at all', web({ timeoutMs: 1e-6 })],
    [
      'a fault that never ends',
      {
        operations: {
          faults: [
            {
              id: 'drill',
              name: 'Drill',
              component: 'web',
              at: '2027-01-02T00:00',
              durationMinutes: 1e15,
              effect: { kind: 'slow', factor: 1000 },
            },
          ],
        },
      },
    ],
  ])('E7: %s', (_name, changes) => {
    const given = planWith(changes);
    expect(findAllProblems(given)).toEqual([]);
    const compiled = compilePlan(aPlan(given));
    const run = createSimulator(compiled, { isChecked: true }).run({ seed: 1, first: 0, count: 2 });
    expect(notFinite({ run, pictures: runPicturesFrom(compiled, run) })).toEqual([]);
  });

  test('E1: 60 months in steps of 5 minutes', () => {
    const plan = aPlan(planWith({ horizon: { start: '2027-01-01', months: 60, stepMinutes: 5 } }));
    const compiled = compilePlan(plan);
    // From 2027 to 2031 there is one leap day.
    expect(compiled.grid.steps).toBe((5 * 365 + 1) * 24 * 12);
    const run = createSimulator(compiled).run({ seed: 1, first: 100, count: 1 });
    expect(notFinite({ run })).toEqual([]);
  });
});

describe('what is too large to be followed is refused with its place', () => {
  test.each<[string, string, string, Changes]>([
    [
      'instances that fail',
      'components/web',
      '730,000 times',
      web({ instances: 100_000, failure: { mtbfHours: 100, mttrMinutes: 30, scope: 'instance' } }),
    ],
    ['outages of no length', 'components/web', 'times', bank({ availability: 0.5, mttrMinutes: 1e-9 })],
    [
      'failures every few seconds for years',
      'components/web',
      '2,500,000 times',
      {
        horizon: { start: '2027-01-01', months: 60, stepMinutes: 60 },
        ...web({ failure: { mtbfHours: 1e-3, mttrMinutes: 1 } }),
      },
    ],
    [
      'an autoscaler without end',
      'components/web/autoscaling/maximum',
      '100000',
      web({ autoscaling: { minimum: 1, maximum: 1e9, targetUtilization: 0.5 } }),
    ],
    [
      'an autoscaler that looks back for years',
      'components/web/autoscaling/cooldownMinutes',
      'at most 1440',
      web({ autoscaling: { minimum: 1, maximum: 5, targetUtilization: 0.5, cooldownMinutes: 1e9 } }),
    ],
    ['surges on top of each other', 'demand/surges/news/durationMinutes', 'at most 3', surges(10_000, 1e6)],
    [
      'growth without end',
      'demand/journeys/order/level',
      '1e+12',
      demand(20, { growth: { kind: 'compound', perYear: 1e300 } }),
    ],
    [
      'a range of everything',
      'demand/journeys/order/level',
      'twelve orders',
      demand({ low: 1e-9, high: 1e9 }),
    ],
    ['a desk nobody sits at', 'components/desk/shifts', 'Nobody is ever there', desk(0)],
  ])('E7: %s', (_name, path, words, changes) => {
    const problems = findAllProblems(planWith(changes));
    expect(problems.map((problem) => problem.path)).toContain(path);
    expect(problems.find((problem) => problem.path === path)!.message).toContain(words);
  });
});
