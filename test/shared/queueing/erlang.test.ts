import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { erlangB, erlangC } from '#shared/queueing/erlang.ts';

describe('erlangB', () => {
  it('is a / (1 + a) with one server', () => {
    expect(erlangB(1, 0.5)).toBeCloseTo(0.5 / 1.5, 15);
  });

  it('is the last of the Poisson weights with three servers', () => {
    const weights = [1, 2, 2 ** 2 / 2, 2 ** 3 / 6];
    expect(erlangB(3, 2)).toBeCloseTo(weights[3]! / weights.reduce((sum, weight) => sum + weight), 15);
  });

  it('satisfies its recursion for thousands of servers', () => {
    const load = 4000;
    const previous = erlangB(4099, load);
    expect(erlangB(4100, load)).toBeCloseTo((load * previous) / (4100 + load * previous), 13);
  });

  it('stays finite for ten million servers', () => {
    // Blocking at a = c is √(2 / (πc)) to first order.
    expect(erlangB(1e7, 1e7) / Math.sqrt(2 / (Math.PI * 1e7))).toBeCloseTo(1, 3);
    expect(erlangB(1e7, 5e6)).toBe(0);
  });

  it('loses everything without servers and nothing without load', () => {
    expect(erlangB(0, 3)).toBe(1);
    expect(erlangB(3, 0)).toBe(0);
  });
});

describe('erlangC', () => {
  it('is the utilization with one server', () => {
    expect(erlangC(1, 0.8)).toBeCloseTo(0.8, 14);
  });

  it('is 2ρ² / (1 + ρ) with two servers', () => {
    expect(erlangC(2, 1.6)).toBeCloseTo((2 * 0.8 ** 2) / 1.8, 14);
  });

  it('refuses a queue that never settles', () => {
    expect(() => erlangC(4, 4)).toThrow(RangeError);
    expect(() => erlangC(4, Number.NaN)).toThrow(RangeError);
    expect(() => erlangC(2.5, 1)).toThrow(RangeError);
  });

  it('grows with the load and shrinks with servers at the same utilization', () => {
    const utilization = fc.double({ min: 0.05, max: 0.98, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), utilization, (servers, busy) => {
        const waits = erlangC(servers, servers * busy);
        expect(waits).toBeGreaterThanOrEqual(0);
        expect(waits).toBeLessThanOrEqual(1);
        expect(erlangC(servers, servers * (busy + 0.01))).toBeGreaterThanOrEqual(waits);
        expect(erlangC(servers + 1, (servers + 1) * busy)).toBeLessThanOrEqual(waits);
      }),
    );
  });
});
