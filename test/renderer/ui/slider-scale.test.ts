import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRange, middle, type Range } from '#shared/units/quantity.ts';
import { moveTo, scaleFor } from '#renderer/ui/slider-scale.ts';

describe('the scale of a slider', () => {
  it('reaches three times the value, in round numbers', () => {
    expect(scaleFor({ from: 1, step: 1 }, 6)).toEqual({ from: 1, to: 20, step: 1 });
    expect(scaleFor({ from: 0 }, 250)).toEqual({ from: 0, to: 1000, step: 5 });
    expect(scaleFor({ from: 0 }, 0.02)).toEqual({ from: 0, to: 0.1, step: 0.0005 });
  });

  it('has ten steps for a small count, and always holds the value', () => {
    expect(scaleFor({ from: 1, step: 1 }, 1)).toEqual({ from: 1, to: 20, step: 1 });
    expect(scaleFor({ from: -0.5, to: 1.5, step: 0.01 }, 4).to).toBe(4);
  });
});

describe('a quantity moved by a slider', () => {
  it('is a multiple of the step, without dust', () => {
    expect(moveTo(6, 7.2, 1)).toBe(7);
    expect(moveTo(0.3, 0.1 + 0.2, 0.01)).toBe(0.3);
    expect(moveTo(undefined, 4, 1)).toBe(4);
  });

  it('keeps the proportions of a positive range and the width of another', () => {
    expect(moveTo({ low: 200, high: 800 }, 800, 5)).toEqual({ low: 400, high: 1600 });
    expect(moveTo({ low: -0.1, high: 0.1 }, 0.2, 0.01)).toEqual({ low: 0.1, high: 0.3 });
    expect(moveTo({ low: 2, high: 3, shape: 'uniform' }, 5, 0.1)).toMatchObject({ shape: 'uniform' });
  });

  it('stays a range, near where it was moved to, however coarse the step', () => {
    const ranges = fc
      .record({
        low: fc.double({ min: 0.01, max: 500, noNaN: true }),
        width: fc.double({ min: 0.01, max: 500, noNaN: true }),
      })
      .map(({ low, width }): Range => ({ low, high: low + width }));
    fc.assert(
      fc.property(ranges, fc.double({ min: 0.01, max: 2000, noNaN: true }), (range, target) => {
        const moved = moveTo(range, target, 1);
        if (!isRange(moved)) throw new Error('Expected a range.');
        expect(moved.low).toBeLessThan(moved.high);
        expect(moved.low).toBeGreaterThan(0);
        expect(Math.abs(middle(moved) - target)).toBeLessThan(Math.max(1.6, target * 0.4));
      }),
    );
  });
});
