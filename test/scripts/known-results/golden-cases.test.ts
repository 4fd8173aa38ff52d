import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { goldenCases } from '../../../scripts/known-results/golden-cases.ts';

it('the committed table of known results is what its makers compute', () => {
  const committed = JSON.parse(readFileSync('resources/reference/known-results.json', 'utf8')) as unknown[];
  const made = goldenCases();
  expect(made.length).toBeGreaterThan(80);
  // Exponentials and powers may differ in their last digit from machine to machine.
  expect(committed).toEqual(made.map((line) => ({ ...line, value: expect.closeTo(line.value, 9) })));
});
