import { describe, expect, it } from 'vitest';
import { errorBudget } from '#shared/queueing/error-budget.ts';
import { redundancy } from '#shared/queueing/redundancy.ts';
import { windowAvailability } from '#shared/queueing/window-availability.ts';
import { birthDeath } from './birth-death.ts';

describe('redundancy', () => {
  it('is binomial with a crew for every unit', () => {
    const down = 4 / 1004;
    expect(redundancy({ units: 2, required: 1, mtbfHours: 1000, mttrHours: 4 }).unavailability).toBeCloseTo(
      down ** 2,
      18,
    );
    const three = redundancy({ units: 3, required: 2, mtbfHours: 1000, mttrHours: 4 });
    expect(three.unavailability / (3 * down ** 2 * (1 - down) + down ** 3)).toBeCloseTo(1, 12);
    expect(three.meanUnitsUp).toBeCloseTo(3 * (1 - down), 12);
  });

  it('is the machine repairman with few crews', () => {
    const down = birthDeath(
      6,
      (failed) => (6 - failed) / 100,
      (failed) => Math.min(failed, 2) / 8,
    );
    const found = redundancy({ units: 6, required: 4, mtbfHours: 100, mttrHours: 8, crews: 2 });
    expect(found.unavailability).toBeCloseTo(down[3]! + down[4]! + down[5]! + down[6]!, 13);
    expect(found.outagesPerYear).toBeCloseTo(8760 * down[2]! * (4 / 100), 9);
  });

  it('loses most of its worth to two in a hundred common causes', () => {
    // Engine rule C3: 1.6e-5 becomes 5.5e-5.
    const at = (commonCause: number): number =>
      redundancy({ units: 2, required: 1, mtbfHours: 1000, mttrHours: 4, commonCause }).unavailability;
    expect(at(0)).toBeCloseTo(1.6e-5, 6);
    expect(at(0.02)).toBeCloseTo(5.5e-5, 6);
  });

  it('with cold spares fails less often than with hot ones', () => {
    const input = { units: 3, required: 2, mtbfHours: 1000, mttrHours: 10, crews: 1 };
    expect(redundancy({ ...input, spares: 'cold' }).unavailability).toBeLessThan(
      redundancy(input).unavailability,
    );
  });

  it('stays finite with thousands of units and one crew', () => {
    expect(
      redundancy({ units: 5000, required: 4900, mtbfHours: 1, mttrHours: 1000, crews: 1 }).unavailability,
    ).toBeCloseTo(1, 12);
  });

  it('refuses to need more units than there are', () => {
    expect(() => redundancy({ units: 2, required: 3, mtbfHours: 1, mttrHours: 1 })).toThrow(RangeError);
  });
});

describe('E2 windowAvailability', () => {
  it('meets 99.9 % in 73.8 % of months with an outage of half an hour a month', () => {
    expect(windowAvailability({ mtbf: 720, mttr: 0.5, window: 730, target: 0.999 })).toBeCloseTo(0.738, 3);
  });

  it('is the chance of no outage at all when nothing may be down', () => {
    expect(windowAvailability({ mtbf: 720, mttr: 0.5, window: 730, target: 1 })).toBeCloseTo(
      Math.exp(-730 / 720),
      14,
    );
  });

  it('adds the chance of one outage that fits', () => {
    // Failures so rare that a second one hardly counts: e^(−m) (1 + m (1 − e^(−x/r))).
    const [window, allowance, mttr, mtbf] = [730, 0.73, 0.5, 1e7];
    const mean = (window - allowance) / mtbf;
    const expected = Math.exp(-mean) * (1 + mean * -Math.expm1(-allowance / mttr));
    expect(1 - windowAvailability({ mtbf, mttr, window, target: 0.999 })).toBeCloseTo(1 - expected, 8);
  });
});

describe('errorBudget', () => {
  it('is 43.2 minutes for 99.9 % of thirty days', () => {
    expect(errorBudget(0.999, 30 * 24 * 60)).toBeCloseTo(43.2, 9);
  });
});
