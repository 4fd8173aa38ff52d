import { describe, expect, test } from 'vitest';
import { keyOfItem, setAtPath } from '#shared/domain/path.ts';
import { planSchema, type Plan, type PlanInput } from '#shared/domain/plan.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { createUniforms } from '#shared/engine/correlated-inputs.ts';
import { correlationProblems } from '#shared/engine/correlation-problems.ts';
import { createDemandPath, drawDemand } from '#shared/engine/demand-path.ts';
import { createDesks, drawDesks } from '#shared/engine/desk.ts';
import { createDraw, drawInputs, type Draw } from '#shared/engine/draw-inputs.ts';
import { drawOutages } from '#shared/engine/outages.ts';
import { createLedger } from '#shared/engine/ledger.ts';
import { simulateReplications } from '#shared/engine/simulate.ts';
import { mergeTallies } from '#shared/engine/merge-tallies.ts';
import { stratifiedUniform } from '#shared/statistics/random.ts';
import { aFullPlan } from '#test/makers/a-full-plan.ts';
import { aPoolPlan, availability, latency, sum } from '#test/makers/a-run.ts';

const LEVEL = 'demand/journeys/order/level';
const SERVICE = 'components/web/serviceTime/meanMs';
const GROWTH = 'demand/growth/perYear';
const three: Plan['correlations'] = [
  { between: [LEVEL, SERVICE], rank: 0.7 },
  { between: [SERVICE, GROWTH], rank: -0.4 },
  { between: [LEVEL, GROWTH], rank: 0.2 },
];

/** Numbers of the path over the first replications. */
const uniforms = (correlations: Plan['correlations'], path: string, count = 64, seed = 3) => {
  const uniform = createUniforms(correlations);
  return Array.from({ length: count }, (_none, replication) => uniform(seed, replication, path));
};

/** Spearman's rank correlation. */
function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const ranks = (values: readonly number[]) =>
    values.map((value) => values.filter((other) => other < value).length);
  const [one, other] = [ranks(a), ranks(b)];
  const middle = (a.length - 1) / 2;
  const square = sum(one.map((rank) => (rank - middle) ** 2));
  return sum(one.map((rank, index) => (rank - middle) * (other[index]! - middle))) / square;
}

describe('correlated inputs (E6)', () => {
  test.each(three.map(({ between, rank }) => [...between, rank] as const))(
    'E6: %s and %s have the rank correlation %f that the plan gives them, in every block',
    (one, other, rank) => {
      const reached = Array.from({ length: 40 }, (_none, seed) =>
        rankCorrelation(uniforms(three, one, 64, seed), uniforms(three, other, 64, seed)),
      );
      // Independent orders would differ from 0 by 0.126 (one standard deviation).
      expect(Math.max(...reached.map((one) => Math.abs(one - rank)))).toBeLessThan(0.1);
      expect(Math.abs(sum(reached) / 40 - rank)).toBeLessThan(0.01);
    },
  );

  test('E5 and E6: each quantity still hits every 64th of its range once in a block', () => {
    for (const path of [LEVEL, SERVICE, GROWTH]) {
      const values = uniforms(three, path, 128);
      for (const block of [values.slice(0, 64), values.slice(64)])
        expect(new Set(block.map((value) => Math.floor(value * 64))).size).toBe(64);
    }
  });

  test('E3 and E6: what is named first and what is not named at all is drawn as without correlations', () => {
    const plainly = (path: string) =>
      Array.from({ length: 64 }, (_none, replication) => stratifiedUniform(3, replication, path));
    expect(uniforms(three, LEVEL)).toEqual(plainly(LEVEL));
    expect(uniforms(three, 'regions/all/share')).toEqual(plainly('regions/all/share'));
    expect(uniforms(three, SERVICE)).not.toEqual(plainly(SERVICE));
    expect(uniforms(three.slice(0, 2), SERVICE)).toEqual(uniforms(three.slice(0, 1), SERVICE));
  });

  test('E4 and E6: any replication can be computed alone', () => {
    const all = uniforms(three, GROWTH, 200);
    for (const replication of [199, 3, 64])
      expect(createUniforms(three)(3, replication, GROWTH)).toBe(all[replication]);
    const plan = aPoolPlan(
      { serviceTime: { meanMs: { low: 80, high: 120 } } },
      {
        demand: { journeys: [{ journey: 'order', level: { low: 50, high: 70 } }] },
        correlations: [{ between: [LEVEL, SERVICE], rank: 0.9 }],
        clauses: [latency(300), availability()],
      },
    );
    const compiled = compilePlan(plan);
    const run = (first: number, count: number) => simulateReplications(compiled, { seed: 5, first, count });
    expect(mergeTallies([run(62, 4), run(60, 2)])).toEqual(run(60, 6));
  });

  test('E6: load and service time that rise together make the worst futures worse', () => {
    const peak = (rank: number) => {
      const plan = aPoolPlan(
        { serviceTime: { meanMs: { low: 80, high: 120 } } },
        {
          demand: { journeys: [{ journey: 'order', level: { low: 40, high: 60 } }] },
          correlations: [{ between: [LEVEL, SERVICE], rank }],
        },
      );
      const { peakUtilization } = simulateReplications(compilePlan(plan), { seed: 5, first: 0, count: 64 });
      return Math.max(...peakUtilization);
    };
    expect(peak(0.95)).toBeGreaterThan(peak(-0.95) * 1.2);
  });
});

