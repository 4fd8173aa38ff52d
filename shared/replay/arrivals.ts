import { bitsAt, negativeLogarithm } from './chance.ts';
import { drawTime, type Laws } from './laws.ts';
import type { RateState, StreamState } from './streams.ts';

/** The moment of the stream's next arrival after one at `now`, request number `serial`; Infinity: never. */
export function nextArrival(stream: StreamState, laws: Laws, now: number): number {
  const amount = drawTime(laws, stream.law, stream.arrivalHigh, stream.arrivalLow, stream.serial);
  if (stream.kind === 'mmpp') return modulatedArrival(stream, now, amount);
  const { rate } = stream;
  if (rate.amplitude > 0) return sinusoidArrival(rate, now, amount);
  return pieceArrival(rate, now, amount);
}

/** The moment by which `amount` more arrivals are expected: the rate's integral turned round. */
function pieceArrival(rate: RateState, now: number, amount: number): number {
  const { starts, rates } = rate;
  const last = rates.length - 1;
  let at = now;
  let left = amount;
  let { piece } = rate;
  while (piece < last) {
    const end = starts[piece + 1]!;
    const expected = (end - at) * rates[piece]!;
    if (expected >= left) break;
    left -= Math.max(0, expected);
    at = Math.max(at, end);
    piece += 1;
  }
  rate.piece = piece;
  const pace = rates[piece]!;
  return pace > 0 ? at + left / pace : Infinity;
}

/** Newton's steps on mean · (t + amplitude / pace · (cos before − cos after)), kept inside their bracket. */
function sinusoidArrival({ rates, amplitude, pace }: RateState, now: number, amount: number): number {
  const wanted = amount / rates[0]!;
  const before = Math.cos(pace * now);
  let low = 0;
  let high = wanted + (2 * amplitude) / pace;
  let step = wanted;
  for (let round = 0; round < 100; round++) {
    const angle = pace * (now + step);
    const excess = step + (amplitude / pace) * (before - Math.cos(angle)) - wanted;
    if (excess > 0) high = step;
    else low = step;
    const slope = 1 + amplitude * Math.sin(angle);
    const newton = step - excess / slope;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - step) <= 1e-12 * (1 + Math.abs(now))) return now + next;
    step = next;
  }
  return now + step;
}

/** Poisson at the present rate until the next switch, then at the other. */
function modulatedArrival(stream: StreamState, now: number, amount: number): number {
  const { mmpp } = stream;
  let at = now;
  let left = amount;
  for (;;) {
    const expected = (mmpp.until - at) * mmpp.rates[mmpp.state]!;
    if (expected >= left) return at + left / mmpp.rates[mmpp.state]!;
    left -= expected;
    at = mmpp.until;
    switchState(stream);
  }
}

/** Into the other state, for an exponential time; the first into the state of a stationary start. */
function switchState({ mmpp, arrivalHigh, arrivalLow }: StreamState): void {
  const { switching } = mmpp;
  // The arrivals' own key turned round: another row of the same stream.
  const bits = bitsAt(arrivalLow, arrivalHigh, mmpp.switches);
  if (mmpp.switches === 0) {
    const chance = ((bits >>> 0) + 0.5) / 4294967296;
    mmpp.state = chance < switching[1] / (switching[0] + switching[1]) ? 0 : 1;
    mmpp.switches += 1;
    mmpp.until += negativeLogarithm(bitsAt(arrivalLow, arrivalHigh, -1)) / switching[mmpp.state]!;
    return;
  }
  mmpp.state = 1 - mmpp.state;
  mmpp.switches += 1;
  mmpp.until += negativeLogarithm(bits) / switching[mmpp.state]!;
}
