import { fromIsoText, momentText, windowText } from '#shared/charts/civil-date.ts';
import { utilizationText } from '#shared/charts/number-text.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { RunPictures } from '#shared/engine/run-pictures.ts';

/** `Cart store in Nov 2027: 92 % busy in the middle future, above 140 % in one of twenty. Busiest mostly on …` */
export function cellSentence(
  { components, months }: RunPictures,
  plan: Plan,
  { component, month }: { component: string; month: string },
): string {
  const name = plan.components.find(({ id }) => id === component)?.name ?? component;
  const found = components.find((candidate) => candidate.component === component);
  const index = months.indexOf(month);
  if (!found || index < 0) return `${name} in ${windowText(month)}: not simulated.`;
  const { p50, p95 } = found.utilization;
  const busy = `${utilizationText(p50[index] ?? 0)} busy in the middle future, above ${utilizationText(p95[index] ?? 0)} in one of twenty`;
  const hour = found.busiestHour[index];
  const when = hour ? ` Busiest mostly on ${momentText(fromIsoText(hour.at))}.` : '';
  return `${name} in ${windowText(month)}: ${busy}.${when}`;
}
