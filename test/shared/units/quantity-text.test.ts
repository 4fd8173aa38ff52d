import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatQuantity, parseQuantity } from '#shared/units/quantity-text.ts';

const parsed = (text: string, scale = 1) => {
  const result = parseQuantity(text, { scale });
  return result.ok ? result.value : result.message;
};

test.each([
  ['8', 8],
  ['  0.021 ', 0.021],
  ['0,5', 0.5],
  ['1 200', 1200],
  ['1\u202f200', 1200],
  ['-3', -3],
  ['1e-9', 1e-9],
  ['200 to 300', { low: 200, high: 300 }],
  ['200–300', { low: 200, high: 300 }],
  ['200 .. 300', { low: 200, high: 300 }],
  ['250 ± 10 %', { low: 225, high: 275 }],
  ['0.021 ± 0.004', { low: 0.017, high: 0.025 }],
  ['250 +- 50', { low: 200, high: 300 }],
])('"%s" is understood', (text, value) => {
  expect(parsed(text)).toEqual(value);
});

test('in a percent field 99.9 is 0.999, and ± 5 % means points', () => {
  expect(parsed('99.9 %', 100)).toBe(0.999);
  expect(parsed('30 to 60 %', 100)).toEqual({ low: 0.3, high: 0.6 });
  expect(parsed('40 ± 5 %', 100)).toEqual({ low: 0.35, high: 0.45 });
});

test('a range of one point is a number', () => {
  expect(parsed('5 to 5')).toBe(5);
});

test.each(['', 'many', '300 to 200', '1 2 to', '--4', '5 apples'])('"%s" is refused in words', (text) => {
  expect(parsed(text)).toEqual(expect.any(String));
});

test('what is written is read back as it was', () => {
  const number = fc
    .double({ min: -1e9, max: 1e9, noNaN: true })
    .map((value) => Number(value.toPrecision(10)));
  fc.assert(
    fc.property(number, number, (a, b) => {
      const value = a < b ? { low: a, high: b } : a === b ? a : { low: b, high: a };
      expect(parsed(formatQuantity(value))).toEqual(value);
    }),
  );
});
