import { expect, test } from 'vitest';
import { formatPlanFile, parsePlan, parsePlanFile } from '#shared/domain/plan-file.ts';
import { aPlan } from '#test/makers/a-plan.ts';

const problemsOf = (json: unknown) => {
  const parsed = parsePlan(json);
  return parsed.ok ? [] : parsed.problems;
};

test('a plan file that was written and read is written again byte for byte', () => {
  const text = formatPlanFile(aPlan());
  const parsed = parsePlanFile(text);
  expect(parsed.ok && formatPlanFile(parsed.plan)).toBe(text);
});

test('keys in another order give the same file', () => {
  const plan = aPlan();
  const shuffled = Object.fromEntries(Object.entries(plan).toReversed());
  const parsed = parsePlan(shuffled);
  expect(parsed.ok && formatPlanFile(parsed.plan)).toBe(formatPlanFile(plan));
});

test('a misspelt field is told by path', () => {
  const plan = { ...aPlan(), horizon: { start: '2027-01-01', monhts: 12, stepMinutes: 60 } };
  const problems = problemsOf(plan);
  expect(problems.map(({ path }) => path)).toContain('horizon/months');
  expect(problems.some(({ message }) => message.includes('monhts'))).toBe(true);
});

test('a wrong value inside a list is told by the id of its item', () => {
  const plan = aPlan();
  const broken = { ...plan, components: [{ ...plan.components[0], instances: 0 }] };
  expect(problemsOf(broken)).toEqual([
    { path: 'components/web/instances', message: 'Expected a number or a range from 1 to 100000.' },
  ]);
});

test('all problems are reported together', () => {
  const plan = aPlan();
  const broken = { ...plan, timeZone: 'Mars/Olympus', demand: { ...plan.demand, journeys: [] } };
  expect(problemsOf(broken).map(({ path }) => path)).toEqual(['timeZone', 'demand/journeys/order']);
});

test('a path to a missing component says which ones there are', () => {
  const journeys = [
    { id: 'order', name: 'Order', priorityClass: 'normal', path: [{ kind: 'visit', component: 'wbe' }] },
  ];
  expect(problemsOf({ ...aPlan(), journeys })).toEqual([
    { path: 'journeys/order/path', message: 'There is no component "wbe". Expected one of: web.' },
  ]);
});

test('a file from a newer version is refused with the versions named', () => {
  const [problem] = problemsOf({ ...aPlan(), schemaVersion: 2 });
  expect(problem).toMatchObject({ path: 'schemaVersion' });
  expect(problem?.message).toContain('newer Headroom');
});

test('a text that is no JSON is refused with what the parser says', () => {
  const parsed = parsePlanFile('{"name": ');
  expect(parsed.ok ? [] : parsed.problems[0]?.message).toMatch(/not a plan file/);
});
