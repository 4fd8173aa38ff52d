import { expect, test } from 'vitest';
import { parsePlan, parsePlanFile } from '#shared/domain/plan-file.ts';
import { aPlan } from '#test/makers/a-plan.ts';

function problemsOf(plan: unknown) {
  const parsed = parsePlan(plan);
  return parsed.ok ? [] : parsed.problems;
}

test('a misspelt field is told by its path: what is unknown, and what is missing', () => {
  const { months, ...horizon } = aPlan().horizon;
  const problems = problemsOf({ ...aPlan(), horizon: { ...horizon, monhts: months } });
  expect(problems).toEqual(
    expect.arrayContaining([
      { path: 'horizon', message: 'Unknown: "monhts". Check the spelling, or leave it out.' },
    ]),
  );
});

test('a value of another kind is told with what was there and what was expected', () => {
  const horizon = { ...aPlan().horizon, months: 'twelve' };
  expect(problemsOf({ ...aPlan(), horizon })).toEqual([
    { path: 'horizon/months', message: 'Expected a number, got "twelve".' },
  ]);
});

test('a field that is not there is called missing', () => {
  const { name: _name, ...unnamed } = aPlan();
  expect(problemsOf(unnamed)).toEqual([{ path: 'name', message: 'Missing. Expected a text.' }]);
});

test('a file that is cut says where, one of bytes shows none of them', () => {
  const message = (text: string) => {
    const parsed = parsePlanFile(text);
    return parsed.ok ? '' : parsed.problems[0]!.message;
  };
  expect(message('{ "id": "a",\n "name')).toContain('line 2');
  expect(message('{ "id":')).toContain('it ends too early');
  expect(message('PK\u0003\u0004\u0000')).toBe(
    'This is not a plan file: it holds no JSON. Expected the JSON of a *.headroom.json file.',
  );
});
