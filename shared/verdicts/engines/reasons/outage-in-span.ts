import type { OutageInSpan } from '../../../engine/outages-in-span.ts';
import { countWord, formatNumber, startSentence } from '../../number-words.ts';
import type { Situation } from '../compared-figure.ts';
import { clockText, componentName, stationsOf } from '../figure-path.ts';
import type { Explain } from './explain.ts';

/** Something begins or ends inside the span: queues fill and drain, which the time-step engine does not follow. */
export const outageInSpan: Explain = (situation, figure) => {
  const path = new Set(stationsOf(situation, figure).map(({ component }) => component));
  const { from, minutes } = situation.fast;
  const turning = situation.fast.outages.find(
    (outage) =>
      path.has(outage.component) &&
      outage.effect !== 'slow' &&
      (outage.from > from || outage.from + outage.minutes < from + minutes),
  );
  if (!turning) return undefined;
  return `${startSentence(describeOutage(situation, turning))}: the time-step engine counts waits by the capacity of the moment, the replay follows queues as they fill and drain.`;
};

/** `Payment is down from 18:20 to 18:32`. */
export function describeOutage({ compiled }: Situation, outage: OutageInSpan): string {
  const { component, effect, value, from, minutes } = outage;
  const span = `from ${clockText(compiled, from)} to ${clockText(compiled, from + minutes)}`;
  const name = componentName(compiled, component);
  switch (effect) {
    case 'down':
      return `${name} is down ${span}`;
    case 'reduced':
      return `${formatNumber(value * 100, 0)}\u00a0% of ${name} is away ${span}`;
    case 'slow':
      return `${name} takes ${formatNumber(value, 2)} times as long ${span}`;
    case 'parts':
      return `${countWord(value)} ${value === 1 ? 'instance' : 'instances'} of ${name} ${value === 1 ? 'is' : 'are'} away ${span}`;
  }
}
