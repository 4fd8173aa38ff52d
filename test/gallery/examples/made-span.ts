import type { SpanPicture } from '#shared/charts/replay-charts.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { answerSpan } from '#shared/engine/span-answer.ts';
import { aReplayLike } from '#test/makers/a-replay.ts';
import { theSamplePlan } from '#test/makers/the-sample-plan.ts';
import { createMadeNumbers } from './made-data.ts';

/** An hour of the sample in which the payment provider is down and a surge comes; the replay is made up from the other engine. */
export function madeSpan({ upTo = 60 } = {}): SpanPicture {
  const plan = theSamplePlan();
  const compiled = compilePlan(plan);
  const from = (Date.parse('2027-06-17T16:00Z') - compiled.grid.start) / 60_000;
  const interventions = [
    {
      kind: 'fault' as const,
      component: 'payment',
      effect: { kind: 'down' as const },
      from: from + 12,
      minutes: 9,
    },
    { kind: 'surge' as const, multiplier: 2.5, from: from + 34, minutes: 14 },
  ];
  const fast = answerSpan(compiled, { seed: 1, future: 0, from, minutes: 60, interventions });
  const random = createMadeNumbers(11);
  const slices = aReplayLike(fast).slices.map((slice, index) => {
    const surge = index >= 34 && index < 48 ? 1.9 : 0.85;
    const about = () => 0.97 + 0.06 * random();
    return index >= upTo
      ? null
      : {
          ...slice,
          journeys: slice.journeys.map((journey) => ({
            ...journey,
            throughputPerSecond: journey.throughputPerSecond * surge * about(),
            p50: journey.p50 && journey.p50 * about(),
            p95: journey.p95 && journey.p95 * about() * (surge > 1 ? 1.2 : 1),
            p99: journey.p99 && journey.p99 * about() * (surge > 1 ? 1.3 : 1),
            losses: { ...journey.losses, failed: journey.losses.failed * about() },
          })),
          stations: slice.stations.map((station, at) => ({
            ...station,
            utilization: Math.min(1, station.utilization * surge * about() * 2.4),
            waiting: at === 3 && surge > 1 ? 40 * Math.sin(((index - 34) / 14) * Math.PI) : 0,
          })),
        };
  });
  return { plan, localTime: '2027-06-17T18:00', from, minutes: 60, slices, fast, interventions };
}
