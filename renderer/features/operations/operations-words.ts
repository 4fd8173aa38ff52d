import { momentText, fromIsoText } from '#shared/charts/civil-date.ts';
import { numberText, percentText, quantityText, rangeText } from '#shared/charts/number-text.ts';
import { isServing, type Component } from '#shared/domain/component.ts';
import type { Effect } from '#shared/domain/operations.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { RunPictures } from '#shared/engine/run-pictures.ts';
import { lengthText, recurrenceText } from '#renderer/app/recurrence/presets.ts';
import type { Operation } from './operations-edits.ts';

/** The sentence that opens the screen. `downHours`: announced, per year. */
export function operationsSentence(plan: Plan, downHours: number, pictures: RunPictures | null): string {
  const announced =
    downHours > 0
      ? `Maintenance takes ${quantityText(downHours, 'hours')} a year.`
      : plan.operations.maintenance.length > 0
        ? 'Maintenance stops nothing.'
        : 'No maintenance is planned.';
  const often = pictures?.outagesPerYear.toSorted((a, b) => b.mean - a.mean)[0];
  if (!often || often.mean < 0.005) return announced;
  const name = plan.components.find(({ id }) => id === often.component)?.name ?? often.component;
  return `${announced} ${name} fails most often, ${timesText(often.mean)}.`;
}

/** `4 times a year`, `once in 3 years`. */
export function timesText(perYear: number): string {
  if (perYear <= 0) return 'never';
  if (perYear < 0.8) return `once in ${numberText(1 / perYear, 2)} years`;
  return perYear < 1.5 ? 'once a year' : `${numberText(perYear, 2)} times a year`;
}

/** What an interval does, in words. */
export function effectText(effect: Effect): string {
  switch (effect.kind) {
    case 'down':
      return 'out of service';
    case 'reduced':
      return effect.share === 0 ? 'no effect' : `${percentText(effect.share)} of instances away`;
    case 'slow':
      return `${numberText(effect.factor)} times as slow`;
  }
}

export function whenText({ kind, item }: Operation): string {
  if (kind !== 'faults') return recurrenceText(item.window);
  const length =
    typeof item.durationMinutes === 'number'
      ? lengthText(item.durationMinutes)
      : rangeText(item.durationMinutes, 'min');
  return `${momentText(fromIsoText(item.at))}, ${length}`;
}

export function componentsText(plan: Plan, { kind, item }: Operation): string {
  const ids = kind === 'faults' ? [item.component] : item.components;
  return ids.map((id) => plan.components.find((component) => component.id === id)?.name ?? id).join(', ');
}

/** Mean time between failures and to restore, as typed. */
export function failureText(component: Component): string {
  if (component.kind === 'external') return `up ${rangeText(component.availability, '%', 100)} of the time`;
  if (!component.failure)
    return component.kind === 'supportDesk' ? 'never closes by itself' : 'never fails by itself';
  const { mtbfHours, mttrMinutes, scope } = component.failure;
  const what = scope === 'instance' && isServing(component) ? 'an instance' : 'all of it';
  return `${what} every ${rangeText(mtbfHours, 'h')}, restored in ${rangeText(mttrMinutes, 'min')}`;
}
