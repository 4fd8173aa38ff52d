import { isTime } from '../compared-figure.ts';
import { stationsOf } from '../figure-path.ts';
import type { Explain } from './explain.ts';
import { describeOutage } from './outage-in-span.ts';
import { startSentence } from '../../number-words.ts';

/** A slow station delays every call by the added mean (methods/engine.md); really slow calls spread as well. */
export const slowCalls: Explain = (situation, figure) => {
  if (!isTime(figure.measure)) return undefined;
  const path = new Set(stationsOf(situation, figure).map(({ component }) => component));
  const slow = situation.fast.outages.find(
    ({ component, effect, value }) => effect === 'slow' && value > 1 && path.has(component),
  );
  if (!slow) return undefined;
  return `${startSentence(describeOutage(situation, slow))}: the time-step engine adds the same time to every call, in the replay long calls become longer than short ones.`;
};
