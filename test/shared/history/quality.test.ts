import { describe, expect, test } from 'vitest';
import { judgeQuality, type JudgedSeries } from '#shared/history/quality-report.ts';
import { createFarCounter, createQualityScan } from '#shared/history/quality-scan.ts';
import { createStepCounter } from '#shared/history/step-counter.ts';
import { createWallClockResolver } from '#shared/history/wall-clock.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MONDAY = Date.UTC(2026, 2, 2);
const usual = (hour: number) => 1000 + 500 * Math.sin((2 * Math.PI * hour) / 24) + ((hour * 7919) % 41);

function judge(value: (hour: number) => number, hours = 60 * 24, changes: Partial<JudgedSeries> = {}) {
  const scan = createQualityScan((at) => at);
  for (let hour = 0; hour < hours; hour += 1) scan.add(MONDAY + hour * HOUR_MS, value(hour));
  const found = scan.finish();
  const far = createFarCounter(found.profile);
  for (let hour = 0; hour < hours; hour += 1) {
    const at = MONDAY + hour * HOUR_MS;
    far.add(at, at, value(hour));
  }
  const written = { samples: hours, duplicates: 0, gaps: 0, missingSteps: 0, outOfOrder: 0 };
  return judgeQuality({ rows: hours, badRows: 0 }, [
    {
      name: 'requests',
      kind: 'count',
      timeZone: 'UTC',
      written,
      zoned: null,
      scan: found,
      far: far.finish(),
      spanMs: hours * HOUR_MS,
      ...changes,
    },
  ]);
}

const codes = (quality: ReturnType<typeof judge>) => quality.findings.map(({ code }) => code);

describe('the quality report', () => {
  test('a clean year has nothing to say and scores 100', () => {
    expect(judge(usual, 366 * 24)).toEqual({ score: 100, findings: [] });
  });

  test('finds the spikes, and only them', () => {
    const quality = judge((hour) => (hour % 500 === 100 ? 20_000 : usual(hour)));
    expect(quality.findings.find(({ code }) => code === 'outlier')?.message).toMatch(/^3 samples/); // hours 100, 600, 1100
  });

  test('takes hours on end for a stretch, and says from when to when', () => {
    const { findings } = judge((hour) => (hour >= 700 && hour < 712 ? 20_000 : usual(hour)));
    expect(findings.map(({ code }) => code)).toEqual(['outlier', 'short']);
    expect(findings[0]!.message).toMatch(/^12 samples in a row/);
    expect(findings[0]!.from).toBe(new Date(MONDAY + 700 * HOUR_MS).toISOString());
    expect(findings[0]!.to).toBe(new Date(MONDAY + 711 * HOUR_MS).toISOString());
  });

  test('takes what comes every few hours for usual, however far it is', () => {
    expect(codes(judge((hour) => ((hour * 7919) % 23 === 0 ? 20_000 : usual(hour))))).not.toContain(
      'outlier',
    );
  });

  test('takes a new level for a level shift, not for outliers, even where it began four days ago', () => {
    for (const lasts of [4, 10, 20]) {
      const begins = (60 - lasts) * 24;
      const quality = judge((hour) => usual(hour) * (hour < begins ? 1 : 3));
      expect(codes(quality), `${lasts} days`).toEqual(['levelShift', 'short']);
      expect(quality.findings[0]!.from).toBe(new Date(MONDAY + begins * HOUR_MS).toISOString());
    }
  });

  test('finds the day a level moved, and from where to where', () => {
    const shift = judge((hour) => usual(hour) * (hour < 30 * 24 ? 1 : 2)).findings.find(
      ({ code }) => code === 'levelShift',
    )!;
    expect(shift.from).toBe(new Date(MONDAY + 30 * DAY_MS).toISOString());
    expect(shift.message).toContain('100\u00a0%');
  });

  test('takes a repeated value for a stuck collector, but not a quiet night', () => {
    expect(codes(judge((hour) => (hour > 500 && hour <= 548 ? 1234 : usual(hour))))).toContain('flat');
    expect(codes(judge((hour) => (hour > 500 && hour <= 548 ? 0 : usual(hour))))).not.toContain('flat');
  });

  test('says that -200 looks like a marker', () => {
    const negative = judge((hour) => (hour % 50 === 0 ? -200 : usual(hour))).findings.find(
      ({ code }) => code === 'negative',
    )!;
    expect(negative.message).toContain('-200');
  });

  test('says what a short history cannot tell', () => {
    expect(codes(judge(usual, 10 * 24))).toEqual(['short']);
  });

  test('more missing steps never raise the score', () => {
    const scores = [0, 10, 100, 500].map(
      (missingSteps) =>
        judge(usual, 366 * 24, {
          written: { samples: 366 * 24, duplicates: 0, gaps: missingSteps, missingSteps, outOfOrder: 0 },
        }).score,
    );
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(scores.at(-1)).toBeLessThan(scores[0]!);
  });
});

describe('steps', () => {
  test('gaps are counted from the most frequent distance', () => {
    const steps = createStepCounter();
    [300, 300, 600, 300, 3840, 300].forEach((distance) => steps.add(distance));
    expect(steps.finish()).toMatchObject({ stepMs: 300, gaps: 2, missingSteps: 1 + 12, largestGapMs: 3840 });
  });

  test('times without a rhythm have no gaps', () => {
    const steps = createStepCounter();
    [1, 50, 3, 700, 20].forEach((distance) => steps.add(distance));
    expect(steps.finish()).toMatchObject({ gaps: 0, missingSteps: 0, regularShare: 0.2 });
  });
});

describe('wall clocks of New York', () => {
  test('the repeated hour gives its first, then its second instant', () => {
    const resolver = createWallClockResolver('America/New_York');
    const wall = Date.UTC(2026, 10, 1, 1, 30);
    expect(resolver.resolve(wall) - wall).toBe(4 * HOUR_MS);
    expect(resolver.resolve(wall) - wall).toBe(5 * HOUR_MS);
    expect(resolver.seenTwice).toBe(1);
  });

  test('a time that spring skips is read an hour later, and counted', () => {
    const resolver = createWallClockResolver('America/New_York');
    expect(resolver.resolve(Date.UTC(2026, 2, 8, 2, 30))).toBe(Date.UTC(2026, 2, 8, 7, 30));
    expect(resolver.nonexistent).toBe(1);
  });
});
