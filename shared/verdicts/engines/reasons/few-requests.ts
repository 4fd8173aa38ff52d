import { countWord } from '../../number-words.ts';
import type { ComparedFigure, Situation } from '../compared-figure.ts';
import { startSentence } from '../../number-words.ts';
import type { Explain } from './explain.ts';

/** Fewer requests than this beyond a percentile, or lost, and one of them moves it. */
const FEW = 100;

const BEYOND = { p50: 0.5, p95: 0.05, p99: 0.01 } as const;

/** A percentile rests on the requests beyond it, a share on those it counts. */
export const fewRequests: Explain = (situation, figure) => {
  const count = Math.round(restingOn(situation, figure));
  if (count >= FEW) return undefined;
  const rest = startSentence(countWord(count));
  const are = count === 1 ? 'request is' : 'requests are';
  return figure.measure in BEYOND
    ? `${rest} ${are} slower than the replay’s ${figure.measure} in all its repetitions: one more moves it.`
    : `${rest} ${are} lost so in all repetitions of the replay: one more moves the share.`;
};

function restingOn({ replay }: Situation, { subject, measure, replay: estimate }: ComparedFigure): number {
  const journey = replay.journeys.find((candidate) => candidate.journey === subject.id);
  if (subject.kind === 'component' || !journey) return Infinity;
  if (measure === 'throughput') return Infinity;
  if (measure in BEYOND) {
    const answered =
      journey.arrivalsPerSecond.value > 0
        ? journey.throughputPerSecond.value / journey.arrivalsPerSecond.value
        : 0;
    return journey.requests * answered * BEYOND[measure as keyof typeof BEYOND];
  }
  return journey.requests * estimate.value;
}
