import { isServing } from '../../../domain/component.ts';
import { isTime } from '../compared-figure.ts';
import { componentName, stationsOf } from '../figure-path.ts';
import type { Explain } from './explain.ts';

const BUSY = 0.6;

/** Waits of classes are Cobham's, exact for one service law (methods/response.md). */
export const priorities: Explain = (situation, figure) => {
  if (!isTime(figure.measure)) return undefined;
  const { compiled } = situation;
  const ordered = stationsOf(situation, figure).find(({ component, highestOffered }) => {
    const found = compiled.plan.components.find(({ id }) => id === component);
    return found && isServing(found) && found.discipline === 'priority' && highestOffered > BUSY;
  });
  if (!ordered) return undefined;
  return `${componentName(compiled, ordered.component)} serves higher classes first: the time-step engine scales the wait of each class from the common one, which is exact only where all calls take alike.`;
};