describe('correlations that cannot be', () => {
  const uncertain = (changes: Partial<PlanInput> = {}) =>
    aPoolPlan(
      { serviceTime: { meanMs: { low: 80, high: 120 } }, instances: { low: 2, high: 4 } },
      {
        demand: {
          growth: { kind: 'linear', perYear: { low: 0, high: 1 } },
          journeys: [{ journey: 'order', level: { low: 50, high: 70 } }],
        },
        ...changes,
      },
    );
  const problems = (correlations: Plan['correlations']) =>
    correlationProblems({ ...uncertain(), correlations });
  const found = (one: string, other: string, rank = 0.5) =>
    problems([{ between: [one, other], rank }]).map(({ path, message }) => `${path}: ${message}`);

  test('E6: the paths of uncertain quantities are taken', () => {
    expect(problems(three)).toEqual([]);
  });

  test.each([
    ['components/wbe/instances', 'between/1: The plan has nothing at'],
    ['components/web/concurrency', 'is the fixed number 4'],
    ['components/web/name', 'is no quantity'],
    ['components/web', 'is no quantity'],
    ['demand/forecast', 'The forecast has no uncertain factor'],
    [LEVEL, 'Expected two different quantities'],
  ])('E6: %s cannot be correlated, and the message says why', (path, message) => {
    expect(found(LEVEL, path)[0]).toContain(message);
  });

  test('E6: 1 and −1, the same pair twice and what no futures can have are refused', () => {
    expect(found(LEVEL, SERVICE, 1)[0]).toContain('correlations/0/rank');
    expect(found(LEVEL, SERVICE, -1)[0]).toContain('-0.95');
    expect(
      problems([
        { between: [LEVEL, SERVICE], rank: 0.5 },
        { between: [SERVICE, LEVEL], rank: 0.6 },
      ])[0]!.path,
    ).toBe('correlations/1/between');
    const follow = [
      { between: [LEVEL, SERVICE], rank: 0.9 },
      { between: [SERVICE, GROWTH], rank: 0.9 },
    ] as Plan['correlations'];
    expect(problems(follow)[0]!.message).toContain('contradict each other');
    expect(problems([...follow, { between: [LEVEL, GROWTH], rank: 0.81 }])).toEqual([]);
    expect(problems([...follow, { between: [LEVEL, GROWTH], rank: -0.9 }])[0]!.path).toBe('correlations');
  });

  test('E5 and E6: every quantity of a plan is drawn once by its own place, or refused', () => {
    const plan = rangesFor(aFullPlan());
    const drawn = drawnPlaces(plan.plan);
    const refused = plan.paths.filter(
      (path) =>
        correlationProblems({
          ...plan.plan,
          correlations: [{ between: [path, 'journeys/order/timeoutMs'], rank: 0.5 }],
        }).length > 0,
    );
    expect(plan.paths.length).toBeGreaterThan(50);
    expect(plan.paths.filter((path) => !drawn.has(path) && !refused.includes(path))).toEqual([]);
    expect(refused.filter((path) => drawn.has(path))).toEqual(['journeys/order/timeoutMs']);
    expect([...drawn].filter((path) => !plan.paths.includes(path))).toEqual([]);
  });
});

/** The plan with a range in every place that takes one, and those places. */
function rangesFor(plan: Plan): { plan: Plan; paths: string[] } {
  const paths: string[] = [];
  const visit = (node: unknown, path: string): void => {
    if (typeof node === 'number') {
      for (const range of [
        { low: node * 0.9, high: node * 1.001 },
        { low: node, high: node + 0.1 },
        { low: node * 0.9, high: node },
      ]) {
        const changed = planSchema.safeParse(setAtPath(plan, path, range));
        if (!changed.success || range.low === range.high) continue;
        plan = changed.data;
        paths.push(path);
        return;
      }
    } else if (Array.isArray(node))
      node.forEach((item, index) => visit(item, `${path}/${keyOfItem(item, index)}`));
    else if (typeof node === 'object' && node !== null)
      for (const [key, value] of Object.entries(node)) visit(value, path === '' ? key : `${path}/${key}`);
  };
  visit(plan, '');
  return { plan, paths };
}

/** Where some futures of the plan draw from a range, by place. */
function drawnPlaces(plan: Plan): Set<string> {
  const places = new Set<string>();
  const compiled = compilePlan(plan);
  for (let replication = 0; replication < 10; replication++) {
    const draw = createDraw(1, replication);
    const record: Draw = (quantity, purpose, ...limits) => {
      if (typeof quantity !== 'number') places.add(purpose);
      return draw(quantity, purpose, ...limits);
    };
    const inputs = drawInputs(compiled, record);
    drawDemand(compiled, inputs, createDemandPath(compiled), 1, replication, record);
    drawOutages({ compiled, inputs, seed: 1, replication, draw: record, heldAt: () => 2 });
    drawDesks(compiled, createDesks(compiled, createLedger(compiled)), record);
  }
  return places;
}
