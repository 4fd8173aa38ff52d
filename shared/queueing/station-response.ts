import { type PhaseType, phaseQuantile, sumOfPhases, twoMomentPhases } from './phase-type.ts';
import type { StationWait } from './station.ts';

/** The wait of all requests: none, or that of those who wait, with its first two moments. */
export function stationWaitPhases(wait: StationWait): PhaseType {
  const { start, rates } = twoMomentPhases(1 / wait.conditionalWaitRate, wait.conditionalWaitCv2);
  return { start: start.map((chance) => chance * wait.waitProbability), rates };
}

/** A percentile of wait and service together (rule Q3); `service` a time where it is always the same. */
export function stationResponseQuantile(
  wait: StationWait,
  service: PhaseType | number,
  probability: number,
): number {
  const waiting = stationWaitPhases(wait);
  return typeof service === 'number'
    ? service + phaseQuantile(waiting, probability)
    : phaseQuantile(sumOfPhases(waiting, service), probability);
}
