import type { Plan } from '../domain/plan.ts';
import { middle } from '../units/quantity.ts';

/** Requests per second at the start of the horizon, at the middle of every range: the journey's level, or its driver's × ratio. */
export function usualLevel({ demand }: Plan, journey: string): number {
  const own = demand.journeys.find((candidate) => candidate.journey === journey);
  const driver = demand.drivers.find(({ id }) => id === own?.driver?.id);
  if (own?.driver && driver) return middle(driver.level) * middle(own.driver.ratio);
  return middle(own?.level ?? 0);
}
