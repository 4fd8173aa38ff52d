import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { erlangB, erlangC } from '#shared/queueing/erlang.ts';
import { solveLinear } from '#shared/queueing/linear-system.ts';
import { retrialQueue, type RetrialQueueInput } from '#shared/queueing/retrial-queue.ts';
import { retryEquilibrium } from '#shared/queueing/retries.ts';

describe('retrialQueue', () => {
  it.each([
    [0.5, 10],
    [0.9, 1],
    [0.99, 0.1],
    [0.2, 500],
  ])('has the closed form of one server at ρ = %f and a backoff of %f', (load, meanBackoff) => {
    const queue = retrialQueue({
      servers: 1,
      arrivalRate: load,
      meanService: 1,
      meanBackoff,
      persistence: 1,
    });
    // Falin and Templeton, section 1.2: ρ/(1 − ρ) · (λ/θ + ρ).
    expect(queue.meanBackingOff / ((load / (1 - load)) * (load * meanBackoff + load))).toBeCloseTo(1, 11);
    expect(queue.blocking).toBeCloseTo(load, 12);
    expect(queue.finalLoss).toBe(0);
  });

  it('is the chain solved directly, where people give up', () => {
    const input = { servers: 2, arrivalRate: 2.2, meanService: 0.8, meanBackoff: 0.7, persistence: 0.6 };
    const [direct, queue] = [solvedDirectly(input, 70), retrialQueue(input)];
    expect(queue.blocking).toBeCloseTo(direct.blocking, 12);
    expect(queue.meanBackingOff).toBeCloseTo(direct.meanBackingOff, 11);
    expect(queue.finalLoss).toBeCloseTo(direct.finalLoss, 12);
  });

  it('waits like M/M/c where retries come at once, and loses like Cohen’s fixed point where they come late', () => {
    const input = { servers: 8, arrivalRate: 6.5, meanService: 1 };
    const fast = retrialQueue({ ...input, meanBackoff: 1e-5, persistence: 1 });
    expect(fast.blocking).toBeCloseTo(erlangC(8, 6.5), 4);
    expect(fast.meanBackingOff).toBeCloseTo((erlangC(8, 6.5) * 6.5) / 1.5, 3);
    const slow = retrialQueue({ ...input, meanBackoff: 3000, persistence: 0.9 });
    const limit = retryEquilibrium({ ...input, persistence: 0.9 });
    expect(slow.finalLoss).toBeCloseTo(limit.finalLoss, 4);
  });

  it('is the loss system where nobody comes back', () => {
    const queue = retrialQueue({
      servers: 5,
      arrivalRate: 9,
      meanService: 1,
      meanBackoff: 1,
      persistence: 0,
    });
    expect(queue).toEqual({ blocking: erlangB(5, 9), meanBackingOff: 0, finalLoss: erlangB(5, 9) });
  });

  it('survives thousands between attempts, hundreds of servers and hardly any load', () => {
    const crowd = retrialQueue({
      servers: 10,
      arrivalRate: 50,
      meanService: 1,
      meanBackoff: 1,
      persistence: 0.99,
    });
    expect(crowd.finalLoss).toBeCloseTo(1 - 10 / 50, 3); // servers hardly ever rest
    const many = retrialQueue({
      servers: 300,
      arrivalRate: 280,
      meanService: 1,
      meanBackoff: 20,
      persistence: 1,
    });
    expect(many.blocking).toBeGreaterThan(erlangB(300, 280));
    const idle = retrialQueue({
      servers: 500,
      arrivalRate: 1,
      meanService: 1,
      meanBackoff: 1,
      persistence: 1,
    });
    expect(idle).toEqual({ blocking: 0, meanBackingOff: 0, finalLoss: 0 });
  });

  it('blocks more with more load and more persistence, and loses less with more persistence', () => {
    const input = fc.record({
      servers: fc.integer({ min: 1, max: 30 }),
      meanService: fc.constant(0.4),
      meanBackoff: fc.double({ min: 0.01, max: 20, noNaN: true }),
      persistence: fc.double({ min: 0, max: 0.95, noNaN: true }),
    });
    fc.assert(
      fc.property(input, fc.double({ min: 0.05, max: 2, noNaN: true }), (room, busy) => {
        const at = (load: number, persistence: number) =>
          retrialQueue({ ...room, persistence, arrivalRate: (load * room.servers) / 0.4 });
        const queue = at(busy, room.persistence);
        expect(at(busy * 1.05, room.persistence).blocking).toBeGreaterThanOrEqual(queue.blocking);
        const stubborn = at(busy, room.persistence + 0.04);
        expect(stubborn.blocking).toBeGreaterThanOrEqual(queue.blocking * (1 - 1e-9));
        expect(stubborn.finalLoss).toBeLessThanOrEqual(queue.finalLoss * (1 + 1e-9));
        expect(queue.finalLoss).toBeGreaterThanOrEqual(Math.max(0, 1 - 1 / busy) * (1 - 1e-9));
      }),
      { numRuns: 40 },
    );
  });

  it('refuses what never settles, what is no backoff, and what would take for ever', () => {
    const input = { servers: 2, arrivalRate: 1, meanService: 1, meanBackoff: 1, persistence: 1 };
    expect(() => retrialQueue({ ...input, arrivalRate: 2 })).toThrow(/do not fit 2 servers/);
    expect(() => retrialQueue({ ...input, meanBackoff: 0 })).toThrow(RangeError);
    expect(() => retrialQueue({ ...input, persistence: 1.1 })).toThrow(RangeError);
    expect(() => retrialQueue({ ...input, servers: 0 })).toThrow(RangeError);
    expect(() => retrialQueue({ ...input, meanBackoff: 1e9 })).toThrow(/between attempts/);
  });
});

/** All balances of the chain cut off at `levels`, as one linear system. */
function solvedDirectly(
  { servers, arrivalRate, meanService, meanBackoff, persistence }: RetrialQueueInput,
  levels: number,
) {
  const width = servers + 1;
  const size = width * (levels + 1);
  const balance = Array.from({ length: size }, () => Array.from({ length: size + 1 }, () => 0));
  const move = (from: number, to: number, rate: number): void => {
    balance[to]![from]! += rate;
    balance[from]![from]! -= rate;
  };
  for (let state = 0; state < size; state++) {
    const [busy, waiting] = [state % width, Math.floor(state / width)];
    const tries = waiting / meanBackoff;
    if (busy > 0) move(state, state - 1, busy / meanService);
    if (busy < servers) {
      move(state, state + 1, arrivalRate);
      if (waiting > 0) move(state, state - width + 1, tries);
    } else {
      if (waiting < levels) move(state, state + width, arrivalRate * persistence);
      if (waiting > 0) move(state, state - width, tries * (1 - persistence));
    }
  }
  balance[0] = Array.from({ length: size + 1 }, () => 1);
  const shares = solveLinear(balance);
  const sum = (value: (busy: number, waiting: number) => number): number =>
    shares.reduce(
      (total, share, state) => total + share * value(state % width, Math.floor(state / width)),
      0,
    );
  const rejections = sum((busy, waiting) => (busy === servers ? arrivalRate + waiting / meanBackoff : 0));
  return {
    blocking: sum((busy) => (busy === servers ? 1 : 0)),
    meanBackingOff: sum((_busy, waiting) => waiting),
    finalLoss: ((1 - persistence) * rejections) / arrivalRate,
  };
}
