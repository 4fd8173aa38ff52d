import type { CompiledDemand, CompiledPlan } from './compiled-plan.ts';

/** Where a journey's requests come from, step by step (M1, M3). Journeys that follow the same seasons share one. */
export interface RegionMix {
  /** By region. */
  seasons: Float32Array[];
  /** Over all regions, weighted by their shares. */
  season: Float64Array;
  /** By region: share of the step's requests; they sum to 1. */
  splits: Float64Array[];
  /** Shares of the regions it was filled for. */
  shares: Float64Array;
  /** Steps in which an event of single regions changes the splits from future to future. */
  touched: { from: number; to: number }[];
}

/** By journey. */
export function createRegionMixes({ plan, grid, demand }: CompiledPlan): RegionMix[] {
  const known = new Map<string, RegionMix>();
  const regions = plan.regions.length;
  return plan.journeys.map((_journey, index) => {
    const seasonOf = demand.seasonOf.slice(index * regions, (index + 1) * regions);
    const touched = regionalSpans(demand, index, regions);
    const key = touched.length > 0 ? `journey ${index}` : seasonOf.join();
    const found = known.get(key);
    if (found) return found;
    const mix: RegionMix = {
      seasons: seasonOf.map((season) => demand.seasons[season]!),
      season: new Float64Array(grid.steps),
      splits: seasonOf.map(() => new Float64Array(grid.steps)),
      shares: new Float64Array(regions).fill(Number.NaN),
      touched,
    };
    known.set(key, mix);
    return mix;
  });
}

function regionalSpans({ events }: CompiledDemand, journey: number, regions: number): RegionMix['touched'] {
  return events
    .filter((event) => event.regions.length < regions && event.journeys.includes(journey))
    .map(({ firstStep, weights }) => ({ from: firstStep, to: firstStep + weights.length }));
}

/** Fills the mixes for a future's shares; what the future before left as it should be is kept. */
export function fillRegionMixes(mixes: readonly RegionMix[], shares: Float64Array): void {
  for (const mix of mixes) {
    if (shares.every((share, region) => share === mix.shares[region])) {
      for (const { from, to } of mix.touched) fillSteps(mix, from, to);
      continue;
    }
    mix.shares.set(shares);
    fillSteps(mix, 0, mix.season.length);
  }
}

function fillSteps({ seasons, season, splits, shares }: RegionMix, from: number, to: number): void {
  season.fill(0, from, to);
  seasons.forEach((own, region) => addSeason(season, own, shares[region]!, from, to));
  seasons.forEach((own, region) => fillSplit(splits[region]!, own, season, shares[region]!, from, to));
}

function addSeason(season: Float64Array, own: Float32Array, share: number, from: number, to: number): void {
  for (let step = from; step < to; step++) season[step]! += share * own[step]!;
}

/** In a step without any requests the shares themselves. */
function fillSplit(
  split: Float64Array,
  own: Float32Array,
  season: Float64Array,
  share: number,
  from: number,
  to: number,
): void {
  for (let step = from; step < to; step++)
    split[step] = season[step]! > 0 ? (share * own[step]!) / season[step]! : share;
}

/**
 * Multiplies the requests of some regions in one step; returns the factor of all regions together.
 * For steps of `touched` alone.
 */
export function multiplyRegions(
  { splits }: RegionMix,
  regions: readonly number[],
  step: number,
  factor: number,
): number {
  let all = 0;
  for (let region = 0; region < splits.length; region++)
    all += splits[region]![step]! * (regions.includes(region) ? factor : 1);
  if (!(all > 0)) return 0;
  for (let region = 0; region < splits.length; region++)
    splits[region]![step]! *= (regions.includes(region) ? factor : 1) / all;
  return all;
}
