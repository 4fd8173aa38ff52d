import { expect, it } from 'vitest';
import { setAtPath } from '#shared/domain/path.ts';
import { countChanges } from '#renderer/state/count-changes.ts';
import { theSamplePlan } from '../../makers/the-sample-plan.ts';

const sample = theSamplePlan();
const changed = (...edits: [path: string, value: unknown][]) =>
  edits.reduce((plan, [path, value]) => setAtPath(plan, path, value), sample);

it('counts no change between a plan and its copy', () => {
  expect(countChanges(sample, structuredClone(sample))).toBe(0);
});

it('counts each changed field once, a range as one field', () => {
  const after = changed(
    ['components/cart-store/instances', { low: 6, high: 9 }],
    ['components/web/queueLimit', 10],
  );
  expect(countChanges(sample, after)).toBe(2);
});

it('counts a new promise once, however many fields it has', () => {
  const clause = { ...sample.clauses[0]!, id: 'another' };
  expect(countChanges(sample, changed(['clauses/another', clause]))).toBe(1);
});

it('leaves out words that no figure depends on', () => {
  expect(
    countChanges(
      sample,
      changed(['name', 'Other'], ['proposal/summary', 'Other'], ['components/web/position', { x: 1, y: 1 }]),
    ),
  ).toBe(0);
});

it('counts how sure a promise must be, which decides the verdict', () => {
  expect(countChanges(sample, changed(['confidence', 0.9]))).toBe(1);
});
