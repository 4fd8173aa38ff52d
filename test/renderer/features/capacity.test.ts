import { describe, expect, it } from 'vitest';
import { parsePlan } from '#shared/domain/plan-file.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { visitsOf } from '#shared/domain/journey.ts';
import {
  addJourney,
  newComponent,
  newVisit,
  removeComponent,
  removeJourney,
} from '#renderer/features/capacity/capacity-edits.ts';
import { capacitySentence, sizeText } from '#renderer/features/capacity/capacity-words.ts';
import {
  CUSTOMERS,
  findEdges,
  findPlaces,
  fromCanvas,
  toCanvas,
} from '#renderer/features/capacity/graph-layout.ts';
import { aFinishedRun } from '#test/makers/a-finished-run.ts';
import { aPlan } from '#test/makers/a-plan.ts';
import { theSamplePlan } from '#test/makers/the-sample-plan.ts';

const problemsOf = (plan: Plan) => {
  const parsed = parsePlan(plan);
  return parsed.ok ? [] : parsed.problems;
};

describe('the component graph', () => {
  it('follows the visits of each journey from the customers on', () => {
    const edges = findEdges(theSamplePlan());
    const checkout = edges
      .filter(({ journeys }) => journeys.includes('checkout'))
      .map(({ source, target }) => [source, target]);
    expect(checkout).toEqual([
      [CUSTOMERS, 'edge'],
      ['edge', 'web'],
      ['web', 'cart-store'],
      ['cart-store', 'payment'],
    ]);
  });

  it('splits at a parallel step and joins after it', () => {
    const plan = aPlan({
      components: ['a', 'b', 'c', 'd'].map((id) => ({
        id,
        name: id,
        kind: 'pool',
        instances: 1,
        concurrency: 1,
        serviceTime: { meanMs: 1 },
      })),
      journeys: [
        {
          id: 'order',
          name: 'Order',
          priorityClass: 'normal',
          path: [
            newVisit('a'),
            { kind: 'parallel', branches: [[newVisit('b')], [newVisit('c')]] },
            newVisit('d'),
          ],
        },
      ],
    });
    expect(
      findEdges(plan)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual([`${CUSTOMERS}>a`, 'a>b', 'a>c', 'b>d', 'c>d']);
  });

  it('puts a component without a position right of what leads to it, even in a circle', () => {
    const plan = aPlan({
      components: ['a', 'b'].map((id) => ({
        id,
        name: id,
        kind: 'pool',
        instances: 1,
        concurrency: 1,
        serviceTime: { meanMs: 1 },
      })),
      journeys: [
        {
          id: 'order',
          name: 'Order',
          priorityClass: 'normal',
          path: [newVisit('a'), newVisit('b'), newVisit('a')],
        },
      ],
    });
    const places = findPlaces(plan, findEdges(plan));
    expect(places.get('a')!.x).toBeGreaterThan(places.get(CUSTOMERS)!.x);
    expect([...places.values()].every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
  });

  it('stores a position as it was drawn', () => {
    expect(fromCanvas(toCanvas({ x: 340, y: 70 }))).toEqual({ x: 340, y: 70 });
  });
});

describe('edits of the capacity', () => {
  it.each(['pool', 'queue', 'external', 'supportDesk'] as const)(
    'add a %s that makes a sound plan',
    (kind) => {
      const plan = theSamplePlan();
      const component = newComponent(kind, plan);
      expect(problemsOf({ ...plan, components: [...plan.components, component] })).toEqual([]);
      expect(newComponent(kind, { ...plan, components: [component] }).id).not.toBe(component.id);
    },
  );

  it('remove a component with its visits, windows, rules and faults, and leave no loose end', () => {
    const plan = removeComponent(theSamplePlan(), 'base', 'cart-store');
    expect(
      plan.journeys.flatMap(({ path }) => visitsOf(path)).some(({ component }) => component === 'cart-store'),
    ).toBe(false);
    expect(plan.operations.maintenance).toEqual([]);
    expect(problemsOf({ ...plan, scenarios: [] })).toEqual([]);
  });

  it('leave one branch of a parallel step as ordinary visits', () => {
    const plan = aPlan({
      components: ['a', 'b'].map((id) => ({
        id,
        name: id,
        kind: 'pool',
        instances: 1,
        concurrency: 1,
        serviceTime: { meanMs: 1 },
      })),
      journeys: [
        {
          id: 'order',
          name: 'Order',
          priorityClass: 'normal',
          path: [{ kind: 'parallel', branches: [[newVisit('a')], [newVisit('b')]] }],
        },
      ],
    });
    expect(removeComponent(plan, 'base', 'b').journeys[0]!.path).toEqual([newVisit('a')]);
  });

  it('remove a component in a scenario without touching the base', () => {
    const plan = theSamplePlan();
    const edited = removeComponent(plan, 'black-friday-x4', 'payment');
    expect(edited.components).toBe(plan.components);
    expect(
      edited.scenarios[0]!.overrides.some(
        ({ path, value }) => path === 'components/payment' && value === undefined,
      ),
    ).toBe(true);
  });

  it('add a journey with a demand, and remove it with both and its promises', () => {
    const plan = theSamplePlan();
    const added = addJourney(plan, 'base');
    expect(problemsOf(added.plan)).toEqual([]);
    expect(removeJourney(added.plan, 'base', added.id)).toEqual(plan);
    const without = removeJourney(plan, 'base', 'checkout');
    expect(without.clauses.some((clause) => 'journey' in clause && clause.journey === 'checkout')).toBe(
      false,
    );
  });
});

describe('the words of the capacity screen', () => {
  it('count what there is and name what saturates first', () => {
    const plan = theSamplePlan();
    const { pictures } = aFinishedRun(plan);
    const calm = {
      ...pictures,
      components: pictures.components.map((one) => ({
        ...one,
        utilization: { ...one.utilization, p95: one.utilization.p95.map(() => 0.4) },
      })),
    };
    calm.components[3]!.utilization.p95[10] = 1.2;
    calm.components[1]!.utilization.p95[12] = 1.4;
    expect(capacitySentence(plan, calm)).toMatch(
      new RegExp(
        `carry .* journeys\\. ${plan.components[3]!.name} saturates first: in Nov 2027, in one future`,
      ),
    );
  });

  it('name the busiest when none saturates, and say nothing before the first run', () => {
    const plan = theSamplePlan();
    const { pictures } = aFinishedRun(plan);
    const calm = {
      ...pictures,
      components: pictures.components.map((one) => ({
        ...one,
        utilization: { ...one.utilization, p95: one.utilization.p95.map(() => 0.4) },
      })),
    };
    calm.components[1]!.utilization.p95[2] = 0.83;
    expect(capacitySentence(plan, calm)).toContain(
      `None saturates; ${plan.components[1]!.name} gets busiest, 83\u00a0% in Mar 2027.`,
    );
    expect(capacitySentence(aPlan(), null)).toMatch(/^\w+ components? carr(y|ies) \w+ journeys?\.$/);
    expect(capacitySentence(aPlan({ components: [], journeys: [], demand: { journeys: [] } }), null)).toMatch(
      /No components yet/,
    );
  });

  it('tell the size of each kind of component', () => {
    const plan = theSamplePlan();
    const scaled = {
      minimum: 2,
      maximum: 8,
      targetUtilization: 0.6,
      lagMinutes: 4,
      cooldownMinutes: 5,
      schedule: [],
    };
    const pool = { ...newComponent('pool', plan), autoscaling: scaled };
    const components = [
      pool,
      newComponent('queue', plan),
      newComponent('external', plan),
      newComponent('supportDesk', plan),
    ];
    expect(components.map(sizeText)).toEqual([
      '2 × 16 · to 8',
      '2 × 16',
      'external · 99.95\u00a0%',
      '4 agents · 1 shift',
    ]);
  });
});
