import { toCivilDate, fromIsoText, MONTHS } from '#shared/charts/civil-date.ts';
import { numberText, percentText, rangeText } from '#shared/charts/number-text.ts';
import type { Demand, DemandEvent, Growth, Surge } from '#shared/domain/demand.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { RunPictures } from '#shared/engine/run-pictures.ts';
import { isRange, middle, type Quantity } from '#shared/units/quantity.ts';
import { lengthText, recurrenceText } from '#renderer/app/recurrence/presets.ts';
import type { EventDay } from './event-days.ts';

const DAY_MS = 86_400_000;

/** The sentence that opens the screen. */
export function demandSentence(plan: Plan, pictures: RunPictures | null, days: readonly EventDay[]): string {
  const growth = `Load ${courseWords(plan.demand)}`;
  const peak = pictures && findPeak(pictures);
  if (!peak) return `${growth}.`;
  const at = fromIsoText(peak.date);
  const { month, year, day } = toCivilDate(at);
  const event = days.find(({ date }) => Math.abs(fromIsoText(date) - at) <= DAY_MS);
  const when = event ? `on ${event.name} ${year}` : `on ${day} ${MONTHS[month - 1]} ${year}`;
  return `${growth}. The busiest hour comes ${when}: ${numberText(peak.median)}\u00a0requests/s, one future in ten above ${numberText(peak.high)}.`;
}

function findPeak({ demand: { total } }: RunPictures) {
  const index = total.p50.indexOf(Math.max(...total.p50));
  return index < 0
    ? null
    : {
        date: total.dates[index]!,
        median: total.p50[index]!,
        high: total.p90[index]!,
      };
}

/** How overall demand moves: by its growth, or along a forecast made elsewhere. */
export const courseWords = ({ forecast, growth }: Demand): string =>
  forecast && forecast.length > 0 ? 'follows a forecast made elsewhere' : growthWords(growth);

export function growthWords(growth: Growth): string {
  switch (growth.kind) {
    case 'none':
      return 'stays level';
    case 'linear':
      return `${changeWords(growth.perYear)} of today’s level each year`;
    case 'compound':
      return `${changeWords(growth.perYear)} a year`;
    case 'sCurve':
      return `grows along an S to ${rangeText(growth.ceiling)} times today’s level`;
    case 'steps':
      return `changes in ${growth.steps.length === 1 ? 'one step' : `${growth.steps.length} steps`}`;
  }
}

function changeWords(perYear: Quantity): string {
  const falls = middle(perYear) < 0;
  const text = isRange(perYear)
    ? `${Number((perYear.low * 100).toFixed(1))} to ${percentText(perYear.high)}`
    : percentText(Math.abs(perYear));
  return `${falls ? 'shrinks' : 'grows'} ${text}`;
}

/** When an event happens, in a few words. */
export function occurrenceText({ occurrence }: Pick<DemandEvent, 'occurrence'>): string {
  if (occurrence.kind === 'calendar') return recurrenceText(occurrence.when);
  const shift =
    occurrence.offsetDays === 0
      ? ''
      : occurrence.offsetDays > 0
        ? ` + ${occurrence.offsetDays} days`
        : ` − ${-occurrence.offsetDays} days`;
  return `${occurrence.holiday} (${occurrence.country})${shift.replace(/ 1 days/, ' 1 day')}, ${lengthText(occurrence.durationMinutes)}`;
}

export const multiplierText = ({ multiplier }: Pick<DemandEvent | Surge, 'multiplier'>): string =>
  `×\u00a0${rangeText(multiplier)}`;

/** Names of the journeys something touches; all of them when none is named. */
export function journeysText(plan: Plan, journeys: readonly string[] | undefined): string {
  if (!journeys || journeys.length === plan.journeys.length) return 'all journeys';
  return journeys.map((id) => plan.journeys.find((journey) => journey.id === id)?.name ?? id).join(', ');
}
