import { expect, it } from 'vitest';
import { formatNumber, groupThousands } from '#renderer/ui/number-text.ts';

it.each([
  [0, '0'],
  [12.345, '12.3'],
  [0.012345, '0.0123'],
  [999.6, '1\u202f000'],
  [1_234_567, '1\u202f234\u202f567'],
  [-42.4, '\u221242.4'],
])('writes %d as “%s”', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

it('groups the whole part and leaves decimals alone', () => {
  expect(groupThousands('12345.6789')).toBe('12\u202f345.6789');
});
