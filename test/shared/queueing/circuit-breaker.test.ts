import { describe, expect, test } from 'vitest';
import {
  BREAKER_CALLS,
  BREAKER_WINDOW,
  breakerOpenShare,
  breakerTripSeconds,
} from '#shared/queueing/circuit-breaker.ts';
import { createStream, randomKey } from '#shared/statistics/random.ts';
import { exponentialAt } from '#shared/statistics/sampling.ts';

/** The breaker itself, call by call; mean seconds from closing to opening over so many openings. */
function simulatedTrip(callRate: number, failingShare: number, openAbove: number, openings: number): number {
  const stream = createStream(randomKey(1, 0, `breaker/${callRate}/${failingShare}/${openAbove}`));
  let all = 0;
  for (let opening = 0; opening < openings; opening++) {
    const calls: { at: number; failed: boolean }[] = [];
    let at = 0;
    let failures = 0;
    let head = 0;
    for (;;) {
      at += exponentialAt(1 / callRate, stream());
      while (head < calls.length && calls[head]!.at < at - BREAKER_WINDOW)
        if (calls[head++]!.failed) failures -= 1;
      const failed = stream() < failingShare;
      calls.push({ at, failed });
      if (failed) failures += 1;
      const seen = calls.length - head;
      if (seen >= BREAKER_CALLS && failures > openAbove * seen) break;
    }
    all += at;
  }
  return all / openings;
}

/** Long-run share open with openings of 30 s. */
const openShare = (trip: number, callRate: number, failingShare: number) => {
  const open = (30 + 1 / callRate) / (1 - failingShare);
  return open / (open + trip);
};

describe('circuit breaker', () => {
  test('where calls clearly fail it opens as soon as twenty are seen', () => {
    expect(breakerTripSeconds({ callRate: 50, failingShare: 1, openAbove: 0.5 })).toBeCloseTo(20 / 50, 6);
    expect(breakerTripSeconds({ callRate: 50, failingShare: 0, openAbove: 0.5 })).toBe(Infinity);
    expect(breakerTripSeconds({ callRate: 1000, failingShare: 0.3, openAbove: 0.5 })).toBe(Infinity);
  });

  test.each([
    [1.7, 0.16, 0.1],
    [2.2, 0.285, 0.3],
    [3, 0.05, 0.1],
    [3, 0.36, 0.3],
    [5, 0.105, 0.1],
    [5, 0.425, 0.5],
    [10, 0.07, 0.1],
    [10, 0.315, 0.3],
    [10, 0.475, 0.5],
    [50, 0.285, 0.3],
    [50, 0.525, 0.5],
  ])(
    'at %f calls per second of which %f fail, opening above %f, the share open is within 0.05 of the breaker’s own',
    (callRate, failingShare, openAbove) => {
      const trip = breakerTripSeconds({ callRate, failingShare, openAbove });
      const simulated = simulatedTrip(callRate, failingShare, openAbove, 1500);
      const error = openShare(trip, callRate, failingShare) - openShare(simulated, callRate, failingShare);
      expect(Math.abs(error)).toBeLessThan(0.05);
    },
  );

  test('more failures never make it open later', () => {
    for (const callRate of [1, 3, 30, 3000]) {
      let last = Infinity;
      for (let share = 0.02; share <= 1; share += 0.02) {
        const trip = breakerTripSeconds({ callRate, failingShare: share, openAbove: 0.4 });
        expect(trip).toBeLessThanOrEqual(last * 1.02);
        last = trip;
      }
    }
  });

  const span = { openBefore: 0, seconds: 600, tripSeconds: Infinity, openSeconds: 60, trialFailing: 0 };

  test('an opening under way lasts half its length more on average', () => {
    expect(breakerOpenShare({ ...span, openBefore: 1 })).toEqual({ share: 30 / 600, openAfter: 0 });
    expect(breakerOpenShare({ ...span, openBefore: 1, seconds: 30 }).share).toBeCloseTo(0.75, 12);
    expect(breakerOpenShare({ ...span, openBefore: 1, seconds: 30 }).openAfter).toBeCloseTo(0.5, 12);
  });

  test('in the long run it is open for its share of a cycle, for ever where every trial fails', () => {
    const long = { ...span, seconds: 1e6, tripSeconds: 20 };
    expect(breakerOpenShare(long).share).toBeCloseTo(60 / 80, 4);
    expect(breakerOpenShare({ ...long, trialFailing: 0.5 }).share).toBeCloseTo(120 / 140, 4);
    expect(breakerOpenShare({ ...long, trialFailing: 1 }).share).toBeCloseTo(1, 4);
    expect(breakerOpenShare({ ...long, trialFailing: 1 }).openAfter).toBeCloseTo(1, 9);
  });

  test('nothing fails, nothing opens', () => {
    expect(breakerOpenShare(span)).toEqual({ share: 0, openAfter: 0 });
  });
});
