import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { importFile } from '#backend/imports/import-file.ts';
import { aWorkspace } from '#test/makers/a-workspace.ts';
import { NO_REAL_DATA, realDataFolder as folder } from '#test/real-data.ts';

interface Expected {
  file: string;
  delimiter: string;
  rows: number;
  badRows: number;
  timezone: string | null;
  duplicateTimestamps: number | null;
  gaps: number | null;
  missingSteps: number | null;
  stepSeconds: number | null;
  outOfOrderRows: number | null;
  firstTimestampUtc: string | null;
  lastTimestampUtc: string | null;
  zoned?: {
    duplicateTimestamps: number;
    gaps: number;
    missingSteps: number;
    nonexistentLocalTimes: number;
    ambiguousLocalTimesSeenTwice: number;
  };
  columns: Record<string, { numeric: number; missing: number; sum?: number; min?: number; max?: number }>;
}

const files: Expected[] = folder ? readExpected(folder) : [];
const workspace = aWorkspace();
afterAll(() => workspace.close());

function readExpected(from: string): Expected[] {
  const content = JSON.parse(readFileSync(join(from, 'expect.json'), 'utf8'));
  return Array.isArray(content) ? content : Object.values(content.files ?? content);
}

test.skipIf(!folder)(`known numbers are at hand (${NO_REAL_DATA})`, () =>
  expect(files.length).toBeGreaterThan(0),
);

describe.each(files)('$file', (expected) => {
  test('gives the rows, gaps, instants and sums that are known of it', async () => {
    const { file, timezone } = expected;
    const report = await importFile({
      path: join(folder!, file),
      name: file,
      planId: workspace.planId,
      planTimeZone: 'UTC',
      timeZone: timezone ?? undefined,
      database: workspace.database,
    });
    expect(report).toMatchObject({
      rows: expected.rows,
      badRows: expected.badRows,
      delimiter: expected.delimiter,
    });
    for (const [name, column] of Object.entries(expected.columns)) {
      if (column.numeric === 0) continue;
      const series = report.series.find((one) => one.name === name);
      expect(series, name).toMatchObject({
        samples: column.numeric,
        missing: column.missing,
        least: column.min,
        most: column.max,
      });
      expect(series!.sum! / column.sum!).toBeCloseTo(1, 12);
    }
    const whole = report.series.find(({ samples }) => samples === expected.rows)!;
    if (expected.firstTimestampUtc !== null) {
      expect([Date.parse(whole.first), Date.parse(whole.last)]).toEqual([
        Date.parse(expected.firstTimestampUtc),
        Date.parse(expected.lastTimestampUtc!),
      ]);
      expect(whole).toMatchObject({
        duplicates: expected.duplicateTimestamps,
        outOfOrder: expected.outOfOrderRows,
      });
    }
    if (expected.stepSeconds !== null) {
      expect(whole).toMatchObject({
        stepSeconds: expected.stepSeconds,
        gaps: expected.gaps,
        missingSteps: expected.missingSteps,
      });
    }
    if (expected.zoned && expected.zoned.missingSteps !== expected.missingSteps) {
      const { duplicateTimestamps, gaps, missingSteps, nonexistentLocalTimes, ambiguousLocalTimesSeenTwice } =
        expected.zoned;
      const zone = report.quality.findings.find(
        ({ code, series }) => code === 'zone' && series === whole.name,
      )!;
      const numbers = zone.message.split(': ')[1]!.match(/\d+/g)!.map(Number);
      expect(numbers).toEqual([
        duplicateTimestamps,
        gaps,
        missingSteps,
        nonexistentLocalTimes,
        ambiguousLocalTimesSeenTwice,
      ]);
    }
  });
});
