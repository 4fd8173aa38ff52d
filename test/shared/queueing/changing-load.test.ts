import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cyclicQueue, surgeQueue } from '#shared/queueing/changing-load.ts';
import { erlangC } from '#shared/queueing/erlang.ts';
import { multiServerQueue } from '#shared/queueing/multi-server-queue.ts';
import { advanceState, allBusyOf, meanQueueOf, settledState } from '#shared/queueing/transient-queue.ts';

describe('settledState', () => {
  it.each([
    [1, 0.7],
    [10, 9.9],
    [4000, 3900],
    [50, 0],
  ])('waits as M/M/c does: %i servers, %f erlangs', (servers, load) => {
    const state = settledState({ servers, meanService: 2 }, load / 2);
    expect(allBusyOf(state, servers)).toBeCloseTo(erlangC(servers, load), 12);
    expect(meanQueueOf(state, servers)).toBeCloseTo((erlangC(servers, load) * load) / (servers - load), 9);
  });
});

describe('advanceState', () => {
  it('fills an endless station as a Poisson number of mean a(1 − e^(−μt))', () => {
    const system = { servers: 300, meanService: 2 };
    const state = advanceState({ first: 0, shares: Float64Array.of(1) }, system, 20, 1.3);
    const mean = 40 * -Math.expm1(-1.3 / 2);
    const number = (power: number): number =>
      state.shares.reduce((sum, share, place) => sum + share * (state.first + place) ** power, 0);
    expect(number(0)).toBeCloseTo(1, 12);
    expect(number(1)).toBeCloseTo(mean, 10);
    expect(number(2) - number(1) ** 2).toBeCloseTo(mean, 8);
  });

  it('leaves what has settled as it is, however long', () => {
    const system = { servers: 5, meanService: 1 };
    const state = advanceState(settledState(system, 4), system, 4, 1e6);
    expect(meanQueueOf(state, 5)).toBeCloseTo(multiServerQueue(5, 4, 1).meanWait * 4, 10);
  });

  it('refuses more than can be followed', () => {
    const system = { servers: 1000, meanService: 1 };
    expect(() => advanceState(settledState(system, 900), system, 1e6, 1e6)).toThrow(/too many to follow/);
  });
});

