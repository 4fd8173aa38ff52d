import { formatNumber } from '../../number-words.ts';
import { busiestOf, componentName } from '../figure-path.ts';
import type { Explain } from './explain.ts';

/** Offered more than it can do: a queue that grows has no settled law. */
export const overload: Explain = (situation, figure) => {
  const busiest = busiestOf(situation, figure);
  if (!busiest || busiest.highestOffered < 1) return undefined;
  const name = componentName(situation.compiled, busiest.component);
  return `${name} is offered ${formatNumber(busiest.highestOffered * 100, 0)}\u00a0% of what it can do: its queue grows as long as that lasts. The time-step engine lets it grow evenly and turns away what finds no place, the replay as chance has it.`;
};
