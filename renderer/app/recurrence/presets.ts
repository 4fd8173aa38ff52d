import { toCivilDate, fromIsoText } from '#shared/charts/civil-date.ts';
import type { Recurrence } from '#shared/domain/time.ts';

export type PresetId =
  | 'once'
  | 'daily'
  | 'weekly'
  | 'fortnightly'
  | 'monthly'
  | 'quarterly'
  | 'yearly'
  | 'custom';

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const DAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
export type RuleDay = (typeof DAYS)[number];

export const ruleDays: readonly { id: RuleDay; name: string; short: string }[] = DAYS.map((id, index) => ({
  id,
  name: DAY_NAMES[index]!,
  short: DAY_NAMES[index]!.slice(0, 3),
}));

export const presetNames: Record<PresetId, string> = {
  once: 'once',
  daily: 'every day',
  weekly: 'every week',
  fortnightly: 'every two weeks',
  monthly: 'every month',
  quarterly: 'every quarter',
  yearly: 'every year',
  custom: 'by a rule (RRULE)',
};

const WEEKLY =
  /^FREQ=WEEKLY(;INTERVAL=2)?(?:;BYDAY=((?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*))?$/;
const PLAIN: Partial<Record<string, PresetId>> = {
  'FREQ=DAILY': 'daily',
  'FREQ=MONTHLY': 'monthly',
  'FREQ=MONTHLY;INTERVAL=3': 'quarterly',
  'FREQ=YEARLY': 'yearly',
};

/** The preset a rule was made with; `custom` when none of them says it. */
export function presetOf(rrule: string | undefined): PresetId {
  if (rrule === undefined) return 'once';
  const weekly = WEEKLY.exec(rrule);
  if (weekly) return weekly[1] ? 'fortnightly' : 'weekly';
  return PLAIN[rrule] ?? 'custom';
}

/** Days of a weekly rule; without BYDAY the day of its start. */
export function daysOf({ rrule, dtstart }: Pick<Recurrence, 'rrule' | 'dtstart'>): RuleDay[] {
  const named = rrule === undefined ? undefined : WEEKLY.exec(rrule)?.[2];
  return named ? (named.split(',') as RuleDay[]) : [DAYS[toCivilDate(fromIsoText(dtstart)).weekday]!];
}

/** The rule of a preset; weekly ones name their days. */
export function ruleOf(
  preset: PresetId,
  days: readonly RuleDay[],
  present: string | undefined,
): string | undefined {
  const byDay = DAYS.filter((day) => days.includes(day)).join(',');
  switch (preset) {
    case 'once':
      return undefined;
    case 'daily':
      return 'FREQ=DAILY';
    case 'weekly':
      return `FREQ=WEEKLY;BYDAY=${byDay}`;
    case 'fortnightly':
      return `FREQ=WEEKLY;INTERVAL=2;BYDAY=${byDay}`;
    case 'monthly':
      return 'FREQ=MONTHLY';
    case 'quarterly':
      return 'FREQ=MONTHLY;INTERVAL=3';
    case 'yearly':
      return 'FREQ=YEARLY';
    case 'custom':
      return present ?? 'FREQ=MONTHLY;BYDAY=1SU';
  }
}

/** `every week on Sun at 03:30, 20 min`. */
export function recurrenceText(span: Pick<Recurrence, 'rrule' | 'dtstart' | 'durationMinutes'>): string {
  const preset = presetOf(span.rrule);
  const clock = span.dtstart.slice(11, 16);
  const length = lengthText(span.durationMinutes);
  if (preset === 'once') return `once, ${span.dtstart.slice(0, 10)} ${clock}, ${length}`;
  if (preset === 'custom') return `${span.rrule}, ${clock}, ${length}`;
  const days =
    preset === 'weekly' || preset === 'fortnightly'
      ? ` on ${daysOf(span)
          .map((day) => ruleDays.find(({ id }) => id === day)!.short)
          .join(', ')}`
      : '';
  return `${presetNames[preset]}${days} at ${clock}, ${length}`;
}

/** Minutes up to two hours, hours up to two days, then days. */
export function lengthText(minutes: number): string {
  const [value, unit] =
    minutes < 120 ? [minutes, 'min'] : minutes < 2880 ? [minutes / 60, 'h'] : [minutes / 1440, 'days'];
  return `${Number(value.toFixed(1))}\u00a0${unit}`;
}
