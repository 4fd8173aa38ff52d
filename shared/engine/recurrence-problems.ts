import { MOST_OCCURRENCES, occurrences, startInstant, type Interval } from '../calendar/recurrence.ts';
import { horizonSpan } from '../calendar/time-grid.ts';
import type { Plan } from '../domain/plan.ts';
import type { Problem } from '../domain/problem.ts';
import type { Recurrence } from '../domain/time.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../units/instant.ts';
import { highEnd } from '../units/quantity.ts';

/** Recurrences nobody can read, that never happen, or that run into themselves. */
export function recurrenceProblems(plan: Plan): Problem[] {
  return [
    ...recurrencesOf(plan).flatMap(([path, recurrence]) => problemsOf(plan, path, recurrence)),
    ...plan.operations.deployments.flatMap((deployment) => unfinishedRollback(plan, deployment)),
  ];
}

function recurrencesOf({ operations, demand, shaping }: Plan): [string, Recurrence][] {
  return [
    ...operations.maintenance.map(({ id, window }): [string, Recurrence] => [
      `operations/maintenance/${id}/window`,
      window,
    ]),
    ...operations.deployments.map(({ id, window }): [string, Recurrence] => [
      `operations/deployments/${id}/window`,
      window,
    ]),
    ...demand.events.flatMap(({ id, occurrence }): [string, Recurrence][] =>
      occurrence.kind === 'calendar' ? [[`demand/events/${id}/occurrence/when`, occurrence.when]] : [],
    ),
    ...shaping.flatMap(({ id, schedule }): [string, Recurrence][] =>
      schedule ? [[`shaping/${id}/schedule`, schedule]] : [],
    ),
  ];
}

function problemsOf(plan: Plan, path: string, recurrence: Recurrence): Problem[] {
  const { rrule, durationMinutes } = recurrence;
  const strange = rrule === undefined ? undefined : strangePart(rrule);
  if (strange !== undefined)
    return [
      {
        path: `${path}/rrule`,
        message: `The recurrence "${rrule}" has a part that cannot be, ${strange}. Expected a rule of RFC 5545 such as "FREQ=WEEKLY;BYDAY=SU".`,
      },
    ];
  const found = readIntervals(plan, path, recurrence);
  if ('problem' in found) return [found.problem];
  const { inside, ever } = found;
  if (rrule !== undefined && ever.length === 0)
    return [
      {
        path: `${path}/rrule`,
        message: `"${rrule}" from ${recurrence.dtstart} on never happens. Expected a rule with a time in it, such as "FREQ=WEEKLY;BYDAY=SU".`,
      },
    ];
  if (rrule !== undefined && hasEnded(plan, rrule, ever))
    return [
      {
        path: `${path}/rrule`,
        message: `"${rrule}" is over before the horizon begins on ${plan.horizon.start}. Expected an end in the horizon or later, or none.`,
      },
    ];
  // An hour is what a day loses in spring.
  const overlap = inside.findIndex((one, index) => index > 0 && one.start + HOUR_MS < inside[index - 1]!.end);
  const overlapping: Problem[] =
    overlap < 0
      ? []
      : [
          {
            path: `${path}/durationMinutes`,
            message: `It lasts ${durationMinutes} minutes, longer than the ${(inside[overlap]!.start - inside[overlap - 1]!.start) / MINUTE_MS} minutes until it comes again. Expected less.`,
          },
        ];
  return [...overlapping, ...strayExceptions(path, recurrence)];
}

/** Years after its start within which a rule is expected to happen: 29 February at the turn of a century comes after eight. */
const EVER = 12 * 366 * DAY_MS;

function readIntervals(
  { timeZone, horizon }: Plan,
  path: string,
  recurrence: Recurrence,
): { inside: Interval[]; ever: Interval[] } | { problem: Problem } {
  const { start, end } = horizonSpan(timeZone, horizon);
  try {
    const inside = occurrences(recurrence, start, end);
    if (inside.length > 0) return { inside, ever: inside };
    const first = startInstant(recurrence.dtstart, recurrence.tzid);
    return { inside, ever: occurrences(recurrence, first, first + EVER) };
  } catch (error) {
    const { message } = error as Error;
    const isFrequent = message.includes('iterations');
    return {
      problem: {
        path: `${path}/rrule`,
        message: isFrequent
          ? `"${recurrence.rrule}" comes back more than ${MOST_OCCURRENCES} times. Expected a rule that comes hourly at most, with a longer duration.`
          : `The recurrence "${recurrence.rrule ?? ''}" cannot be read (${message}). Expected a rule of RFC 5545 such as "FREQ=WEEKLY;BYDAY=SU".`,
      },
    };
  }
}

