import { expect, test } from 'vitest';
import { addNoise, multiplyExponentials } from '#shared/engine/demand-noise.ts';

test('M6: the short exponential is right to 1e-9 within ±6, the long one everywhere', () => {
  const logs = Float64Array.from({ length: 12_001 }, (_none, index) => index / 1000 - 6);
  const base = new Float64Array(logs.length).fill(3);
  const short = logs.slice();
  multiplyExponentials(short, base, 2, true);
  const long = logs.map((log) => 2 * log);
  multiplyExponentials(long, base, 2, false);
  logs.forEach((log, index) => {
    expect(Math.abs(short[index]! / (6 * Math.exp(log)) - 1)).toBeLessThan(Math.abs(log) <= 4 ? 5e-11 : 1e-9);
    expect(long[index]).toBe(6 * Math.exp(2 * log));
  });
});

test('M6: what is remembered of a shock fades from step to step', () => {
  const law = { memory: 0.8, shared: 0.6, alone: 0.8, sigma: 0.5 };
  const logs = Float64Array.of(1, 0, 0);
  addNoise(logs, Float64Array.of(2, 0, 0), law);
  const states = [...logs].map((log) => (log + 0.125) / 0.5);
  expect(states[0]).toBeCloseTo(2, 12);
  expect(states[1]).toBeCloseTo(1.6, 12);
  expect(states[2]).toBeCloseTo(1.28, 12);
});
