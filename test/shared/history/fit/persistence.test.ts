import { describe, expect, it } from 'vitest';
import { autocorrelation, fitPersistence, whiten } from '#shared/history/fit/persistence.ts';
import { createSeededStream } from '#shared/history/fit/seeded-stream.ts';

function autoregressive(length: number, phi: number): Float64Array {
  const random = createSeededStream(4, 'test/persistence');
  let value = random.normal();
  return Float64Array.from(
    { length },
    () => (value = phi * value + Math.sqrt(1 - phi * phi) * random.normal()),
  );
}

describe('what persists from day to day', () => {
  it('has the autocorrelation of an AR(1)', () => {
    const { phi, share } = fitPersistence(autoregressive(3000, 0.8));
    const afterThree = share[0] * phi[0] ** 3 + share[1] * phi[1] ** 3;
    expect(afterThree).toBeGreaterThan(0.8 ** 3 - 0.08);
    expect(afterThree).toBeLessThan(0.8 ** 3 + 0.08);
  });

  it('is little for independent days', () => {
    const { share } = fitPersistence(autoregressive(3000, 0));
    expect(share[0] + share[1]).toBeLessThan(0.12);
  });

  it('leaves one-day-ahead errors without correlation', () => {
    const column = autoregressive(3000, 0.8);
    whiten(column, new Uint8Array(column.length), fitPersistence(column));
    expect(Math.abs(autocorrelation(column, 1))).toBeLessThan(0.08);
  });

  it('fades towards nothing over missing days', () => {
    const column = autoregressive(1000, 0.8);
    const persistence = fitPersistence(column);
    const missing = Uint8Array.from(column, (_value, day) => (day >= 900 ? 1 : 0));
    const [fast, slow] = whiten(column, missing, persistence);
    expect(Math.abs(fast + slow)).toBeLessThan(0.1);
  });
});
