import { describe, expect, it } from 'vitest';
import type { Growth } from '#shared/domain/demand.ts';
import { parsePlan } from '#shared/domain/plan-file.ts';
import { firstGrowth, newEvent, newSurge } from '#renderer/features/demand/demand-edits.ts';
import { demandSentence, growthWords, occurrenceText } from '#renderer/features/demand/demand-words.ts';
import { findEventDays } from '#renderer/features/demand/event-days.ts';
import { aFinishedRun } from '#test/makers/a-finished-run.ts';
import { theSamplePlan } from '#test/makers/the-sample-plan.ts';

describe('the days of events', () => {
  it('follow a moving holiday and the calendar, within the horizon', () => {
    expect(findEventDays(theSamplePlan())).toEqual([
      { date: '2027-04-15', name: 'Spring sale' },
      { date: '2027-11-26', name: 'Black Friday' },
      { date: '2028-04-15', name: 'Spring sale' },
      { date: '2028-11-24', name: 'Black Friday' },
    ]);
  });

  it('are none where the rule can not be read', () => {
    const plan = theSamplePlan();
    const when = {
      dtstart: '2027-01-01T00:00',
      durationMinutes: 60,
      rrule: 'FREQ=SOMETIMES',
      tzid: 'UTC',
      exdate: [],
    };
    const event = { ...plan.demand.events[0]!, occurrence: { kind: 'calendar' as const, when } };
    expect(findEventDays({ ...plan, demand: { ...plan.demand, events: [event] } })).toEqual([]);
  });
});

describe('edits of the demand', () => {
  it.each(['day', 'holiday', 'season'] as const)('add an event that makes a sound plan: %s', (start) => {
    const plan = theSamplePlan();
    const events = [...plan.demand.events, newEvent(plan, start)];
    expect(
      parsePlan({
        ...plan,
        demand: { ...plan.demand, events, surges: [...plan.demand.surges, newSurge(plan)] },
      }).ok,
    ).toBe(true);
  });

  it.each<Growth['kind']>(['none', 'linear', 'compound', 'sCurve', 'steps'])(
    'change growth to %s, which makes a sound plan',
    (kind) => {
      const plan = theSamplePlan();
      const growth = firstGrowth(kind, plan.demand.growth, plan);
      expect(parsePlan({ ...plan, demand: { ...plan.demand, growth } }).ok).toBe(true);
    },
  );

  it('keep the rate between kinds of growth that have one', () => {
    const plan = theSamplePlan();
    expect(firstGrowth('linear', plan.demand.growth, plan)).toEqual({
      kind: 'linear',
      perYear: { low: 0.3, high: 0.6 },
    });
  });
});

describe('the words of the demand screen', () => {
  it('tell growth and the busiest hour with its event', () => {
    const plan = theSamplePlan();
    const { pictures } = aFinishedRun(plan);
    expect(demandSentence(plan, pictures, findEventDays(plan))).toMatch(
      /^Load grows 30 to 60\u00a0% a year\. The busiest hour comes on .* 2028: [\d\u202f]+\u00a0requests\/s, one future in ten above [\d\u202f]+\.$/,
    );
    expect(demandSentence(plan, null, [])).toBe('Load grows 30 to 60\u00a0% a year.');
  });

  it('tell every kind of growth', () => {
    const growths: Growth[] = [
      { kind: 'none' },
      { kind: 'linear', perYear: -0.1 },
      { kind: 'sCurve', ceiling: 3, midpoint: '2027-06-01' },
    ];
    expect(growths.map(growthWords)).toEqual([
      'stays level',
      'shrinks 10\u00a0% of today’s level each year',
      'grows along an S to 3 times today’s level',
    ]);
  });

  it('tell when an event happens', () => {
    expect(theSamplePlan().demand.events.map(occurrenceText)).toEqual([
      'Thanksgiving Day (US) + 1 day, 24\u00a0h',
      'every year at 08:00, 3\u00a0days',
    ]);
  });
});
