import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitArrivalLaw } from '#shared/queueing/arrival-law.ts';
import { fluidSurge } from '#shared/queueing/fluid-surge.ts';
import { multiServerQueue } from '#shared/queueing/multi-server-queue.ts';
import { closedNetwork, openNetwork } from '#shared/queueing/network.ts';
import {
  erlangPhases,
  exponentialPhases,
  hyperexponentialPhases,
  phaseQuantile,
  phaseTail,
  phaseTimes,
  sumOfPhases,
  waitPhases,
} from '#shared/queueing/phase-type.ts';
import {
  multiServerPriorityWaits,
  preemptiveResponses,
  priorityWaits,
} from '#shared/queueing/priority-queue.ts';
import { retryAmplification, retryEquilibrium } from '#shared/queueing/retries.ts';
import { scalabilityPeak, usableCapacity } from '#shared/queueing/scalability.ts';
import { pollaczekKhinchineWait } from '#shared/queueing/single-server-queue.ts';
import { halfinWhitt, serversForResponse, serversForWaitProbability } from '#shared/queueing/staffing.ts';
import { tandemResponse } from '#shared/queueing/tandem.ts';
import { erlangB, erlangC } from '#shared/queueing/erlang.ts';

describe('fitArrivalLaw', () => {
  it('has the rate and cv² it was asked for', () => {
    // Moments from the transform: A(s) = 1 − s/λ + s² E[T²]/2 − …
    for (const cv2 of [0, 0.25, 0.7, 1, 1.5, 4, 16]) {
      const law = fitArrivalLaw(5, cv2);
      const s = 1e-5;
      expect(law.slope(0)).toBeCloseTo(1 / 5, 12);
      expect((2 * (s / 5 - law.complement(s))) / s ** 2).toBeCloseTo((1 + cv2) / 25, 4);
    }
  });

  it('has a slope that is the derivative of its transform', () => {
    for (const cv2 of [0, 0.3, 1, 6]) {
      const law = fitArrivalLaw(2, cv2);
      const change = (law.complement(1.001) - law.complement(0.999)) / 0.002;
      expect(law.slope(1)).toBeCloseTo(change, 6);
    }
  });
});

describe('multiServerQueue', () => {
  it('responds exponentially with one server', () => {
    const queue = multiServerQueue(1, 0.5, 1);
    expect(queue.responseTail(3)).toBeCloseTo(Math.exp(-0.5 * 3), 14);
    expect(queue.responseQuantile(0.95)).toBeCloseTo(Math.log(20) / 0.5, 12);
    expect(queue.waitQuantile(0.5)).toBe(0);
    expect(queue.waitQuantile(0.95)).toBeCloseTo(Math.log(0.5 / 0.05) / 0.5, 12);
  });

  it('has no pole where waiting and serving go at the same rate', () => {
    // c − 1 = a: P(T > t) = e^(−μt) (1 + C μt)
    const queue = multiServerQueue(3, 2, 1);
    expect(queue.responseTail(1.7)).toBeCloseTo(Math.exp(-1.7) * (1 + erlangC(3, 2) * 1.7), 14);
    expect(multiServerQueue(3, 2 + 1e-9, 1).responseTail(1.7)).toBeCloseTo(queue.responseTail(1.7), 8);
  });
});

