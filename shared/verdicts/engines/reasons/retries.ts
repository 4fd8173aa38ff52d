import { formatNumber } from '../../number-words.ts';
import { journeysOf } from '../figure-path.ts';
import type { Explain } from './explain.ts';

/** Attempts per request from which on retries change the load. */
const MANY = 1.01;

/** Retries come in bunches after a failure; the time-step engine spreads them over the piece (S1). */
export const retries: Explain = (situation, figure) => {
  const attempts = journeysOf(situation, figure).map(({ journey, attempts: fast }) => {
    const replayed = situation.replay.journeys.find((candidate) => candidate.journey === journey);
    return Math.max(fast ?? 1, replayed?.attempts?.value ?? 1);
  });
  const most = Math.max(1, ...attempts);
  if (most < MANY) return undefined;
  return `Clients make ${formatNumber(most, 2)} attempts per request: in the replay retries follow the failure that caused them, the time-step engine spreads them evenly.`;
};
