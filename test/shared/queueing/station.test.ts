import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { erlangC } from '#shared/queueing/erlang.ts';
import { stationWait } from '#shared/queueing/station.ts';

const meanWait = (input: Parameters<typeof stationWait>[0]): number => {
  const wait = stationWait(input);
  return wait.waitProbability / wait.conditionalWaitRate;
};

describe('stationWait', () => {
  it('is exact for M/M/c: Erlang C, then exponential with rate cμ − λ', () => {
    const wait = stationWait({ servers: 4, arrivalRate: 32, meanService: 0.1, serviceCv2: 1, arrivalCv2: 1 });
    expect(wait.waitProbability).toBe(erlangC(4, 3.2));
    expect(wait.conditionalWaitRate).toBeCloseTo(40 - 32, 12);
  });

  it('gives the Pollaczek–Khinchine mean for M/G/1', () => {
    // λ E[S²] / (2 (1 − ρ)) with λ = 0.8, E[S] = 1, cv² = 3: 0.8 · 4 / 0.4
    expect(
      meanWait({ servers: 1, arrivalRate: 0.8, meanService: 1, serviceCv2: 3, arrivalCv2: 1 }),
    ).toBeCloseTo(8, 12);
  });

  it('gives ρ = σ-root waits for D/M/1', () => {
    // σ = e^(−2(1−σ)) has the root 0.2031878699799799; the mean wait is σ / (μ(1 − σ)).
    const sigma = 0.2031878699799799;
    expect(
      meanWait({ servers: 1, arrivalRate: 0.5, meanService: 1, serviceCv2: 1, arrivalCv2: 0 }),
    ).toBeCloseTo(sigma / (1 - sigma), 12);
  });

  it('gives the second moment of M/G/1’s wait too', () => {
    // E[W²] = 2 E[W]² + λ E[S³] / (3 (1 − ρ)) with E[S³] of the law that two moments stand for.
    const thirds: [cv2: number, third: number][] = [
      [0, 1],
      [1 / 3, (1 + 1 / 3) * (1 + 2 / 3)], // Erlang-3
      [1, 6],
      [4, 3 * 4 * 5], // two exponentials, balanced means
    ];
    for (const [serviceCv2, third] of thirds) {
      const input = { servers: 1, arrivalRate: 0.7, meanService: 1, serviceCv2, arrivalCv2: 1 };
      const wait = stationWait(input);
      const square = (0.7 * (1 + wait.conditionalWaitCv2)) / wait.conditionalWaitRate ** 2;
      expect(square).toBeCloseTo(2 * meanWait(input) ** 2 + (0.7 * third) / (3 * 0.3), 9);
    }
  });

  it('feels the service law in full near capacity and hardly where many servers are seldom all busy', () => {
    const byMean = (servers: number, utilization: number, serviceCv2: number): number => {
      const input = { servers, arrivalRate: servers * utilization, meanService: 1, arrivalCv2: 1 };
      return meanWait({ ...input, serviceCv2 }) / meanWait({ ...input, serviceCv2: 1 });
    };
    expect(byMean(8, 0.9999, 4)).toBeCloseTo(5 / 2, 2);
    expect(byMean(400, 0.5, 4)).toBeCloseTo(1, 6);
  });

  it.each([
    [2, 0.5],
    [2, 0.9],
    [8, 0.7],
    [16, 0.8],
    [32, 0.9],
  ])('is within a tenth of M/D/c solved exactly: %i servers at %f', (servers, utilization) => {
    const input = {
      servers,
      arrivalRate: servers * utilization,
      meanService: 1,
      serviceCv2: 0,
      arrivalCv2: 1,
    };
    const exact = constantServiceWait(servers, servers * utilization);
    expect(Math.abs(meanWait(input) / exact - 1)).toBeLessThan(0.1);
  });

  it('waits for nobody where neither arrivals nor services vary', () => {
    const wait = stationWait({ servers: 3, arrivalRate: 2.7, meanService: 1, serviceCv2: 0, arrivalCv2: 0 });
    expect(wait.waitProbability).toBe(0);
  });

  it('has no step where arrivals pass from regular to bursty', () => {
    for (const serviceCv2 of [0, 0.3, 4, 20]) {
      const at = (arrivalCv2: number): number =>
        meanWait({ servers: 6, arrivalRate: 5, meanService: 1, serviceCv2, arrivalCv2 });
      expect(at(1 - 1e-7) / at(1)).toBeCloseTo(1, 5);
      expect(at(1 + 1e-7) / at(1)).toBeCloseTo(1, 5);
    }
  });

  it('has no pole where c(1 − σ) is a whole number', () => {
    // Exponential arrivals as the limit of bursty ones: at ρ = 0.75 and c = 4 the second term is 0 / 0.
    const input = { servers: 4, arrivalRate: 3, meanService: 1, serviceCv2: 1 };
    expect(stationWait({ ...input, arrivalCv2: 1 + 1e-9 }).waitProbability).toBeCloseTo(erlangC(4, 3), 6);
    expect(stationWait({ ...input, arrivalCv2: 1 - 1e-9 }).waitProbability).toBeCloseTo(erlangC(4, 3), 6);
  });

  it('passes to thousands of servers within a hundredth', () => {
    for (const arrivalCv2 of [0.25, 4]) {
      const exact = stationWait({
        servers: 4096,
        arrivalRate: 4000,
        meanService: 1,
        serviceCv2: 1,
        arrivalCv2,
      });
      const scaled = stationWait({
        servers: 4097,
        arrivalRate: (4000 / 4096) * 4097,
        meanService: 1,
        serviceCv2: 1,
        arrivalCv2,
      });
      expect(scaled.waitProbability / exact.waitProbability).toBeGreaterThan(0.98);
      expect(scaled.waitProbability / exact.waitProbability).toBeLessThan(1.02);
    }
  });

  it('waits more with more load and with burstier arrivals, and never negatively', () => {
    const servers = fc.integer({ min: 1, max: 300 });
    const cv2 = fc.double({ min: 0, max: 16, noNaN: true });
    fc.assert(
      fc.property(
        servers,
        fc.double({ min: 0.01, max: 0.98, noNaN: true }),
        cv2,
        cv2,
        (c, busy, serviceCv2, arrivalCv2) => {
          const at = (utilization: number, burst: number): number =>
            meanWait({
              servers: c,
              arrivalRate: (utilization * c) / 0.2,
              meanService: 0.2,
              serviceCv2,
              arrivalCv2: burst,
            });
          const wait = at(busy, arrivalCv2);
          expect(wait).toBeGreaterThanOrEqual(0);
          expect(at(busy + 0.01, arrivalCv2)).toBeGreaterThanOrEqual(wait * (1 - 1e-9));
          expect(at(busy, arrivalCv2 + 0.5)).toBeGreaterThanOrEqual(wait * (1 - 1e-9));
        },
      ),
    );
  });

  it('has no wait without arrivals and refuses full utilization', () => {
    const input = { servers: 2, meanService: 1, serviceCv2: 1, arrivalCv2: 2 };
    expect(stationWait({ ...input, arrivalRate: 0 }).waitProbability).toBe(0);
    expect(() => stationWait({ ...input, arrivalRate: 2 })).toThrow(RangeError);
  });
});

/**
 * Mean wait of M/D/c: whoever is in service now is gone a service later, so the number then is
 * max(0, number − c) plus the Poisson arrivals of a service. Its settled state, by repetition.
 */
function constantServiceWait(servers: number, offeredLoad: number): number {
  const size = 12 * servers + 200;
  const arrivals = [Math.exp(-offeredLoad)];
  for (let n = 1; n < size; n++) arrivals.push((arrivals[n - 1]! * offeredLoad) / n);
  let shares = Array.from({ length: size }, () => 0);
  shares[0] = 1;
  for (let service = 0; service < 400; service++) {
    const left = Array.from({ length: size }, () => 0);
    shares.forEach((share, n) => (left[Math.max(0, n - servers)]! += share));
    const next = Array.from({ length: size }, () => 0);
    left.forEach((share, n) => {
      if (share < 1e-15) return;
      for (let more = 0; n + more < size; more++) next[n + more]! += share * arrivals[more]!;
    });
    shares = next;
  }
  const waiting = shares.reduce((sum, share, n) => sum + share * Math.max(0, n - servers), 0);
  return waiting / offeredLoad;
}
