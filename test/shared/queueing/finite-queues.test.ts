import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abandonmentQueue } from '#shared/queueing/abandonment.ts';
import { erlangB } from '#shared/queueing/erlang.ts';
import { lossQueue, lossQueueWaitTail } from '#shared/queueing/loss-queue.ts';
import { multiServerQueue } from '#shared/queueing/multi-server-queue.ts';
import { birthDeath } from './birth-death.ts';

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

describe('lossQueue', () => {
  it.each([
    [3, 4, 2.5],
    [3, 4, 9],
    [1, 20, 1],
    [5, 0, 4],
  ])('agrees with the chain of M/M/%i with %i places at %f per second', (servers, places, arrivalRate) => {
    const full = servers + places;
    const states = birthDeath(
      full,
      () => arrivalRate,
      (n) => Math.min(n, servers),
    );
    const queue = lossQueue({ servers, places, arrivalRate, meanService: 1 });
    expect(queue.blocking).toBeCloseTo(states[full]!, 13);
    expect(queue.throughput).toBeCloseTo(sum(states.map((share, n) => share * Math.min(n, servers))), 12);
    const queued = sum(states.map((share, n) => share * Math.max(0, n - servers)));
    expect(queue.meanWait).toBeCloseTo(queued / queue.throughput, 12);
    expect(queue.waitProbability).toBeCloseTo(sum(states.slice(servers, full)) / (1 - states[full]!), 12);
  });

  it('is Erlang B without places and M/M/c with very many', () => {
    expect(lossQueue({ servers: 7, places: 0, arrivalRate: 6, meanService: 1 }).blocking).toBeCloseTo(
      erlangB(7, 6),
      14,
    );
    const endless = lossQueue({ servers: 7, places: 5000, arrivalRate: 6, meanService: 1 });
    expect(endless.meanWait).toBeCloseTo(multiServerQueue(7, 6, 1).meanWait, 12);
  });

  it('stays finite for a hundred thousand servers in any overload', () => {
    const queue = lossQueue({ servers: 100_000, places: 20_000, arrivalRate: 150_000, meanService: 1 });
    expect(queue.blocking).toBeCloseTo(1 - 100_000 / 150_000, 9);
    expect(queue.meanWait).toBeCloseTo(20_000 / 100_000, 3);
    expect(lossQueue({ servers: 100_000, places: 10, arrivalRate: 1, meanService: 1 }).blocking).toBe(0);
  });

  it('gives a wait tail whose area is the mean wait', () => {
    const input = { servers: 4, places: 16, arrivalRate: 6, meanService: 1 };
    let area = 0;
    for (let step = 0; step < 20_000; step++) area += lossQueueWaitTail(input, (step + 0.5) * 0.001) * 0.001;
    expect(area).toBeCloseTo(lossQueue(input).meanWait, 6);
  });

  it('refuses half a place', () => {
    expect(() => lossQueue({ servers: 2, places: 0.5, arrivalRate: 1, meanService: 1 })).toThrow(RangeError);
  });

  it('carries what it does not block, and blocks more with more load', () => {
    const input = fc.record({
      servers: fc.integer({ min: 1, max: 500 }),
      places: fc.integer({ min: 0, max: 500 }),
      meanService: fc.constant(0.3),
    });
    fc.assert(
      fc.property(input, fc.double({ min: 0.01, max: 5, noNaN: true }), (room, utilization) => {
        const arrivalRate = (utilization * room.servers) / 0.3;
        const queue = lossQueue({ ...room, arrivalRate });
        expect(queue.throughput).toBeLessThanOrEqual((room.servers / 0.3) * (1 + 1e-12));
        expect(queue.throughput / (arrivalRate * (1 - queue.blocking))).toBeCloseTo(1, 9);
        expect(lossQueue({ ...room, arrivalRate: arrivalRate * 1.01 }).blocking).toBeGreaterThanOrEqual(
          queue.blocking,
        );
      }),
    );
  });
});

