/*
 * Laws of waits are tabulated over their mean, points 40 % apart, and their cv², points a factor of
 * two apart. Between points logarithms of chances follow a cubic through four means (Catmull and Rom,
 * A class of local interpolating splines, 1974; a straight line would be up to 0.7 points off) and a
 * straight line between two cv².
 */
export const WAIT_RATIO = 1.4;
const LOG_WAIT_RATIO = Math.log(WAIT_RATIO);
export const SPREADS = 7; // cv² of 1/8 … 8
export const FIRST_SPREAD = 1 / 8;

/** Where a wait stands in a table; filled anew for each. */
export interface WaitPlace {
  /** The second of the four means around it, and what each of them weighs. */
  wait: number;
  first: number;
  second: number;
  third: number;
  fourth: number;
  spread: number;
  spreadShare: number;
}

export const createWaitPlace = (): WaitPlace => ({
  wait: 0,
  first: 0,
  second: 0,
  third: 0,
  fourth: 0,
  spread: 0,
  spreadShare: 0,
});

/** `mean` in units of the table's first mean; `waits`: how many it has. */
export function locateWait(place: WaitPlace, mean: number, waits: number, cv2: number): void {
  const position = between(Math.log(mean) / LOG_WAIT_RATIO, 1, waits - 2.000001);
  const wait = position | 0;
  const x = position - wait;
  place.wait = wait;
  place.first = (((2 - x) * x - 1) * x) / 2;
  place.second = ((3 * x - 5) * x * x + 2) / 2;
  place.third = (((4 - 3 * x) * x + 1) * x) / 2;
  place.fourth = ((x - 1) * x * x) / 2;
  const spread = between(Math.log2(cv2 / FIRST_SPREAD), 0, SPREADS - 1.000001);
  place.spread = spread | 0;
  place.spreadShare = spread - place.spread;
}

const between = (value: number, low: number, high: number): number =>
  value > low ? (value < high ? value : high) : low;
