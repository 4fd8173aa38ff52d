import { causes } from '../engine/causes.ts';
import { lossKinds, type RunPictures, type Spread } from '../engine/run-pictures.ts';
import { causeName, causeRole } from './causes-bar.ts';
import type { StackedBarsData } from './stacked-bars.ts';

/** Lost requests told by what they are owed to, or by what happened to them. */
export type LossesBy = 'causes' | 'kinds';

/** Share of a journey's fresh requests that is lost in each month. */
export function lossBars(pictures: RunPictures, journey: string, by: LossesBy): StackedBarsData {
  const losses = pictures.journeys.find((candidate) => candidate.journey === journey)?.losses;
  const none: Spread = { mean: pictures.months.map(() => 0), p5: [], p95: [] };
  const { mean, p5: low, p95: high } = losses?.total ?? { ...none, p5: none.mean, p95: none.mean };
  const parts: [id: string, spread: Spread | undefined][] =
    by === 'causes'
      ? causes.map((cause) => [cause, losses?.causes[cause]])
      : lossKinds.map((kind) => [kind, losses?.kinds[kind]]);
  return {
    unit: 'share',
    windows: pictures.months,
    range: '90\u00a0% of futures',
    total: { mean, low, high },
    parts: parts.flatMap(([id, spread]) =>
      spread && spread.mean.some((share) => share >= NEGLIGIBLE)
        ? [
            {
              id,
              name: causeName(id),
              role: causeRole(id),
              mean: spread.mean,
              low: spread.p5,
              high: spread.p95,
            },
          ]
        : [],
    ),
  };
}

/** One request of a thousand million: what is less in every month is rounding. */
const NEGLIGIBLE = 1e-9;
