import type { StationAnswer } from '../../../engine/station-answer.ts';
import { formatNumber } from '../../number-words.ts';
import { isTime, type Situation } from '../compared-figure.ts';
import { busiestOf, componentName, stationsOf } from '../figure-path.ts';
import type { Explain } from './explain.ts';

/** Waits shorter than this share of the difference do not explain it. */
const SHARE = 0.1;
/** How far from Poisson arrivals must be to matter. */
const UNEVEN = 0.15;

/**
 * Burstiness inside the step (M8): waits along a path are taken as independent (R3) and a station's
 * arrivals as a renewal stream of two moments (Q2).
 */
export const unevenArrivals: Explain = (situation, figure) => {
  const busiest = busiestOf(situation, figure);
  if (!isTime(figure.measure) || !busiest) return undefined;
  if (Math.abs(busiest.arrivalCv2 - 1) < UNEVEN) return undefined;
  if (longestWait(situation, busiest) < SHARE * Math.abs(figure.difference)) return undefined;
  const name = componentName(situation.compiled, busiest.component);
  const how = busiest.arrivalCv2 > 1 ? 'burstier' : 'steadier';
  const alone = stationsOf(situation, figure).length === 1;
  return `Requests arrive ${how} than at random (cv² ${formatNumber(busiest.arrivalCv2, 1)}) and ${name} is the bottleneck: the time-step engine ${alone ? 'knows two moments of their times' : 'takes waits along the path as independent of each other'}.`;
};

/** Milliseconds, in whichever engine waits are longer. */
function longestWait({ replay }: Situation, { component, meanWaitMs }: StationAnswer): number {
  const replayed = replay.stations.find((station) => station.component === component)?.meanWaitMs?.value;
  return Math.max(replayed ?? 0, meanWaitMs ?? 0);
}
