import { describe, expect, it } from 'vitest';
import type { ReadoutPoint } from '#shared/charts/scene.ts';
import { afterKey, nearest } from '#renderer/charts/use-readout.ts';

const point = (x: number, place: Partial<ReadoutPoint> = {}): ReadoutPoint => ({
  x,
  label: String(x),
  values: [],
  ...place,
});
const line = [point(0), point(10), point(20)];
const grid = [
  point(5, { y: 5, row: 0 }),
  point(15, { y: 5, row: 0 }),
  point(5, { y: 25, row: 1 }),
  point(15, { y: 25, row: 1 }),
];

describe('the read-out of a picture', () => {
  it('finds the point nearest along x on a line, whatever the height of the pointer', () => {
    expect(nearest(line, 14, 900)).toBe(1);
    expect(nearest([], 14, 0)).toBe(-1);
  });

  it('finds the cell under the pointer in a grid', () => {
    expect(nearest(grid, 14, 22)).toBe(3);
  });

  it('begins at the first point and stops at both ends', () => {
    expect(afterKey(line, undefined, 'ArrowRight')).toBe(0);
    expect(afterKey(line, 2, 'ArrowRight')).toBe(2);
    expect(afterKey(line, 0, 'PageUp')).toBe(0);
    expect(afterKey(line, 0, 'End')).toBe(2);
  });

  it('moves between the rows of a grid, and stays in the last one', () => {
    expect(afterKey(grid, 1, 'ArrowDown')).toBe(3);
    expect(afterKey(grid, 3, 'ArrowDown')).toBe(3);
  });

  it('leaves other keys to the page, and up and down on a line', () => {
    expect([
      afterKey(line, 1, 'Tab'),
      afterKey(line, 1, 'ArrowDown'),
      afterKey([], undefined, 'ArrowRight'),
    ]).toEqual([undefined, undefined, undefined]);
  });
});
