import type { SpanPicture } from '#shared/charts/replay-charts.ts';
import { theSamplePlan } from '#test/makers/the-sample-plan.ts';
import { createMadeNumbers } from './made-data.ts';

const FROM = 10_000;
const noLosses = { limited: 0, shed: 0, rejected: 0, timedOut: 0, failed: 0 };
const isDown = (minute: number) => minute >= 12 && minute < 21;
const isSurge = (minute: number) => minute >= 34 && minute < 48;

/** An hour in which the payment provider is down and a surge comes, all made up; known up to a minute. */
export function madeSpan({ upTo = 60 } = {}): SpanPicture {
  const random = createMadeNumbers(11);
  const about = () => 0.97 + 0.06 * random();
  const slices = Array.from({ length: 60 }, (_none, minute) => {
    const slice = {
      from: FROM + minute,
      minutes: 1,
      journeys: Array.from({ length: 5 }, () => madeJourney(minute, isSurge(minute) ? 2.5 : 1, about)),
      stations: [0.06, 0.45, 0.28, 0.35, 0].map((busy, station) => ({
        utilization: Math.min(1, busy * (isSurge(minute) ? 2.5 : 1) * about()),
        waiting: station === 1 && isSurge(minute) ? 40 * Math.sin(((minute - 34) / 14) * Math.PI) : 0,
        servers: station === 4 ? null : 80,
        instances: station === 4 ? null : 8,
      })),
    };
    return minute < upTo ? slice : null;
  });
  return {
    plan: theSamplePlan(),
    localTime: '2027-06-17T18:00',
    from: FROM,
    minutes: 60,
    slices,
    fast: {
      from: FROM,
      minutes: 60,
      journeys: [],
      stations: [],
      outages: [],
      pieces: [
        { at: 0, length: 12 },
        { at: 12, length: 9 },
        { at: 21, length: 39 },
      ].map(({ at, length }) => ({
        from: FROM + at,
        minutes: length,
        journeys: Array.from({ length: 5 }, () => madeJourney(at, 1.35, () => 1)),
        stations: [],
      })),
    },
    interventions: [
      { kind: 'fault', component: 'payment', effect: { kind: 'down' }, from: FROM + 12, minutes: 9 },
      { kind: 'surge', multiplier: 2.5, from: FROM + 34, minutes: 14 },
    ],
  };
}

function madeJourney(minute: number, times: number, about: () => number) {
  const rate = 40 * times * about();
  const slower = isSurge(minute) ? 1.25 : 1;
  return {
    arrivalsPerSecond: rate,
    throughputPerSecond: isDown(minute) ? 0 : rate,
    p50: isDown(minute) ? null : 360 * about(),
    p95: isDown(minute) ? null : 680 * slower * about(),
    p99: isDown(minute) ? null : 940 * slower * about(),
    losses: { ...noLosses, failed: isDown(minute) ? rate : 0 },
  };
}
