import { describe, expect, test } from 'vitest';
import { createCellNumberReader } from '#shared/history/cell-number.ts';
import { detectDecimal } from '#shared/history/detect-decimal.ts';
import { findTimeCandidates } from '#shared/history/timestamp-candidates.ts';
import { createTimeReader } from '#shared/history/timestamp-format.ts';

describe('numbers', () => {
  test.each([
    ['.', '1234.5', 1234.5],
    ['.', '1,234.5', 1234.5],
    ['.', '-0.5', -0.5],
    ['.', '1e3', 1000],
    ['.', '1,5', undefined],
    ['.', '12,34', undefined],
    ['.', '+Inf', undefined],
    ['.', 'Caller 2403', undefined],
    ['.', '2 - Medium', undefined],
    [',', '1234,5', 1234.5],
    [',', '1.234.567,5', 1_234_567.5],
    [',', '1\u202f234,5', 1234.5],
    [',', '1.5', undefined],
  ] as const)('with a decimal "%s", "%s" reads %s', (decimal, text, value) => {
    const reader = createCellNumberReader(decimal);
    expect(reader.read(text)?.value).toBe(value);
    expect(reader.readValue(text)).toBe(value ?? Number.NaN);
  });

  test.each([
    [['2,6', '1360', '0,7578'], ','],
    [['2.6', '1360'], '.'],
    [['1.234.567', '12'], ','],
    [['1.234,5'], ','],
    [['1,234.5'], '.'],
    [['0,123'], ','],
  ] as const)('%j have the decimal sign "%s"', (cells, decimal) => {
    expect(detectDecimal(cells)).toMatchObject({ decimal, isAmbiguous: false });
  });

  test('"1,234" alone may be a thousand or a fraction', () => {
    expect(detectDecimal(['1,234', '5,678'])).toMatchObject({ isAmbiguous: true });
  });
});

describe('times', () => {
  test.each([
    ['iso', '2026-05-04 10:42:07.250', '2026-05-04T10:42:07.250Z'],
    ['iso', '2026-05-04T10:42:07+02:00', '2026-05-04T08:42:07.000Z'],
    ['iso', '20260504T104207Z', '2026-05-04T10:42:07.000Z'],
    ['iso', '2026-05-04', '2026-05-04T00:00:00.000Z'],
    ['iso', '2026-02-29', undefined],
    ['iso', '2026-13-01', undefined],
    ['epoch-s', '1772849612.5', '2026-03-07T02:13:32.500Z'],
    ['epoch-ns', '1772849612500000000', '2026-03-07T02:13:32.500Z'],
    ['excel', '43831.5', '2020-01-01T12:00:00.000Z'],
    ['dd/MM/yyyy HH:mm', '4/5/2026 7:05', '2026-05-04T07:05:00.000Z'],
    ['dd/MM/yyyy HH:mm', '31/04/2026 07:05', undefined],
    ['MM/dd/yyyy hh:mm:ss a', '10/03/2012 12:00:00 AM', '2012-10-03T00:00:00.000Z'],
    ['MM/dd/yyyy hh:mm:ss a', '10/03/2012 12:30:00 PM', '2012-10-03T12:30:00.000Z'],
    ['MM/dd/yyyy hh:mm:ss a', '10/03/2012 13:30:00 PM', undefined],
    ['dd/MM/yyyy HH.mm.ss', '10/03/2004 18.00.00', '2004-03-10T18:00:00.000Z'],
    ['dd MMM yyyy', '29 Feb 2028', '2028-02-29T00:00:00.000Z'],
    ['dd.MM.yy HH:mm', '04.05.26 24:00', '2026-05-05T00:00:00.000Z'],
  ])('in the format %s, "%s" reads %s', (format, text, expected) => {
    const time = createTimeReader(format)(text);
    expect(time && new Date(time.wall).toISOString()).toBe(expected);
  });

  test('a cell that may be day first or month first offers both', () => {
    expect(findTimeCandidates('03/04/2026 10:00').map(({ format }) => format)).toEqual([
      'dd/MM/yyyy HH:mm',
      'MM/dd/yyyy HH:mm',
    ]);
  });

  test.each(['12.5', '1,234', '2403', 'INC0000045', '192.168.1.10', '18.30', '3.5.1', 'code 5'])(
    '"%s" is no time',
    (text) => {
      expect(findTimeCandidates(text)).toEqual([]);
    },
  );

  test('a letter the format does not know is named', () => {
    expect(() => createTimeReader('DD/MM/yyyy')).toThrow('"DD"');
  });
});