describe('phase types', () => {
  it('give the tails of the laws they are made of', () => {
    expect(phaseTail(exponentialPhases(2), 3)).toBeCloseTo(Math.exp(-1.5), 14);
    expect(phaseTail(erlangPhases(3, 3), 2)).toBeCloseTo(Math.exp(-2) * (1 + 2 + 2), 14);
    expect(phaseTimes(hyperexponentialPhases(7, 4)).reduce((a, b) => a + b)).toBeCloseTo(7, 12);
  });

  it('add two exponentials to a hypo-exponential', () => {
    const both = sumOfPhases(exponentialPhases(1), exponentialPhases(0.5));
    expect(phaseTail(both, 2)).toBeCloseTo(2 * Math.exp(-2) - Math.exp(-4), 14);
  });

  it('keep their digits over very long times', () => {
    expect(phaseTail(exponentialPhases(1), 30) / Math.exp(-30)).toBeCloseTo(1, 10);
    expect(
      phaseTail(
        {
          start: [1, 0],
          rates: [
            [-100, 0],
            [0, -1],
          ],
        },
        20,
      ),
    ).toBeLessThan(1e-200);
    expect(
      phaseTail(
        {
          start: [0, 1],
          rates: [
            [-100, 0],
            [0, -1],
          ],
        },
        20,
      ) / Math.exp(-20),
    ).toBeCloseTo(1, 10);
  });

  it('wait in M/M/1 and M/G/1 as they should', () => {
    const waiting = waitPhases(0.8, exponentialPhases(1));
    expect(phaseTail(waiting, 4)).toBeCloseTo(0.8 * Math.exp(-0.8), 13);
    for (const service of [erlangPhases(4, 1), hyperexponentialPhases(1, 4)]) {
      const cv2 = service.start.length === 4 ? 0.25 : 4;
      const mean = phaseTimes(waitPhases(0.8, service)).reduce((a, b) => a + b);
      expect(mean).toBeCloseTo(pollaczekKhinchineWait(0.8, 1, cv2), 12);
    }
    expect(pollaczekKhinchineWait(0.5, 1, 0.25)).toBe(0.625); // 0.5 · 1.25 / (2 · 0.5)
    expect(() => pollaczekKhinchineWait(1, 1, 1)).toThrow(RangeError);
  });

  it('pass through a row of stations', () => {
    const law = tandemResponse(0.8, [
      { servers: 1, meanService: 1 },
      { servers: 1, meanService: 1 / 1.2 },
    ]);
    // exp(0.2) + exp(0.4): 2e^(−0.2t) − e^(−0.4t)
    expect(phaseTail(law, 5)).toBeCloseTo(2 * Math.exp(-1) - Math.exp(-2), 12);
    expect(phaseTail(law, phaseQuantile(law, 0.95))).toBeCloseTo(0.05, 12);
  });
});

describe('priorities', () => {
  const classes = [
    { arrivalRate: 0.3, meanService: 1, serviceCv2: 1 },
    { arrivalRate: 0.5, meanService: 1, serviceCv2: 1 },
  ];

  it('follow Cobham with W₀ = 0.8', () => {
    expect(priorityWaits(classes)[0]).toBeCloseTo(0.8 / (1 - 0.3), 12);
    expect(priorityWaits(classes)[1]).toBeCloseTo(0.8 / ((1 - 0.3) * (1 - 0.8)), 12);
  });

  it('make the highest class blind to the others when it preempts', () => {
    expect(preemptiveResponses(classes)[0]).toBeCloseTo(1 / (1 - 0.3), 12);
  });

  it('keep the mean wait over all classes, where service does not depend on the class', () => {
    const waits = multiServerPriorityWaits(4, [1.2, 2], 1);
    const all = multiServerQueue(4, 3.2, 1).meanWait;
    expect((1.2 * waits[0]! + 2 * waits[1]!) / 3.2).toBeCloseTo(all, 12);
  });

  it('let the high class through while the low one waits for ever', () => {
    const waits = multiServerPriorityWaits(2, [1, 3], 1);
    expect(waits[0]).toBeCloseTo(0.5 / (1 - 0.5), 12); // both servers always busy: residual 1/2
    expect(waits[1]).toBe(Infinity);
  });
});

