import { middle } from '../units/quantity.ts';
import type { CompiledPlan } from './compiled-plan.ts';
import { DEFERRED } from './deferral-pictures.ts';
import { drawInputs } from './draw-inputs.ts';
import { DEMAND_REPLICATIONS, RESPONSE_REPLICATIONS } from './picture-tallies.ts';
import type { Band, RunPictures } from './run-pictures.ts';
import type { RunTallies } from './run-tallies.ts';
import { LOSSES } from './workspace.ts';

/** What a finished run shows of its futures beside the verdicts. */
export function runPicturesFrom(compiled: CompiledPlan, tallies: RunTallies): RunPictures {
  const { plan, grid, journeys } = compiled;
  const { pictures, replications } = tallies;
  const months = grid.months.length;
  const components = plan.components.length;
  const band = (values: Float32Array, futures: number, width: number, at: number) =>
    bandOf(months, futures, (future, month) => values[(future * months + month) * width + at]!);
  return {
    months: grid.months,
    demand: {
      total: demandFan(compiled, tallies, journeys.length),
      journeys: journeys.map(({ id }, index) => ({ journey: id, fan: demandFan(compiled, tallies, index) })),
    },
    components: plan.components.map(({ id }, index) => ({
      component: id,
      utilization: band(tallies.peakUtilization, replications, components, index),
      availability: band(pictures.upShare, replications, components, index),
      saturationRate: saturationRate(compiled, index),
    })),
    journeys: journeys.map(({ id }, index) => {
      const futures = Math.min(replications, RESPONSE_REPLICATIONS);
      const response = (which: number) =>
        band(pictures.response, futures, journeys.length * 3, index * 3 + which);
      const loss = (kind: number) =>
        monthMeans(
          months,
          replications,
          (future, month) =>
            pictures.losses[((future * months + month) * journeys.length + index) * LOSSES + kind]!,
        );
      return {
        journey: id,
        responseP50Ms: response(0),
        responseP95Ms: response(1),
        responseP99Ms: response(2),
        success: band(pictures.success, replications, journeys.length, index),
        losses: {
          rateLimited: loss(0),
          shed: loss(1),
          rejected: loss(2),
          timedOut: loss(3),
          failed: loss(4),
        },
        ...putOff(compiled, tallies, index),
      };
    }),
    desks: compiled.desks.map(({ id }, index) => ({
      component: id,
      ticketsPerHour: band(pictures.desks, replications, compiled.desks.length * 2, index * 2),
      waitMinutes: band(pictures.desks, replications, compiled.desks.length * 2, index * 2 + 1),
    })),
    outagesPerYear: plan.components.map(({ id }, index) => ({
      component: id,
      mean: meanOutages(compiled, tallies, index),
    })),
  };
}

/** What deferral did to the journey, month by month: means over the futures. */
function putOff(
  { rules, grid, journeys }: CompiledPlan,
  { pictures, replications }: RunTallies,
  journey: number,
): Pick<RunPictures['journeys'][number], 'putOff'> {
  if (!rules.deferrals.some(({ journeys: members }) => members.includes(journey))) return {};
  const months = grid.months.length;
  const figure = (which: number) =>
    monthMeans(
      months,
      replications,
      (future, month) =>
        pictures.deferred[((future * months + month) * journeys.length + journey) * DEFERRED + which]!,
    );
  return { putOff: { share: figure(0), delayMinutes: figure(1) } };
}

function bandOf(months: number, futures: number, at: (future: number, month: number) => number): Band {
  const band: Band = { p5: [], p50: [], p95: [] };
  for (let month = 0; month < months; month++) {
    const values = Float64Array.from({ length: futures }, (_none, future) => at(future, month))
      .filter((value) => !Number.isNaN(value))
      .sort();
    band.p5.push(quantile(values, 0.05));
    band.p50.push(quantile(values, 0.5));
    band.p95.push(quantile(values, 0.95));
  }
  return band;
}

/** Of sorted values, straight lines between them; 0 where there are none. */
function quantile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return 0;
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (position - below) * (sorted[above]! - sorted[below]!);
}

function monthMeans(
  months: number,
  futures: number,
  at: (future: number, month: number) => number,
): number[] {
  return Array.from({ length: months }, (_none, month) => {
    let sum = 0;
    for (let future = 0; future < futures; future++) sum += at(future, month);
    return sum / futures;
  });
}

function demandFan(
  { grid, journeys }: CompiledPlan,
  tallies: RunTallies,
  series: number,
): RunPictures['demand']['total'] {
  const futures = Math.min(tallies.replications, DEMAND_REPLICATIONS);
  const days = grid.days.length;
  const fan: RunPictures['demand']['total'] = {
    dates: grid.days,
    p2_5: [],
    p10: [],
    p25: [],
    p50: [],
    p75: [],
    p90: [],
    p97_5: [],
  };
  const shares = [
    ['p2_5', 0.025],
    ['p10', 0.1],
    ['p25', 0.25],
    ['p50', 0.5],
    ['p75', 0.75],
    ['p90', 0.9],
    ['p97_5', 0.975],
  ] as const;
  const values = new Float64Array(futures);
  for (let day = 0; day < days; day++) {
    for (let future = 0; future < futures; future++)
      values[future] = tallies.pictures.dailyPeaks[(future * days + day) * (journeys.length + 1) + series]!;
    values.sort();
    for (const [key, share] of shares) fan[key].push(quantile(values, share));
  }
  return fan;
}

/** Total fresh rate at which the component is full, with the levels' own mix and every instance up. */
function saturationRate(compiled: CompiledPlan, component: number): number | null {
  const station = compiled.stations.findIndex((candidate) => candidate.component === component);
  if (station < 0) return null;
  const inputs = drawInputs(compiled, (quantity) => middle(quantity));
  const { servers, maximum } = inputs.stations[station]!;
  let total = 0;
  let load = 0;
  compiled.journeys.forEach(({ id }, journey) => {
    const demand = compiled.plan.demand.journeys.find((candidate) => candidate.journey === id);
    const driver = compiled.plan.demand.drivers.find((candidate) => candidate.id === demand?.driver?.id);
    const rate =
      driver && demand?.driver
        ? middle(driver.level) * middle(demand.driver.ratio)
        : middle(demand?.level ?? 0);
    total += rate;
    load += rate * inputs.erlangs[journey * compiled.stations.length + station]!;
  });
  const full = servers[maximum]!;
  return load > 0 && full < Infinity ? (total * full) / load : null;
}

function meanOutages({ grid, plan }: CompiledPlan, tallies: RunTallies, component: number): number {
  const years = (grid.end - grid.start) / (365.25 * 86_400_000);
  let sum = 0;
  for (let future = 0; future < tallies.replications; future++)
    sum += tallies.pictures.outages[future * plan.components.length + component]!;
  return sum / tallies.replications / years;
}
