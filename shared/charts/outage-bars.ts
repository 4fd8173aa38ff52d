import type { Plan } from '../domain/plan.ts';
import type { Outages, RunPictures } from '../engine/run-pictures.ts';
import type { Role } from './scene.ts';
import type { StackedBarsData } from './stacked-bars.ts';

export type OutageMeasure = 'count' | 'minutes';

const ROLES = ['category-1', 'category-2', 'category-3', 'category-5', 'category-6', 'category-7'] as const;

/** Outages of each month, announced work left out: of all components, or of one. */
export function outageBars(
  pictures: RunPictures,
  plan: Plan,
  measure: OutageMeasure,
  component?: string,
): StackedBarsData {
  const shown = plan.components.flatMap(({ id, name }, index) => {
    const found = pictures.components.find((candidate) => candidate.component === id);
    const role: Role = ROLES[index % ROLES.length]!;
    return found && (component === undefined || component === id)
      ? [{ id, name, role, outages: found.outages }]
      : [];
  });
  const whole: Outages = (component === undefined ? undefined : shown[0]?.outages) ?? pictures.outages;
  const { mean, p5, p95 } = whole[measure];
  return {
    unit: measure === 'count' ? 'outages' : 'min',
    windows: pictures.months,
    range: '90\u00a0% of futures',
    total: { mean, low: p5, high: p95 },
    parts: shown
      .filter(({ outages }) => outages[measure].mean.some((value) => value > 0))
      .map(({ id, name, role, outages }) => ({
        id,
        name,
        role,
        mean: outages[measure].mean,
        low: outages[measure].p5,
        high: outages[measure].p95,
      })),
  };
}