describe('surgeQueue', () => {
  it('agrees with the forward equations integrated directly', () => {
    const input = { servers: 3, meanService: 1, baseRate: 2, surgeRate: 6, surgeSeconds: 2 };
    for (const at of [0, 1, 2, 4]) {
      const direct = integrated(3, (time) => (time < 2 ? 6 : 2), settledState(input, 2).shares, at, 2000);
      expect(surgeQueue({ ...input, at }).meanQueue).toBeCloseTo(direct.meanQueue, 9);
      expect(surgeQueue({ ...input, at }).allBusy).toBeCloseTo(direct.allBusy, 9);
    }
  });

  it('leaves behind what a fluid would where the surge is large, and then settles again', () => {
    const input = { servers: 10, meanService: 0.1, baseRate: 50, surgeRate: 300, surgeSeconds: 10 };
    expect(surgeQueue({ ...input, at: 10 }).meanQueue / (200 * 10)).toBeCloseTo(1, 2);
    expect(surgeQueue({ ...input, at: 1e5 }).meanQueue).toBeCloseTo(
      multiServerQueue(10, 50, 0.1).meanWait * 50,
      9,
    );
  });

  it('grows with the surge and never forgets more than all of it', () => {
    const rates = fc.double({ min: 0.05, max: 0.95, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        rates,
        fc.double({ min: 0, max: 3, noNaN: true }),
        rates,
        (servers, base, extra, at) => {
          const queue = (surgeRate: number) =>
            surgeQueue({
              servers,
              meanService: 1,
              baseRate: base * servers,
              surgeRate,
              surgeSeconds: 4,
              at: at * 10,
            });
          const calm = queue(base * servers);
          expect(calm.allBusy).toBeCloseTo(erlangC(servers, base * servers), 9);
          expect(queue((base + extra) * servers).meanQueue).toBeGreaterThanOrEqual(calm.meanQueue - 1e-9);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('refuses a base rate that never settles, and a surge of the past', () => {
    const input = { servers: 2, meanService: 1, baseRate: 1, surgeRate: 3, surgeSeconds: 1, at: 1 };
    expect(() => surgeQueue({ ...input, baseRate: 2 })).toThrow(RangeError);
    expect(() => surgeQueue({ ...input, at: -1 })).toThrow(/at/);
  });
});

describe('cyclicQueue', () => {
  it('agrees with the forward equations integrated through many periods', () => {
    const input = { servers: 2, meanService: 1, meanRate: 0.9, amplitude: 0.8, period: 5 };
    const rate = (time: number): number => 0.9 * (1 + 0.8 * Math.sin((2 * Math.PI * time) / 5));
    for (const phase of [0, 0.3, 0.75]) {
      const direct = integrated(2, rate, Float64Array.of(1), 5 * (16 + phase), 6000);
      expect(cyclicQueue({ ...input, phase }).meanQueue / direct.meanQueue).toBeCloseTo(1, 6);
      expect(cyclicQueue({ ...input, phase }).allBusy / direct.allBusy).toBeCloseTo(1, 6);
    }
  });

  it('is M/M/c at the moment’s rate where the cycle is slow, and at the mean rate where it is fast', () => {
    const input = { servers: 10, meanService: 1, meanRate: 6, amplitude: 0.4, phase: 0.25 };
    const settled = (rate: number): number => multiServerQueue(10, rate, 1).meanWait * rate;
    expect(cyclicQueue({ ...input, period: 1e5 }).meanQueue / settled(6 * 1.4)).toBeCloseTo(1, 3);
    expect(cyclicQueue({ ...input, period: 0.01 }).meanQueue / settled(6)).toBeCloseTo(1, 3);
    expect(cyclicQueue({ ...input, amplitude: 0, period: 7 }).meanQueue / settled(6)).toBeCloseTo(1, 9);
  });

  it('follows a queue that remembers many periods', () => {
    const input = { servers: 4, meanService: 1, meanRate: 3.6, amplitude: 0.5, period: 12, phase: 0.3 };
    // 9.29870 by a hundred periods one after the other, in 600 steps at the rate of their middle.
    expect(cyclicQueue(input).meanQueue).toBeCloseTo(9.2987, 4);
  });

  it('refuses what no cycle is', () => {
    const input = { servers: 2, meanService: 1, meanRate: 1, amplitude: 0.5, period: 10, phase: 0 };
    expect(() => cyclicQueue({ ...input, meanRate: 2 })).toThrow(RangeError);
    expect(() => cyclicQueue({ ...input, amplitude: 1.5 })).toThrow(/amplitude/);
    expect(() => cyclicQueue({ ...input, period: 0 })).toThrow(/period/);
  });
});

/** Runge–Kutta of order 4 on the numbers 0 to 90, services of one unit of time. */
function integrated(
  servers: number,
  rateAt: (time: number) => number,
  start: Float64Array,
  until: number,
  steps: number,
): { meanQueue: number; allBusy: number } {
  const slope = (shares: number[], time: number): number[] =>
    shares.map((share, number) => {
      const rate = rateAt(time);
      const leaving = (number < 90 ? rate : 0) + Math.min(number, servers);
      const from = number > 0 ? shares[number - 1]! * rate : 0;
      return from + (shares[number + 1] ?? 0) * Math.min(number + 1, servers) - share * leaving;
    });
  const plus = (shares: number[], slopes: number[], span: number): number[] =>
    shares.map((share, number) => share + span * slopes[number]!);
  let shares = Array.from({ length: 91 }, (_none, number) => start[number] ?? 0);
  const span = until / steps;
  for (let step = 0; step < steps; step++) {
    // A jump of the rate belongs to the end of the step before it, so look just inside.
    const [early, late] = [(step + 1e-9) * span, (step + 1 - 1e-9) * span];
    const first = slope(shares, early);
    const second = slope(plus(shares, first, span / 2), (early + late) / 2);
    const third = slope(plus(shares, second, span / 2), (early + late) / 2);
    const fourth = slope(plus(shares, third, span), late);
    shares = shares.map(
      (share, number) =>
        share + (span / 6) * (first[number]! + 2 * second[number]! + 2 * third[number]! + fourth[number]!),
    );
  }
  return {
    meanQueue: shares.reduce((sum, share, number) => sum + Math.max(0, number - servers) * share, 0),
    allBusy: shares.reduce((sum, share, number) => sum + (number >= servers ? share : 0), 0),
  };
}
