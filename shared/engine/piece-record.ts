import type { JourneyState, StationState, Workspace } from './workspace.ts';

/** What the engine found for one piece of a step, kept beyond the walk. */
export interface PieceRecord {
  /** Minutes from the start of the horizon. */
  from: number;
  to: number;
  seconds: number;
  journeys: JourneyState;
  stations: StationState;
  /** Fresh arrivals per second, journey × regions + region. */
  regionRates: Float64Array;
}

/** The part of the piece inside the span; undefined where there is none. A moving delay is cut where the piece is. */
export function recordPiece(
  work: Workspace,
  piece: { from: number; to: number },
  span: { from: number; to: number },
): PieceRecord | undefined {
  const from = Math.max(piece.from, span.from);
  const to = Math.min(piece.to, span.to);
  if (to - from < SLIVER) return undefined;
  const record: PieceRecord = {
    from,
    to,
    seconds: (to - from) * 60,
    journeys: copyOf(work.journeys),
    stations: copyOf(work.stations),
    regionRates: work.regionRates.slice(),
  };
  const length = piece.to - piece.from;
  const cut = { first: (from - piece.from) / length, last: (to - piece.from) / length };
  cutDelays(record.journeys, cut);
  cutDelays(record.stations, cut);
  return record;
}

/** Minutes that come from rounding alone. */
const SLIVER = 1e-9;

const copyOf = <State extends JourneyState | StationState>(state: State): State =>
  Object.fromEntries(Object.entries(state).map(([key, values]) => [key, values.slice()])) as State;

function cutDelays(
  { delayStart, delayEnd }: Pick<StationState, 'delayStart' | 'delayEnd'>,
  { first, last }: { first: number; last: number },
): void {
  for (let index = 0; index < delayStart.length; index++) {
    const start = delayStart[index]!;
    const end = delayEnd[index]!;
    delayStart[index] = start + first * (end - start);
    delayEnd[index] = start + last * (end - start);
  }
}
