import { expect, it } from 'vitest';
import { toCsv } from '#renderer/ui/csv-text.ts';

it('quotes commas, quotes and line ends, and ends every line in CRLF', () => {
  expect(
    toCsv(
      ['Name', 'Value'],
      [
        ['a, b', 1],
        ['say "hi"', null],
        ['two\nlines', 0.5],
      ],
    ),
  ).toBe('Name,Value\r\n"a, b",1\r\n"say ""hi""",\r\n"two\nlines",0.5\r\n');
});
