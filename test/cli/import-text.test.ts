import { expect, test } from 'vitest';
import { importProgress } from '#cli/import-text.ts';

const event = {
  kind: 'progress' as const,
  bytes: 500,
  totalBytes: 1000,
  rows: 12_000,
  rowsPerSecond: 4000.4,
};

test('progress is that of all the work, not of the reading alone', () => {
  const { share, text } = importProgress({ ...event, bytes: 1000, secondsLeft: 2.2, share: 0.5 });
  expect(share).toBe(0.5);
  expect(text).toBe('12\u202f000 rows, judging and storing, 3\u00a0s left');
});

test('while the file is read, its speed is told', () => {
  expect(importProgress({ ...event, secondsLeft: null, share: 0.25 })).toEqual({
    share: 0.25,
    text: '12\u202f000 rows, 4\u202f000 a second',
  });
});
