import { formatNumber } from '../../number-words.ts';
import { isTime } from '../compared-figure.ts';
import { busiestOf, componentName } from '../figure-path.ts';
import type { Explain } from './explain.ts';

const NEAR = 0.88;

/** Close to full utilization a queue takes hours to settle, and a span shows one stretch of that. */
export const nearCapacity: Explain = (situation, figure) => {
  const busiest = busiestOf(situation, figure);
  if (!busiest || busiest.highestOffered < NEAR || busiest.highestOffered >= 1) return undefined;
  if (!isTime(figure.measure) && figure.measure !== 'rejected' && figure.measure !== 'timedOut')
    return undefined;
  const name = componentName(situation.compiled, busiest.component);
  return `${name} is offered ${formatNumber(busiest.highestOffered * 100, 0)}\u00a0% of what it can do: so near its capacity the queue wanders for long, and waits follow the smallest difference in load.`;
};
