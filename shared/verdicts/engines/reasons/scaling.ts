import { isServing } from '../../../domain/component.ts';
import { formatNumber } from '../../number-words.ts';
import type { Situation } from '../compared-figure.ts';
import { componentName, stationsOf } from '../figure-path.ts';
import type { Explain } from './explain.ts';

/** Instances, mean over the span, by which the engines must differ to be worth a word. */
const APART = 0.05;

/** An autoscaler that measures load as it comes holds other instances than one that knows the step's mean (C2). */
export const scaling: Explain = (situation, figure) => {
  const { compiled, replay } = situation;
  for (const { component, instances, fewestInstances, mostInstances } of stationsOf(situation, figure)) {
    const replayed = replay.stations.find((station) => station.component === component)?.instances;
    if (!isScaled(situation, component) || instances === null || !replayed) continue;
    const moves = (mostInstances ?? 0) - (fewestInstances ?? 0) >= 1;
    if (!moves && Math.abs(replayed.value - instances) < APART) continue;
    return `The autoscaler of ${componentName(compiled, component)} holds ${formatNumber(replayed.value, 1)} instances on average in the replay and ${formatNumber(instances, 1)} in the time-step engine: one measures the load as it comes, the other knows the mean of the step.`;
  }
  return undefined;
};

function isScaled({ compiled }: Situation, id: string): boolean {
  const component = compiled.plan.components.find((candidate) => candidate.id === id);
  return component !== undefined && isServing(component) && component.autoscaling !== undefined;
}
