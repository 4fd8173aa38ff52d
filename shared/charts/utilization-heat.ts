import { isServing } from '../domain/component.ts';
import type { Plan } from '../domain/plan.ts';
import type { RunPictures } from '../engine/run-pictures.ts';
import { fromIsoText, momentText } from './civil-date.ts';
import type { HeatMapData } from './heat-map.ts';

/** Colour starts here where a component states no limit of its own. */
const USUAL_LIMIT = 0.8;

/** Which of the futures a cell shows. */
export const utilizationLevels = { p50: 'median', p95: '95th percentile' } as const;
export type UtilizationLevel = keyof typeof utilizationLevels;

/**
 * Utilization of each month's busiest hour in the plan's order of components. What others run has no
 * size of its own, hence no utilization; a desk that opens to a queue is always busy for an hour.
 */
export function utilizationHeatMap(
  pictures: RunPictures,
  plan: Plan,
  level: UtilizationLevel = 'p95',
): HeatMapData {
  const rows = plan.components.filter(isServing).flatMap(({ id, name }) => {
    const found = pictures.components.find(({ component }) => component === id);
    if (!found) return [];
    const { p5: low, p50: middle, p95: high } = found.utilization;
    const notes = found.busiestHour.map((hour) =>
      hour ? { name: 'busiest hour, mostly', text: momentText(fromIsoText(hour.at)) } : null,
    );
    return [{ id, name, values: found.utilization[level], spread: { low, middle, high }, notes }];
  });
  return {
    columns: pictures.months,
    rows,
    threshold: USUAL_LIMIT,
    measure: level === 'p50' ? 'half of the futures stay below' : '95\u00a0% of futures stay below',
  };
}
