import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { engineGolden } from './engine-golden.ts';

const golden = JSON.parse(readFileSync(new URL('./engine.json', import.meta.url), 'utf8')) as ReturnType<typeof engineGolden>;

/** Same platform, same bytes; another platform's logarithm may differ in the last place. */
const TOLERANCE = 1e-9;

test('the engine still gives the numbers it gave when its version was named', () => {
  const now = engineGolden();
  expect(now.engineVersion).toBe(golden.engineVersion);
  for (const [clause, { good, valid }] of Object.entries(golden.clauses)) {
    good.forEach((value, row) => expect(Math.abs(now.clauses[clause]!.good[row]! - value)).toBeLessThanOrEqual(TOLERANCE * value));
    valid.forEach((value, row) => expect(Math.abs(now.clauses[clause]!.valid[row]! - value)).toBeLessThanOrEqual(TOLERANCE * value));
  }
});