/** Whether a rule with an end has its last occurrence before the horizon. */
function hasEnded({ timeZone, horizon }: Plan, rrule: string, ever: readonly Interval[]): boolean {
  return /\b(UNTIL|COUNT)=/.test(rrule) && ever.at(-1)!.end <= horizonSpan(timeZone, horizon).start;
}

/** Dates taken out on which nothing would have happened. */
function strayExceptions(path: string, recurrence: Recurrence): Problem[] {
  const all = { ...recurrence, exdate: [] };
  return recurrence.exdate.flatMap((text, index): Problem[] => {
    const at = startInstant(text, recurrence.tzid);
    if (occurrences(all, at, at + 1).some(({ start }) => start === at)) return [];
    const next = occurrences(all, at, at + EVER)[0];
    const near = next ? ` The next is ${new Date(next.start).toISOString().slice(0, 16)} UTC.` : '';
    return [
      {
        path: `${path}/exdate/${index}`,
        message: `Nothing happens at ${text} that could be left out.${near} Expected the start of an occurrence.`,
      },
    ];
  });
}

type Deployment = Plan['operations']['deployments'][number];

/** A failed deployment that is still being rolled back when the next one begins. */
function unfinishedRollback(
  { timeZone, horizon }: Plan,
  { id, window, changeFailureRate, rollbackMinutes }: Deployment,
): Problem[] {
  const longest = highEnd(rollbackMinutes);
  if (longest === 0 || highEnd(changeFailureRate) === 0) return [];
  const { start, end } = horizonSpan(timeZone, horizon);
  const all = readable(() => occurrences(window, start, end));
  const short = all.findIndex(
    (one, index) => index > 0 && one.start < all[index - 1]!.end + longest * MINUTE_MS,
  );
  if (short < 0 || all[short]!.start < all[short - 1]!.end) return [];
  const gap = (all[short]!.start - all[short - 1]!.end) / MINUTE_MS;
  return [
    {
      path: `operations/deployments/${id}/rollbackMinutes`,
      message: `A failed deployment is rolled back for up to ${longest} minutes, but the next one begins after ${gap}. Expected a shorter time, or deployments that come less often.`,
    },
  ];
}

function readable(read: () => Interval[]): Interval[] {
  try {
    return read();
  } catch {
    return [];
  }
}

/** Numbers each part of a rule may hold; others are passed over in silence by readers of rules. */
const PARTS: Record<string, RegExp> = {
  FREQ: /^(HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY|MINUTELY|SECONDLY)$/,
  INTERVAL: /^[1-9]\d*$/,
  COUNT: /^[1-9]\d*$/,
  UNTIL: /^\d{8}(T\d{6}Z?)?$/,
  BYDAY: /^[+-]?\d{0,2}(MO|TU|WE|TH|FR|SA|SU)$/,
  BYMONTH: /^(0?[1-9]|1[0-2])$/,
  BYMONTHDAY: /^[+-]?(0?[1-9]|[12]\d|3[01])$/,
  BYYEARDAY: /^[+-]?\d{1,3}$/,
  BYWEEKNO: /^[+-]?(0?[1-9]|[1-4]\d|5[0-3])$/,
  BYHOUR: /^([01]?\d|2[0-3])$/,
  BYMINUTE: /^[0-5]?\d$/,
  BYSECOND: /^[0-5]?\d$/,
  BYSETPOS: /^[+-]?\d{1,3}$/,
  WKST: /^(MO|TU|WE|TH|FR|SA|SU)$/,
};

/** The first part of the rule that RFC 5545 does not know. */
function strangePart(rrule: string): string | undefined {
  return rrule.split(';').find((part) => {
    const [name = '', values = ''] = part.split('=');
    const known = PARTS[name.toUpperCase()];
    return !known || values.split(',').some((value) => !known.test(value.toUpperCase()));
  });
}