describe('abandonmentQueue', () => {
  it.each([
    [5, 4, 2],
    [5, 12, 0.5],
    [1, 0.8, 10],
    [20, 20, 1],
  ])(
    'agrees with the chain of %i servers at %f arrivals and patience %f',
    (servers, arrivalRate, meanPatience) => {
      const states = birthDeath(
        400,
        () => arrivalRate,
        (n) => Math.min(n, servers) + Math.max(0, n - servers) / meanPatience,
      );
      const queued = sum(states.map((share, n) => share * Math.max(0, n - servers)));
      const queue = abandonmentQueue({ servers, arrivalRate, meanService: 1, meanPatience });
      expect(queue.waitProbability).toBeCloseTo(sum(states.slice(servers)), 12);
      expect(queue.meanWait).toBeCloseTo(queued / arrivalRate, 12);
      expect(queue.abandonProbability).toBeCloseTo(queued / meanPatience / arrivalRate, 12);
    },
  );

  it('counts those served within a time as the chain does for one that arrives', () => {
    // One server, found with one in service: served at once it is not; P(service ends within t before patience does)
    // = ∫ μ e^(−μx) e^(−θx) dx. With an arrival rate near zero nobody is behind, so only that case remains.
    const [rate, theta, time] = [1e-7, 0.5, 0.8];
    const queue = abandonmentQueue({
      servers: 1,
      arrivalRate: rate,
      meanService: 1,
      meanPatience: 1 / theta,
    });
    const busy = rate / (1 + rate);
    const inTime = (1 - Math.exp(-(1 + theta) * time)) / (1 + theta);
    expect((1 - queue.servedWithin(time)) / (busy * (1 - inTime))).toBeCloseTo(1, 5);
  });

  it('serves everybody who does not give up, in the end', () => {
    const queue = abandonmentQueue({ servers: 9, arrivalRate: 1.1, meanService: 10, meanPatience: 240 });
    expect(queue.servedWithin(1e5)).toBeCloseTo(1 - queue.abandonProbability, 10);
    expect(queue.servedWithin(0)).toBeCloseTo(1 - queue.waitProbability, 10);
    expect(queue.offeredWaitTail(0)).toBeCloseTo(queue.waitProbability, 12);
  });

  it('becomes M/M/c where nobody gives up', () => {
    const input = { servers: 4, arrivalRate: 3, meanService: 1 };
    const patient = abandonmentQueue({ ...input, meanPatience: Infinity });
    expect(patient.meanWait).toBeCloseTo(multiServerQueue(4, 3, 1).meanWait, 14);
    const nearly = abandonmentQueue({ ...input, meanPatience: 1e7 });
    expect(nearly.servedWithin(0.7)).toBeCloseTo(patient.servedWithin(0.7), 6);
    expect(() => abandonmentQueue({ ...input, arrivalRate: 4, meanPatience: Infinity })).toThrow(RangeError);
  });

  it('survives a desk at ten times its capacity with very patient customers', () => {
    const queue = abandonmentQueue({ servers: 9, arrivalRate: 9, meanService: 10, meanPatience: 24_000 });
    expect(queue.abandonProbability).toBeCloseTo(0.9, 6); // only 0.9 of 9 a minute are served
    expect(queue.servedWithin(60)).toBeLessThan(1e-9);
  });

  it('serves more within a longer time, and fewer with more arrivals', () => {
    const time = fc.double({ min: 0, max: 500, noNaN: true });
    const load = fc.double({ min: 0.01, max: 3, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        load,
        time,
        fc.double({ min: 1, max: 2000, noNaN: true }),
        (servers, busy, within, meanPatience) => {
          const at = (factor: number) =>
            abandonmentQueue({
              servers,
              arrivalRate: (factor * busy * servers) / 10,
              meanService: 10,
              meanPatience,
            });
          expect(at(1).servedWithin(within)).toBeLessThanOrEqual(at(1).servedWithin(within + 5) + 1e-9);
          expect(at(1.05).servedWithin(within)).toBeLessThanOrEqual(at(1).servedWithin(within) + 1e-9);
        },
      ),
    );
  });
});
