import { describe, expect, test } from 'vitest';
import { failParts, type CommonCause, type FailingPart, type Span } from '#shared/engine/repairs.ts';
import { redundancy, type RedundancyInput } from '#shared/queueing/redundancy.ts';
import { exponentialAt } from '#shared/statistics/sampling.ts';
import { aPoolPlan, aRun, availability, shareGood } from '#test/makers/a-run.ts';

const HOUR = 60;
const YEARS = 5 * 8766 * HOUR;

/** Spans down by part, in the order of their failures, of identical units in one future. */
function lives(
  { units, mtbfHours, mttrHours, crews = Infinity, commonCause = 0 }: RedundancyInput,
  replication = 0,
): Span[][] {
  const spans: Span[][] = Array.from({ length: units }, () => []);
  const repair = (uniform: number) => exponentialAt(mttrHours * HOUR, uniform);
  const meanUp = mtbfHours * HOUR;
  const parts = spans.map((own, index): FailingPart => {
    return { stream: `unit/${index}`, meanUp, repair, isHeld: () => true, fail: (span) => own.push(span) };
  });
  const cause: CommonCause = {
    stream: 'unit/common',
    meanUp,
    share: commonCause,
    first: 0,
    count: units,
    repair,
    fail: (span, part) => spans[part]!.push(span),
  };
  const shop = { seed: 11, replication, minutes: YEARS, crews };
  failParts(shop, parts, commonCause > 0 ? [cause] : []);
  return spans;
}

/** Share of the horizon with fewer than `required` units up, over futures. */
function unavailability(input: RedundancyInput, futures: number): number {
  let down = 0;
  for (let replication = 0; replication < futures; replication++) {
    const changes = lives(input, replication)
      .flat()
      .flatMap(({ start, end }): [number, number][] => [
        [Math.min(start, YEARS), -1],
        [Math.min(end, YEARS), 1],
      ])
      .sort((a, b) => a[0] - b[0]);
    let up = input.units;
    let since = 0;
    for (const [at, change] of changes) {
      if (up < input.required) down += at - since;
      since = at;
      up += change;
    }
  }
  return down / (futures * YEARS);
}

describe('k of n parts', () => {
  test.each([
    { units: 2, required: 1, mtbfHours: 100, mttrHours: 4, crews: 1 },
    { units: 5, required: 3, mtbfHours: 72, mttrHours: 6, crews: 2 },
    { units: 30, required: 27, mtbfHours: 720, mttrHours: 8, crews: 1 },
    { units: 3, required: 2, mtbfHours: 200, mttrHours: 8, commonCause: 0.05 },
    { units: 5, required: 3, mtbfHours: 100, mttrHours: 4, crews: 1, commonCause: 0.1 },
  ])('C3: crews and common causes leave $required of $units up as the Markov chain says', (input) => {
    expect(unavailability(input, 150) / redundancy(input).unavailability).toBeCloseTo(1, 1);
  });

  test('C3: two in a hundred common causes turn 1.6e-5 into 5.5e-5', () => {
    const pair = { units: 2, required: 1, mtbfHours: 1000, mttrHours: 4 };
    expect(redundancy({ ...pair, commonCause: 0.02 }).unavailability).toBeCloseTo(5.5e-5, 6);
    expect(unavailability({ ...pair, commonCause: 0.02 }, 3000) / 5.5e-5).toBeCloseTo(1, 1);
  });

  test('E3 and C3: a failure keeps its repair time, whoever else has to be repaired before', () => {
    const input = { units: 6, required: 1, mtbfHours: 50, mttrHours: 5 };
    const alone = lives(input);
    const waiting = lives({ ...input, crews: 1 });
    const lengths = ({ start, end }: Span) => end - start;
    const inOrder = waiting
      .flatMap((spans, unit) => spans.map((span, number) => ({ ...span, unit, number })))
      .sort((a, b) => a.start - b.start);
    let free = 0;
    for (const { start, end, unit, number } of inOrder) {
      const length = alone[unit]?.[number];
      if (length) expect(end - Math.max(start, free)).toBeCloseTo(lengths(length), 6);
      free = end;
    }
    waiting.forEach((spans, unit) => expect(spans[0]!.start).toBe(alone[unit]![0]!.start));
  });

  test('E3: another share of common causes leaves every other failure where it was', () => {
    const input = { units: 4, required: 1, mtbfHours: 500, mttrHours: 1e-6 };
    const starts = (commonCause: number) =>
      new Set(
        lives({ ...input, commonCause }).flatMap((spans) => spans.map(({ start }) => Math.round(start))),
      );
    const [few, many] = [starts(0.1), starts(0.2)];
    const kept = [...few].filter((start) => many.has(start)).length;
    expect(kept / few.size).toBeGreaterThan(0.85);
  });
});

