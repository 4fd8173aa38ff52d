import type { TierVerdict } from '../../verdicts/verdict-document.ts';
import { formatProbability, formatWindow, verdictWords } from '../../verdicts/words.ts';
import type { VerdictMark } from '../report-document.ts';

/** Shape, word, figure and bar of one judgement. */
export function markOf({ verdict, probability }: TierVerdict): VerdictMark {
  const { value, low, high } = probability;
  return {
    verdict,
    word: verdictWords[verdict],
    probability: formatProbability(probability),
    bar: { value, low, high },
  };
}

/** How long the promise is safe: `the end`, `Oct 2027`, `at no time`. */
export function runwayText({ holdsThroughout, runway }: TierVerdict): string {
  if (holdsThroughout) return 'the end';
  return runway === null ? 'at no time' : formatWindow(runway);
}
