import { MONTH_NAMES } from '../../calendar/month-label.ts';
import { dayText, fromIsoText } from '../../charts/civil-date.ts';
import type { Demand, DemandEvent, Growth, Season } from '../../domain/demand.ts';
import { amountText, changeText, factorText, minutesText } from './amount-text.ts';
import { recurrenceText } from './recurrence-text.ts';

/** How overall demand moves: `grows by 30 to 60 % a year, compounding`, or along a forecast made elsewhere. */
export function courseText({ forecast, growth }: Demand): string {
  if (!forecast || forecast.length === 0) return growthText(growth);
  const days = forecast.map(({ at }) => at.slice(0, 10)).sort();
  return `follows a forecast made elsewhere, from ${dayText(fromIsoText(days[0]!))} to ${dayText(fromIsoText(days.at(-1)!))}`;
}

/** `grows by 30 to 60 % a year, compounding`. */
export function growthText(growth: Growth): string {
  switch (growth.kind) {
    case 'none':
      return 'stays level';
    case 'linear':
      return `${changeText(growth.perYear)} of its first level each year`;
    case 'compound':
      return `${changeText(growth.perYear)} a year, compounding`;
    case 'sCurve':
      return `rises along an S-curve towards ${factorText(growth.ceiling)} its first level, steepest on ${dayText(fromIsoText(growth.midpoint))}`;
    case 'steps': {
      const steps = growth.steps.map(
        ({ date, factor, rampDays }) =>
          `to ${factorText(factor)} on ${dayText(fromIsoText(date))}${rampDays > 0 ? ` over ${amountText(rampDays, 'days')}` : ''}`,
      );
      return `steps ${steps.join(', then ')}`;
    }
  }
}

const HOURS_A_DAY = 24;
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Where the week and the year are highest and lowest, as sentences; empty for a flat season. */
export function seasonSentences({ hourOfWeek, monthOfYear }: Season): string[] {
  const sentences: string[] = [];
  if (hourOfWeek) {
    const { index: top, value } = extreme(hourOfWeek, 1);
    const hour = String(top % HOURS_A_DAY).padStart(2, '0');
    sentences.push(
      `The busiest hour of the week starts at ${hour}:00 on ${DAYS[Math.floor(top / HOURS_A_DAY)]}, with ${factorText(value)} the mean.`,
    );
    sentences.push(`The quietest has ${factorText(extreme(hourOfWeek, -1).value)} the mean.`);
  }
  if (monthOfYear) {
    const [top, low] = [extreme(monthOfYear, 1), extreme(monthOfYear, -1)];
    sentences.push(
      `The year is highest in ${MONTH_NAMES[top.index]} (${factorText(top.value)} the mean) and lowest in ${MONTH_NAMES[low.index]} (${factorText(low.value)}).`,
    );
  }
  return sentences;
}

/** When an event takes place. */
export function occasionText({ occurrence }: DemandEvent): string {
  if (occurrence.kind === 'calendar') return recurrenceText(occurrence.when);
  const { holiday, country, offsetDays, startTime, durationMinutes } = occurrence;
  const count = Math.abs(offsetDays);
  const offset =
    offsetDays === 0
      ? 'on'
      : `${count} ${count === 1 ? 'day' : 'days'} ${offsetDays > 0 ? 'after' : 'before'}`;
  return `every year ${offset} ${holiday} (${country}), from ${startTime}, for ${minutesText(durationMinutes)}`;
}

function extreme(values: readonly number[], sign: 1 | -1): { index: number; value: number } {
  return values.reduce((best, value, index) => (sign * value > sign * best.value ? { index, value } : best), {
    index: 0,
    value: values[0]!,
  });
}
