import { listWords } from '../../number-words.ts';
import type { Situation } from '../compared-figure.ts';
import { journeysOf } from '../figure-path.ts';
import type { Explain } from './explain.ts';

/** Share of requests turned away from which on rules shape what comes through. */
const SOME = 1e-4;

/** Rules act request by request in the replay, by the mean of a piece in the time-step engine (S2 to S4). */
export const shaped: Explain = (situation, figure) => {
  const acting = [
    ...(isActive(situation, figure, 'limited') ? ['rate limits'] : []),
    ...(isActive(situation, figure, 'shed') ? ['load shedding'] : []),
  ];
  if (acting.length === 0) return undefined;
  return `${listWords(acting).replace(/^./, (first) => first.toUpperCase())} turn requests away: one by one as they come in the replay, by the mean of the moment in the time-step engine.`;
};

function isActive(situation: Situation, figure: Parameters<Explain>[1], kind: 'limited' | 'shed'): boolean {
  const names = new Set(journeysOf(situation, figure).map(({ journey }) => journey));
  return (
    situation.replay.journeys.some(
      ({ journey, losses }) => names.has(journey) && (losses?.[kind].value ?? 0) > SOME,
    ) || journeysOf(situation, figure).some(({ losses }) => (losses?.[kind] ?? 0) > SOME)
  );
}
