import { createLocalClock } from '#shared/calendar/local-time.ts';
import { occurrences, startInstant } from '#shared/calendar/recurrence.ts';
import { fromIsoText, toCivilDate } from '#shared/charts/civil-date.ts';
import type { TimelineData } from '#shared/charts/timeline.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { highEnd } from '#shared/units/quantity.ts';
import { allOperations, keyOf, type Operation } from './operations-edits.ts';
import { effectText } from './operations-words.ts';

export type SpanId = 'week' | 'month' | 'quarter' | 'year';

const DAY_MS = 86_400_000;
const ROLES = { maintenance: 'category-5', deployments: 'category-3', faults: 'category-2' } as const;

/** Start and end, in the plan's wall clock, of the span a number of spans after the horizon's start. */
export function spanAt({ horizon }: Plan, span: SpanId, offset: number): { from: number; to: number } {
  const start = fromIsoText(horizon.start);
  if (span === 'week') return { from: start + offset * 7 * DAY_MS, to: start + (offset + 1) * 7 * DAY_MS };
  const { year, month, day } = toCivilDate(start);
  const months = { month: 1, quarter: 3, year: 12 }[span];
  return {
    from: Date.UTC(year, month - 1 + offset * months, day),
    to: Date.UTC(year, month - 1 + (offset + 1) * months, day),
  };
}

/** How many spans the horizon has. */
export function spanCount({ horizon }: Plan, span: SpanId): number {
  const days = horizon.months * 30.44;
  return Math.max(
    1,
    Math.ceil(span === 'week' ? days / 7 : horizon.months / { month: 1, quarter: 3, year: 12 }[span]),
  );
}

/** Maintenance, deployments and faults of the span, each in its lane. */
export function toTimeline(plan: Plan, from: number, to: number): TimelineData {
  const clock = createLocalClock(plan.timeZone, from - DAY_MS, to + DAY_MS);
  const lanes = allOperations(plan).map((operation) => ({
    id: keyOf(operation),
    name: operation.item.name,
    role: ROLES[operation.kind],
    spans: intervalsOf(plan, operation, from - DAY_MS, to + DAY_MS)
      .map(({ start, end }) => ({
        from: clock.toWall(start),
        to: clock.toWall(end),
        note: effectText(operation.item.effect),
      }))
      .filter((span) => span.to > from && span.from < to),
  }));
  return { from, to, lanes };
}

/** Hours per year in which announced maintenance takes something out of service, in the horizon's first year. */
export function announcedDownHours(plan: Plan): number {
  const { from, to } = spanAt(plan, 'year', 0);
  return plan.operations.maintenance
    .filter(({ effect }) => effect.kind === 'down')
    .flatMap((item) => intervalsOf(plan, { kind: 'maintenance', item }, from, to))
    .reduce((sum, { start, end }) => sum + (end - start) / 3_600_000, 0);
}

/** A rule that can not be read happens never; its field says what is wrong with it. */
function intervalsOf(
  plan: Plan,
  { kind, item }: Operation,
  from: number,
  to: number,
): { start: number; end: number }[] {
  try {
    if (kind !== 'faults') return occurrences(item.window, from, to);
    const start = startInstant(item.at, plan.timeZone);
    return [{ start, end: start + highEnd(item.durationMinutes) * 60_000 }];
  } catch {
    return [];
  }
}
