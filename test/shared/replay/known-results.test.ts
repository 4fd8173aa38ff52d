import { expect, it } from 'vitest';
import { type KnownResult, parseKnownResults } from '#shared/queueing/known-results/known-result.ts';
import { checkGroup } from '#shared/replay/known-results/check-results.ts';
import { replayKnown } from '#shared/replay/known-results/known-replay.ts';
import { KNOWN_REPLAYS } from '#shared/replay/known-results/known-replays.ts';
import { missesAllowed, summarize } from '#shared/replay/known-results/summary.ts';
import { aKnownResult } from '#test/makers/a-known-result.ts';

const effort = { seed: 3, requests: 10_000, repetitions: 20 };

function aResult(changes: Partial<KnownResult>): KnownResult {
  const parsed = parseKnownResults(JSON.stringify([aKnownResult({ id: 'case', ...changes })]));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.results[0]!;
}

it('intervals may miss 3 in 100, or as often as chance does once in a thousand times', () => {
  expect(missesAllowed(0)).toBe(0);
  expect(missesAllowed(1)).toBe(1);
  expect(missesAllowed(10)).toBe(2); // P(3 or more of 10) = 0.0001
  expect(missesAllowed(400)).toBe(12);
  expect(missesAllowed(10_000)).toBe(300);
});

it('a simulated value is judged by its own interval as well', () => {
  const simulated = aResult({ kind: 'simulated', value: 0.34, tolerance: 0.005, tolerance_kind: 'abs' });
  const [found] = checkGroup([simulated], {});
  // 0.0067 off: outside the 99 % half-width, inside the 99.99 % one.
  expect(found!.closedForm).toMatchObject({ value: expect.closeTo(1 / 3, 12), ok: true });
  const [missed] = checkGroup([{ ...simulated, value: 0.345 }], {});
  expect(missed!.closedForm!.ok).toBe(false);
});

it('a table agrees when every answer does, and says what it has none for', () => {
  const good = checkGroup([aResult({})], {});
  const unknown = checkGroup([aResult({ id: 'other', model: 'M/X/c' })], {});
  expect(summarize(good)).toMatchObject({ ok: true, uncovered: 0, closedForms: { cases: 1, inside: 1 } });
  expect(summarize([...good, ...unknown])).toMatchObject({ ok: true, uncovered: 1 });
  expect(summarize(checkGroup([aResult({ value: 0.3 })], {}))).toMatchObject({ ok: false });
});

it('the replay says why it has no estimate', () => {
  const estimate = (result: KnownResult) =>
    replayKnown(KNOWN_REPLAYS, result, [result.quantity], effort)(result.quantity);
  expect(estimate(aResult({ model: 'USL' }))).toEqual({ reason: 'no network for this model' });
  expect(estimate(aResult({ quantity: 'mean_mood' }))).toEqual({ reason: 'not measured by the replay' });
  expect(estimate(aResult({ params: { c: 2, lambda: 2, mu: 1 } }))).toEqual({
    reason: 'at a utilization of 1 an endless queue never settles',
  });
  expect(estimate(aResult({ params: { c: 2, lambda: 1.99999, mu: 1 } }))).toEqual({
    reason: expect.stringContaining('requests would be needed'),
  });
  // P(wait) is 3e-10 with 40 servers and 10 erlangs.
  expect(estimate(aResult({ quantity: 'prob_wait', params: { c: 40, lambda: 10, mu: 1 } }))).toEqual({
    reason: 'too rare to be measured with this effort',
  });
});

it('a percentile of 0 is one that was seen', () => {
  const result = aResult({ quantity: 'wait_p95', params: { c: 20, lambda: 8, mu: 1 }, value: 0 });
  const [checked] = checkGroup([result], { replay: effort });
  expect(checked).toMatchObject({
    closedForm: { value: 0 },
    simulated: { value: 0, low: 0, high: 0, ok: true },
  });
});
