import type { CompiledPlan, TailTable } from './compiled-plan.ts';
import type { Inputs } from './draw-inputs.ts';
import { responseBeyond, tableTime } from './outcome.ts';
import { createTailTable } from './tail-table.ts';
import type { JourneyState } from './workspace.ts';

/** Answered requests of one piece, with the waits the engine found in it. */
export interface AnsweredPiece {
  /** The piece's state of all journeys, kept. */
  journeys: JourneyState;
  /** Fresh arrivals per second, journey × regions + region. */
  regionRates: Float64Array;
  seconds: number;
}

/** Percentiles of response times in milliseconds over any number of pieces of one future. */
export interface AnsweredTimes {
  /** Time that all but `beyond` of the answered requests stay within; null where none is answered. */
  percentile(journey: number, pieces: readonly AnsweredPiece[], beyond: number): number | null;
  /** Null where none is answered. */
  mean(journey: number, pieces: readonly AnsweredPiece[]): number | null;
}

/**
 * Reads the laws that verdicts read: P(response > t) of each piece (`responseBeyond`), mixed by
 * answered requests, solved for t. Requests that outlast the client's patience are not answered,
 * so the law ends there. Tables are made at thresholds 25 % apart, each when first read.
 */
export function createAnsweredTimes(compiled: CompiledPlan, inputs: Inputs): AnsweredTimes {
  const regions = compiled.plan.regions.length;
  const tables = new Map<string, TailTable>();

  function beyond(piece: AnsweredPiece, journey: number, region: number, timeMs: number): number {
    const work = { inputs, journeys: piece.journeys, regions };
    const law = compiled.journeys[journey]!.response[region]!;
    const { time } = tableTime(work, journey, region, { law }, timeMs);
    const table = tableFor(journey, region, Math.max(time, timeMs), piece.journeys.noWait[journey]! < 1);
    return responseBeyond(work, journey, region, table, timeMs);
  }

  function tableFor(journey: number, region: number, timeMs: number, waits: boolean): TailTable {
    const law = compiled.journeys[journey]!.response[region]!;
    if (!waits) return { thresholdMs: timeMs, law, logTail: NOTHING };
    const rung = Math.ceil(Math.log(Math.max(1, timeMs)) / LOG_RATIO);
    const key = `${journey} ${region} ${rung}`;
    const known = tables.get(key);
    if (known) return known;
    const table = createTailTable(law, RATIO ** rung);
    tables.set(key, table);
    return table;
  }

  function sharesOf(journey: number, pieces: readonly AnsweredPiece[]): AnsweredShare[] {
    const patience = inputs.timeoutMs[journey]!;
    return pieces.flatMap((piece) =>
      Array.from({ length: regions }, (_none, region): AnsweredShare => {
        const at = journey * regions + region;
        const answered = piece.regionRates[at]! * piece.journeys.successIn[at]!;
        const tooLate = patience < Infinity ? beyond(piece, journey, region, patience) : 0;
        return { piece, region, weight: answered * piece.seconds, tooLate };
      }).filter(({ weight, tooLate }) => weight > 0 && tooLate < 1),
    );
  }

  return {
    percentile(journey, pieces, share) {
      const answered = sharesOf(journey, pieces);
      const total = answered.reduce((sum, { weight }) => sum + weight, 0);
      if (total === 0) return null;
      const law = compiled.journeys[journey]!.response[0]!;
      const longest = inputs.timeoutMs[journey]!;
      return solve(law.mean + law.deviation, longest, share, (timeMs) => {
        let later = 0;
        for (const { piece, region, weight, tooLate } of answered) {
          const all = beyond(piece, journey, region, timeMs);
          later += (weight * Math.max(0, all - tooLate)) / (1 - tooLate);
        }
        return later / total;
      });
    },
    mean(journey, pieces) {
      let total = 0;
      let sum = 0;
      for (const { piece, region, weight } of sharesOf(journey, pieces)) {
        const { noWait, waitMean, delayStart, delayEnd } = piece.journeys;
        const law = compiled.journeys[journey]!.response[region]!;
        const waited =
          (1 - noWait[journey]!) * waitMean[journey]! + (delayStart[journey]! + delayEnd[journey]!) / 2;
        total += weight;
        sum +=
          weight *
          (law.mean + inputs.responseShift[journey * regions + region]! + Math.max(0, waited) * 1000);
      }
      return total > 0 ? sum / total : null;
    },
  };
}

interface AnsweredShare {
  piece: AnsweredPiece;
  region: number;
  /** Answered requests. */
  weight: number;
  /** Chance to outlast the client's patience. */
  tooLate: number;
}

const NOTHING = new Float64Array(0);
const RATIO = 1.25;
const LOG_RATIO = Math.log(RATIO);
/** No response is looked for beyond: 1.25^100 ms, about two months. */
const RUNGS = 100;
/** Of the time. */
const PRECISION = 1e-5;

/** The time at which the falling function reaches `wanted`, by rungs of the ladder from `near`, then by halves. */
function solve(near: number, longest: number, wanted: number, later: (timeMs: number) => number): number {
  let rung = Math.max(0, Math.round(Math.log(Math.max(1, near)) / LOG_RATIO));
  while (rung < RUNGS && RATIO ** rung < longest && later(RATIO ** rung) > wanted) rung += 1;
  while (rung > 0 && later(RATIO ** (rung - 1)) <= wanted) rung -= 1;
  let high = Math.min(longest, RATIO ** rung);
  let low = rung > 0 ? RATIO ** (rung - 1) : 0;
  while (high - low > PRECISION * high) {
    const middle = (low + high) / 2;
    if (later(middle) > wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