describe('scalability', () => {
  it('is linear without contention and coherency, and peaks where the law says', () => {
    expect(usableCapacity(12, 0, 0)).toBe(12);
    expect(usableCapacity(0, 0.1, 0.1)).toBe(0);
    expect(usableCapacity(10, 0.1, 0.01)).toBeCloseTo(10 / (1 + 0.9 + 0.9), 14);
    expect(scalabilityPeak(0.1, 0.0001).exact).toBeCloseTo(Math.sqrt(0.9 / 0.0001), 12);
    expect(scalabilityPeak(0, 0).whole).toBe(Infinity);
  });

  it('has a whole peak that neither neighbour beats', () => {
    const share = fc.double({ min: 0, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(share, fc.double({ min: 1e-6, max: 0.5, noNaN: true }), (contention, coherency) => {
        const { whole } = scalabilityPeak(contention, coherency);
        const at = (instances: number): number => usableCapacity(instances, contention, coherency);
        expect(at(whole)).toBeGreaterThanOrEqual(at(whole + 1) * (1 - 1e-14));
        expect(at(whole)).toBeGreaterThanOrEqual(at(Math.max(0, whole - 1)) * (1 - 1e-14));
      }),
    );
  });
});

describe('retries', () => {
  it('amplify as a geometric sum', () => {
    expect(retryAmplification(0.5, 3)).toEqual({ attempts: 1 + 0.5 + 0.25 + 0.125, finalFailure: 0.5 ** 4 });
    expect(retryAmplification(1, 2)).toEqual({ attempts: 3, finalFailure: 1 });
  });

  it('settle where the attempts explain themselves', () => {
    const { attemptRate, finalLoss } = retryEquilibrium({
      servers: 10,
      arrivalRate: 8,
      meanService: 1,
      persistence: 0.5,
    });
    const blocking = erlangB(10, attemptRate);
    expect(attemptRate * (1 - 0.5 * blocking)).toBeCloseTo(8, 12);
    expect(8 * (1 - finalLoss)).toBeCloseTo(attemptRate * (1 - blocking), 12);
    expect(() => retryEquilibrium({ servers: 2, arrivalRate: 2, meanService: 1, persistence: 1 })).toThrow(
      RangeError,
    );
  });
});

describe('a surge as a fluid', () => {
  it('leaves a triangle', () => {
    const surge = fluidSurge({ baseRate: 800, surgeRate: 1500, capacity: 1000, surgeSeconds: 600 });
    expect(surge).toEqual({
      peakBacklog: 500 * 600,
      drainSeconds: 300_000 / 200,
      maximumWait: 300,
      totalDelay: (300_000 * 2100) / 2,
      requestsDelayed: 1500 * 600 + 800 * 1500,
    });
  });
});

describe('staffing', () => {
  it('finds the fewest servers', () => {
    const servers = serversForWaitProbability(200, 0.2);
    expect(erlangC(servers, 200)).toBeLessThanOrEqual(0.2);
    expect(erlangC(servers - 1, 200)).toBeGreaterThan(0.2);
    expect(serversForResponse(10, 1, 0.95, 2.9)).toBe(Infinity); // service alone: p95 = ln 20 = 2.996
  });

  it('approaches the limit of Halfin and Whitt', () => {
    const servers = 1_000_000;
    expect(halfinWhitt(0.5)).toBeCloseTo(erlangC(servers, servers - 0.5 * Math.sqrt(servers)), 3);
  });
});

describe('networks', () => {
  it('open: is a row of M/M/1 when the routing says so', () => {
    const { arrivalRates, meanResponse } = openNetwork({
      external: [0.5, 0],
      routing: [
        [0, 1],
        [0, 0],
      ],
      servers: [1, 1],
      meanService: [1, 0.5],
    });
    expect(arrivalRates).toEqual([0.5, 0.5]);
    expect(meanResponse).toBeCloseTo(1 / (1 - 0.5) + 1 / (2 - 0.5), 12);
  });

  it('closed: one station alone is always busy', () => {
    expect(closedNetwork([0.2], 7, 0)).toEqual({
      throughput: expect.closeTo(5, 12),
      response: expect.closeTo(1.4, 12),
    });
  });
});
