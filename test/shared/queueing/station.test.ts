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
