import { describe, expect, it } from 'vitest';
import {
  aroundOne,
  factorsOf,
  indexOf,
  pasteBlock,
  readFactor,
  withFactors,
} from '#renderer/features/demand/season-factors.ts';

const mean = (factors: readonly number[]) =>
  factors.reduce((sum, factor) => sum + factor, 0) / factors.length;

describe('the factors of a season', () => {
  it('are flat where the plan says nothing', () => {
    expect(factorsOf({}, 'monthOfYear')).toEqual(Array.from({ length: 12 }, () => 1));
    expect(factorsOf(undefined, 'hourOfWeek')).toHaveLength(168);
  });

  it('are put around one and keep their shape', () => {
    const factors = aroundOne([2, 4, 6])!;
    expect(factors).toEqual([0.5, 1, 1.5]);
    expect(mean(aroundOne([3, 1, 1, 1, 7])!)).toBeCloseTo(1, 4);
  });

  it('can not all be zero', () => {
    expect(aroundOne([0, 0])).toBeNull();
  });

  it('leave the other shape alone, and vanish when made flat', () => {
    const season = {
      monthOfYear: Array.from({ length: 12 }, () => 1),
      hourOfWeek: Array(168).fill(1) as number[],
    };
    expect(withFactors(season, 'hourOfWeek', undefined)).toEqual({ monthOfYear: season.monthOfYear });
  });

  it('run through the hours of Monday first', () => {
    expect(indexOf('hourOfWeek', 23, 0)).toBe(23);
    expect(indexOf('hourOfWeek', 0, 1)).toBe(24);
    expect(indexOf('monthOfYear', 11, 0)).toBe(11);
  });

  it('take a block from a spreadsheet, and leave out what does not fit in', () => {
    const empty = Array.from({ length: 168 }, () => '');
    const pasted = pasteBlock(empty, 'hourOfWeek', { row: 22, column: 6 }, '1,5\t9\n2\t9\n3\t9\n');
    expect(pasted.filter((text) => text !== '')).toEqual(['1,5', '2']);
    expect(pasted[6 * 24 + 22]).toBe('1,5');
  });

  it('are read with a point or a comma', () => {
    expect(readFactor('1,5')).toBe(1.5);
    expect(readFactor(' 0 ')).toBe(0);
    expect(readFactor('')).toBeNull();
    expect(readFactor('-1')).toBeNull();
  });
});
