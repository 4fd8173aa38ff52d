import { lossKinds } from './loss-kinds.ts';
import type { Estimate, ReplayedJourney, ReplayedStation } from '../../replay/replay-result.ts';
import type { JourneyAnswer } from '../../engine/span-answer.ts';
import type { StationAnswer } from '../../engine/station-answer.ts';
import { type ComparedFigure, isTime, type Measure, type Situation } from './compared-figure.ts';

/** All figures that both engines give, journeys first, in the plan's order. */
export function compareEngines({ replay, fast }: Situation): ComparedFigure[] {
  return [
    ...replay.journeys.flatMap((journey, index) => compareJourney(journey, fast.journeys[index]!)),
    ...replay.stations.flatMap((station, index) => compareStation(station, fast.stations[index]!)),
  ];
}

/** Losses rarer than one in a hundred thousand in both engines are not worth a line. */
const RARE = 1e-5;

function compareJourney(replay: ReplayedJourney, fast: JourneyAnswer): ComparedFigure[] {
  const figure = figuresOf('journey', replay.journey);
  const times =
    replay.responseMs && fast.responseMs
      ? (['p50', 'p95', 'p99'] as const).map((which) =>
          figure(which, replay.responseMs![which], fast.responseMs![which]),
        )
      : [];
  const { losses } = replay;
  if (!losses || !fast.losses) return times;
  const lost = lossKinds.filter((kind) => losses[kind].value > RARE || fast.losses![kind] > RARE);
  return [
    ...times,
    figure('throughput', replay.throughputPerSecond, fast.throughputPerSecond),
    ...lost.map((kind) => figure(kind, losses[kind], fast.losses![kind])),
  ];
}

function compareStation(replay: ReplayedStation, fast: StationAnswer): ComparedFigure[] {
  const figure = figuresOf('component', replay.component);
  if (replay.callsPerSecond.value === 0 && fast.callsPerSecond === 0) return [];
  return [
    ...(fast.servers === null ? [] : [figure('utilization', replay.utilization, fast.utilization)]),
    ...(replay.meanWaitMs && fast.meanWaitMs !== null && isWorthALine(replay.meanWaitMs.value, fast)
      ? [figure('wait', replay.meanWaitMs, fast.meanWaitMs)]
      : []),
  ];
}

/** Waits below a twentieth of a millisecond in both engines are none. */
const SHORT = 0.05;

export const isWorthALine = (
  replayed: number,
  { meanWaitMs, servers }: Pick<StationAnswer, 'meanWaitMs' | 'servers'>,
): boolean => servers !== null && Math.max(replayed, meanWaitMs ?? 0) >= SHORT;

const figuresOf =
  (kind: 'journey' | 'component', id: string) =>
  (measure: Measure, replay: Estimate, fast: number): ComparedFigure => {
    const difference = fast - replay.value;
    const isInside = fast >= replay.low && fast <= replay.high;
    const isNear = Math.abs(difference) <= known(measure, replay.value);
    return {
      subject: { kind, id },
      measure,
      replay,
      fast,
      difference,
      relative: replay.value === 0 ? null : difference / replay.value,
      agreement: isInside ? 'inside' : isNear ? 'near' : 'apart',
    };
  };

/**
 * How far the time-step engine is known to be off at most where nothing out of the ordinary happens.
 * Times: the two-moment wait and the convolution err by up to 4 % in nine cases of ten (Q2, R2), and
 * a wait shorter than a millisecond is none. Counts of requests are exact but for losses.
 */
function known(measure: Measure, value: number): number {
  if (isTime(measure)) return Math.max(1, 0.04 * value);
  if (measure === 'throughput') return 0.005 * value;
  return measure === 'utilization' ? 0.01 : 0.001;
}
