import type { DemandEvent, Growth, Surge } from '#shared/domain/demand.ts';
import { toIdentifier } from '#shared/domain/identifier.ts';
import type { Plan } from '#shared/domain/plan.ts';

export type EventStart = 'day' | 'holiday' | 'season';

/** An event with ordinary first values. */
export function newEvent(plan: Plan, start: EventStart): DemandEvent {
  const name = { day: 'Launch', holiday: 'Black Friday', season: 'Sale' }[start];
  const id = toIdentifier(
    name,
    plan.demand.events.map((event) => event.id),
  );
  const common = { id, name, multiplier: { low: 1.3, high: 1.8 } };
  const first = `${plan.horizon.start.slice(0, 4)}-06-01T09:00`;
  if (start === 'holiday') {
    const occurrence = {
      kind: 'holiday' as const,
      country: 'US',
      holiday: 'Thanksgiving Day',
      offsetDays: 1,
      startTime: '00:00',
      durationMinutes: 1440,
    };
    return { ...common, shape: 'trapezoid', rampMinutes: 360, occurrence };
  }
  const when = {
    dtstart: first,
    durationMinutes: start === 'day' ? 480 : 4320,
    tzid: plan.timeZone,
    exdate: [],
    ...(start === 'season' && { rrule: 'FREQ=YEARLY' }),
  };
  return {
    ...common,
    shape: start === 'day' ? 'spike' : 'plateau',
    rampMinutes: 0,
    occurrence: { kind: 'calendar', when },
  };
}

export function newSurge(plan: Plan): Surge {
  const name = 'Surge';
  const id = toIdentifier(
    name,
    plan.demand.surges.map((surge) => surge.id),
  );
  return { id, name, perYear: 2, multiplier: { low: 1.3, high: 2 }, durationMinutes: { low: 60, high: 240 } };
}

export const growthNames: Record<Growth['kind'], string> = {
  none: 'none',
  linear: 'linear',
  compound: 'compound',
  sCurve: 'S-curve',
  steps: 'steps',
};
export const growthPurposes: Record<Growth['kind'], string> = {
  none: 'the level stays as it is',
  linear: 'the same amount every year',
  compound: 'the same share every year',
  sCurve: 'slow, fast, then towards a ceiling',
  steps: 'jumps at known dates',
};

/** First values of a kind of growth, keeping the rate where both kinds have one. */
export function firstGrowth(kind: Growth['kind'], present: Growth | undefined, plan: Plan): Growth {
  const perYear = present && 'perYear' in present ? present.perYear : 0.2;
  const middleOfHorizon = `${Number(plan.horizon.start.slice(0, 4)) + Math.floor(plan.horizon.months / 24)}-01-01`;
  switch (kind) {
    case 'none':
      return { kind };
    case 'linear':
      return { kind, perYear };
    case 'compound':
      return { kind, perYear };
    case 'sCurve':
      return { kind, ceiling: 3, midpoint: middleOfHorizon };
    case 'steps':
      return { kind, steps: [{ date: middleOfHorizon, factor: 1.5, rampDays: 30 }] };
  }
}
