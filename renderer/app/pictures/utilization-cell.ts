import type { RunPictures } from '#shared/engine/run-pictures.ts';

/** A component in a month. */
export interface UtilizationCell {
  component: string;
  /** `2027-11`. */
  month: string;
  /** The hour that is its busiest in most futures, `2027-11-26T19:00` in the plan's clock. */
  hour: string | null;
}

/** Null where the run has no such component or month. */
export function cellOf(
  { components, months }: RunPictures,
  component: string | undefined,
  month: string | undefined,
): UtilizationCell | null {
  const found = components.find((candidate) => candidate.component === component);
  const index = month === undefined ? -1 : months.indexOf(month);
  if (!found || index < 0) return null;
  return { component: found.component, month: months[index]!, hour: found.busiestHour[index]?.at ?? null };
}
