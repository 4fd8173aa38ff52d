import { windowText } from '#shared/charts/civil-date.ts';
import {
  moneyText,
  numberText,
  percentText,
  rangeText,
  utilizationText,
} from '#shared/charts/number-text.ts';
import { isServing, type Component } from '#shared/domain/component.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { RunPictures } from '#shared/engine/run-pictures.ts';
import { middle } from '#shared/units/quantity.ts';

/** The sentence that opens the screen. */
export function capacitySentence(plan: Plan, pictures: RunPictures | null): string {
  if (plan.components.length === 0) return 'No components yet. Add the first one that requests meet.';
  const parts = `${countWord(plan.components.length, 'component')} ${plan.components.length === 1 ? 'carries' : 'carry'} ${countWord(plan.journeys.length, 'journey').toLowerCase()}.`;
  const busiest = pictures && findBusiest(servingIn(pictures, plan));
  if (!busiest) return parts;
  const name = plan.components.find(({ id }) => id === busiest.component)?.name ?? busiest.component;
  const when = windowText(pictures.months[busiest.month]!);
  if (busiest.saturates) return `${parts} ${name} saturates first: in ${when}, in one future of twenty.`;
  return `${parts} None saturates; ${name} gets busiest, ${utilizationText(busiest.utilization)} in ${when}.`;
}

/** The components that can be too small: people at a desk and what others run are another matter. */
function servingIn(
  { months, components }: RunPictures,
  plan: Plan,
): Pick<RunPictures, 'months' | 'components'> {
  const serving = new Set(plan.components.filter(isServing).map(({ id }) => id));
  return { months, components: components.filter(({ component }) => serving.has(component)) };
}

interface Busiest {
  component: string;
  month: number;
  utilization: number;
  saturates: boolean;
}

/** The first component whose busiest hour is overloaded in one future out of twenty, else the busiest of all. */
function findBusiest(pictures: Pick<RunPictures, 'components'>): Busiest | null {
  const cells = pictures.components.flatMap(({ component, utilization }) =>
    utilization.p95.map((value, month) => ({ component, month, utilization: value })),
  );
  const saturated = cells
    .filter((cell) => cell.utilization >= 1)
    .toSorted((a, b) => a.month - b.month || b.utilization - a.utilization)[0];
  if (saturated) return { ...saturated, saturates: true };
  const busiest = cells.toSorted((a, b) => b.utilization - a.utilization)[0];
  return busiest ? { ...busiest, saturates: false } : null;
}

/** The month in which the busiest component is busiest: what the graph shows. */
export function peakMonth(all: RunPictures, plan: Plan): number {
  const pictures = servingIn(all, plan);
  const peaks = pictures.months.map((_month, index) =>
    Math.max(0, ...pictures.components.map(({ utilization }) => utilization.p95[index] ?? 0)),
  );
  return peaks.indexOf(Math.max(...peaks));
}

/** Size of a component in a few words: `8 × 16`, `external · 99.95 %`, `9 agents`. */
export function sizeText(component: Component): string {
  if (isServing(component)) {
    const scaled = component.autoscaling ? ` · to ${component.autoscaling.maximum}` : '';
    return `${rangeText(component.instances)} × ${component.concurrency}${scaled}`;
  }
  if (component.kind === 'external') return `external · ${percentText(middle(component.availability))}`;
  const most = Math.max(...component.shifts.map(({ agents }) => middle(agents)));
  return `${numberText(most)} agents · ${component.shifts.length === 1 ? '1 shift' : `${component.shifts.length} shifts`}`;
}

/** What follows from the fields: where it saturates and what it costs. */
export function consequences(component: Component, pictures: RunPictures | null, currency: string): string {
  const rate = pictures?.components.find((one) => one.component === component.id)?.saturationRate;
  const sentences = [
    rate ? `Saturates at ${numberText(rate)}\u00a0requests/s of the present mix.` : '',
    isServing(component) && component.costPerInstanceMonth !== undefined
      ? `Costs ${moneyText(middle(component.costPerInstanceMonth) * middle(component.instances), currency)} a month.`
      : '',
  ];
  return sentences.filter(Boolean).join(' ') || 'Nothing follows from these values before the first run.';
}

const WORDS = [
  'No',
  'One',
  'Two',
  'Three',
  'Four',
  'Five',
  'Six',
  'Seven',
  'Eight',
  'Nine',
  'Ten',
  'Eleven',
  'Twelve',
];

const countWord = (count: number, noun: string): string =>
  `${WORDS[count] ?? count} ${noun}${count === 1 ? '' : 's'}`;