describe('in a plan', () => {
  const horizon = { start: '2027-01-01', months: 24 };
  const demand = { journeys: [{ journey: 'order', level: 0.001 }] };

  test('C3: one crew for all components is shared by them', () => {
    const failure = { mtbfHours: 30, mttrMinutes: 300 };
    const share = (repairCrews?: number) =>
      shareGood(
        aRun(
          aPoolPlan(
            { failure },
            {
              horizon: { ...horizon, months: 12 },
              demand,
              components: ['web', 'store'].map((id) => ({
                id,
                name: id,
                kind: 'pool' as const,
                instances: 1,
                concurrency: 4,
                serviceTime: { meanMs: 100 },
                failure,
              })),
              journeys: [
                {
                  id: 'order',
                  name: 'Order',
                  priorityClass: 'normal',
                  path: ['web', 'store'].map((component) => ({ kind: 'visit' as const, component })),
                },
              ],
              operations: repairCrews === undefined ? {} : { repairCrews },
              clauses: [availability()],
            },
          ),
          { replications: 16 },
        ),
        'up',
      );
    const pair = { units: 2, required: 2, mtbfHours: 30, mttrHours: 5 };
    const [all, two, one] = [share(), share(2), share(1)];
    expect(all).toBeCloseTo(1 - redundancy(pair).unavailability, 2);
    expect(two).toBe(all);
    expect(one).toBeCloseTo(1 - redundancy({ ...pair, crews: 1 }).unavailability, 2);
    expect(one).toBeLessThan(all - 0.01);
  });

  test('C3: instances, their zones and the whole fail inside each other', () => {
    const up = (mtbfHours: number, mttrMinutes: number) => mtbfHours / (mtbfHours + mttrMinutes / 60);
    const plan = aPoolPlan(
      {
        instances: 4,
        failure: { mtbfHours: 40, mttrMinutes: 240, scope: 'instance' },
        redundancy: {
          zones: 2,
          requiredInstances: 2,
          zoneFailure: { mtbfHours: 60, mttrMinutes: 180 },
        },
      },
      { horizon, demand, clauses: [availability()] },
    );
    const [instance, zone] = [up(40, 240), up(60, 180)];
    // At least two of four with both zones there, both of the two with one of them.
    const atLeastTwo = 1 - (1 - instance) ** 4 - 4 * instance * (1 - instance) ** 3;
    const exact = zone ** 2 * atLeastTwo + 2 * zone * (1 - zone) * instance ** 2;
    expect(shareGood(aRun(plan, { replications: 60 }), 'up')).toBeCloseTo(exact, 2);
  });

  test('C3: an instance the autoscaler does not hold cannot fail', () => {
    const plan = aPoolPlan(
      {
        instances: 1,
        failure: { mtbfHours: 20, mttrMinutes: 60, scope: 'instance' },
        autoscaling: { minimum: 1, maximum: 50, targetUtilization: 0.9 },
      },
      { horizon, demand, clauses: [availability()], operations: { repairCrews: 1 } },
    );
    // The one instance in use: the other 49 would keep the crew busy for good.
    expect(shareGood(aRun(plan, { replications: 20 }), 'up')).toBeCloseTo(20 / 21, 2);
  });
});
