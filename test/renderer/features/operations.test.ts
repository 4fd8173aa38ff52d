import { describe, expect, it } from 'vitest';
import { parsePlan } from '#shared/domain/plan-file.ts';
import { setAtPath } from '#shared/domain/path.ts';
import { findOperation, keyOf, newOperation } from '#renderer/features/operations/operations-edits.ts';
import {
  effectText,
  operationsSentence,
  timesText,
  whenText,
} from '#renderer/features/operations/operations-words.ts';
import {
  announcedDownHours,
  spanAt,
  spanCount,
  toTimeline,
} from '#renderer/features/operations/timeline-data.ts';
import { theSamplePlan } from '#test/makers/the-sample-plan.ts';

const DAY = 86_400_000;

describe('edits of the operations', () => {
  it.each(['maintenance', 'deployments', 'faults'] as const)(
    'add one that makes a sound plan and is found again: %s',
    (kind) => {
      const plan = theSamplePlan();
      const operation = newOperation(plan, kind);
      const edited = setAtPath(plan, `operations/${kind}/${operation.item.id}`, operation.item);
      expect(parsePlan(edited).ok).toBe(true);
      expect(findOperation(edited, keyOf(operation))).toEqual(operation);
    },
  );
});

describe('the picture of the operations', () => {
  it('has a lane each, with every occurrence of the span in the plan’s clock', () => {
    const plan = theSamplePlan();
    const { from, to } = spanAt(plan, 'month', 0);
    const { lanes } = toTimeline(plan, from, to);
    expect(lanes.map(({ id, spans }) => [id, spans.length])).toEqual([
      ['maintenance:database-care', 5],
      ['deployments:web-release', 8],
    ]);
    expect(lanes[0]!.spans[0]).toEqual({
      from: Date.UTC(2027, 0, 3, 3, 30),
      to: Date.UTC(2027, 0, 3, 3, 50),
      note: 'out of service',
    });
  });

  it('keeps the wall clock through daylight saving', () => {
    const plan = theSamplePlan();
    const { lanes } = toTimeline(plan, Date.UTC(2027, 3, 1), Date.UTC(2027, 4, 1));
    expect(new Date(lanes[0]!.spans[0]!.from).toISOString()).toBe('2027-04-04T03:30:00.000Z');
  });

  it('moves by calendar months, and counts the spans of the horizon', () => {
    const plan = theSamplePlan();
    expect(spanAt(plan, 'quarter', 1)).toEqual({ from: Date.UTC(2027, 3, 1), to: Date.UTC(2027, 6, 1) });
    expect(spanAt(plan, 'week', 2)).toEqual({
      from: Date.UTC(2027, 0, 1) + 14 * DAY,
      to: Date.UTC(2027, 0, 1) + 21 * DAY,
    });
    expect((['month', 'quarter', 'year'] as const).map((span) => spanCount(plan, span))).toEqual([24, 8, 2]);
  });

  it('adds up announced outages of a year', () => {
    // 52 Sundays of 20 minutes.
    expect(announcedDownHours(theSamplePlan())).toBeCloseTo((52 * 20) / 60, 9);
  });
});

describe('the words of the operations screen', () => {
  it('tell announced hours and what is out most often', () => {
    const plan = theSamplePlan();
    const pictures = {
      outagesPerYear: [
        { component: 'edge', mean: 0.4 },
        { component: 'cart-store', mean: 4.2 },
      ],
    };
    expect(operationsSentence(plan, 17.3, pictures as never)).toBe(
      'Maintenance takes 17.3\u00a0hours a year. Cart store fails most often, 4.2 times a year.',
    );
  });

  it('tell how often, what and when', () => {
    expect([0, 0.2, 1.1, 4.24].map(timesText)).toEqual([
      'never',
      'once in 5 years',
      'once a year',
      '4.2 times a year',
    ]);
    expect(effectText({ kind: 'reduced', share: 0.5 })).toBe('50\u00a0% of instances away');
    const fault = newOperation(theSamplePlan(), 'faults');
    expect(whenText(fault)).toBe('Fri 15 Jan 2027, 14:00, 30\u00a0min');
  });
});
