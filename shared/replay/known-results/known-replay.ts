import type { z } from 'zod';
import type { KnownResult } from '../../queueing/known-results/known-result.ts';
import { hashText } from '../../statistics/random.ts';
import type { Estimate } from '../replay-result.ts';

/** How much is simulated. */
export interface Effort {
  seed: number;
  /** With the seed, where chance begins. */
  future: number;
  /** Requests per network, all repetitions together, before `stretch`. */
  requests: number;
  /** Independent repetitions, from which intervals come. */
  repetitions: number;
  /** So many times more than usual. */
  stretch: number;
}

/** A model of a table of known results as a network the replay simulates. */
export interface KnownReplay {
  params: z.ZodType;
  /** `percentiles` are those that will be asked for, "95" for 0.95. */
  measure(params: unknown, effort: Effort, percentiles: readonly string[]): Measured;
}

/**
 * Reads quantities off what was simulated; numbers in a quantity's name are written `#` and handed
 * over, as for closed forms. null: there was nothing to measure.
 */
export type Measured = Record<string, (number: string) => Estimate | null>;

export type KnownReplays = Record<string, KnownReplay>;

export function knownReplay<Params>(
  params: z.ZodType<Params>,
  measure: (params: Params, effort: Effort, percentiles: readonly string[]) => Measured,
): KnownReplay {
  return { params, measure: (input, effort, percentiles) => measure(input as Params, effort, percentiles) };
}

/** An estimate with its 99 % interval, or in words why there is none. */
export type Replayed = { estimate: Estimate } | { reason: string };

export const NO_NETWORK = 'no network for this model';

/** Half of the interval that is aimed at, as a share of the value, and how far the effort goes for it. */
const PRECISE = 0.05;
const MOST_STRETCH = 50;
/** A first look decides on the effort, and is thrown away: what is judged must not choose when to stop. */
const FIRST_LOOK = 0.25;
/** Wider, Student's interval stands on a handful of events and is not worth its 99 %. */
const VAGUE = 0.25;

/** Simulates one model with one set of parameters for all quantities that will be asked for. */
export function replayKnown(
  replays: KnownReplays,
  { model: name, params }: Pick<KnownResult, 'model' | 'params'>,
  quantities: readonly string[],
  options: Pick<Effort, 'seed' | 'requests' | 'repetitions'>,
): (quantity: string) => Replayed {
  const replay = Object.hasOwn(replays, name) ? replays[name] : undefined;
  const parsed = replay?.params.safeParse(params);
  if (!replay || !parsed?.success) return () => ({ reason: NO_NETWORK });
  const percentiles = [...new Set(quantities.flatMap((quantity) => /_p(\d+)/.exec(quantity)?.[1] ?? []))];
  // Every network has chance of its own, so that misses of intervals do not come together.
  const simulate = (look: string, stretch: number): Measured => {
    const future = hashText(`${name} ${JSON.stringify(params)} ${look}`) >>> 0;
    return replay.measure(parsed.data, { ...options, future, stretch }, percentiles);
  };
  try {
    const look = simulate('first look', FIRST_LOOK);
    const measured = simulate('', stretchFor(quantities.map((quantity) => readOff(look, quantity))));
    return (quantity) => settled(quantity, readOff(measured, quantity));
  } catch (error) {
    // What cannot be simulated, such as a queue that never settles, is refused by a RangeError.
    if (!(error instanceof RangeError)) throw error;
    return () => ({ reason: error.message });
  }
}

/** undefined: the network does not tell this quantity. */
function readOff(measured: Measured, quantity: string): Estimate | null | undefined {
  return measured[quantity.replace(/\d+/, '#')]?.(/\d+/.exec(quantity)?.[0] ?? '');
}

/** Half-widths shrink with the square root of what is simulated. */
function stretchFor(looks: readonly (Estimate | null | undefined)[]): number {
  const needed = looks.map((look) => {
    if (look === undefined) return 1;
    if (look === null || look.value === 0) return MOST_STRETCH;
    return FIRST_LOOK * (halfOf(look) / (PRECISE * Math.abs(look.value))) ** 2;
  });
  return Math.min(MOST_STRETCH, Math.max(1, ...needed));
}

function settled(quantity: string, estimate: Estimate | null | undefined): Replayed {
  if (estimate === undefined) return { reason: 'not measured by the replay' };
  // A percentile of 0 was seen: that many did not wait. Any other 0 was not seen at all.
  const isSeen = estimate !== null && (estimate.value !== 0 || quantity.includes('_p'));
  if (!isSeen || halfOf(estimate) > VAGUE * Math.abs(estimate.value))
    return { reason: 'too rare to be measured with this effort' };
  return { estimate };
}

const halfOf = ({ low, high }: Estimate): number => (high - low) / 2;
