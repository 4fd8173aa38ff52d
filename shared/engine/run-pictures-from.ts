import type { Tier } from '../domain/clause.ts';
import { middle } from '../units/quantity.ts';
import { createLocalClock, type LocalClock } from '../calendar/local-time.ts';
import { minuteText } from '../calendar/time-grid.ts';
import { causes, CAUSES } from './causes.ts';
import type { CompiledPlan } from './compiled-plan.ts';
import { DEFERRED } from './deferral-pictures.ts';
import { drawInputs } from './draw-inputs.ts';
import {
  BUSIEST_REPLICATIONS,
  DEMAND_REPLICATIONS,
  DESK_BANDS,
  EVENT_REPLICATIONS,
  RESPONSE_REPLICATIONS,
} from './picture-tallies.ts';
import { bandOf, quantile, spreadOf, wholeSpreadOf, type ValueOf } from './picture-quantiles.ts';
import { lossKinds, type Band, type Outages, type RunPictures, type Spread } from './run-pictures.ts';
import type { RunTallies, TierTallies } from './run-tallies.ts';
import { usualLevel } from './usual-level.ts';
import { LOSSES } from './workspace.ts';

/** What a finished run shows of its futures beside the verdicts. */
export function runPicturesFrom(compiled: CompiledPlan, tallies: RunTallies): RunPictures {
  const { plan, grid, journeys } = compiled;
  const { pictures, replications } = tallies;
  const months = grid.months.length;
  const components = plan.components.length;
  const clock = createLocalClock(grid.timeZone, grid.start, grid.end);
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
      busiestHour: grid.months.map((_month, month) => busiestHour(compiled, tallies, index, month, clock)),
      availability: band(pictures.upShare, replications, components, index),
      outages: outagesOf(compiled, tallies, [index]),
      saturationRate: saturationRate(compiled, index),
    })),
    journeys: journeys.map(({ id }, index) => {
      const futures = Math.min(replications, RESPONSE_REPLICATIONS);
      const response = (which: number) =>
        band(pictures.response, futures, journeys.length * 3, index * 3 + which);
      return {
        journey: id,
        responseP50Ms: response(0),
        responseP95Ms: response(1),
        responseP99Ms: response(2),
        success: band(pictures.success, replications, journeys.length, index),
        losses: lossesOf(compiled, tallies, index),
        ...putOff(compiled, tallies, index),
      };
    }),
    clauses: attainedByClauses(compiled, tallies),
    desks: compiled.desks.map(({ id }, index) => {
      const width = compiled.desks.length * DESK_BANDS;
      const own = (which: number) => band(pictures.desks, replications, width, index * DESK_BANDS + which);
      return { component: id, ticketsPerHour: own(0), waitMinutes: own(1), backlog: own(2) };
    }),
    outages: outagesOf(
      compiled,
      tallies,
      plan.components.map((_component, index) => index),
    ),
    outagesPerYear: plan.components.map(({ id }, index) => ({
      component: id,
      mean: meanOutages(compiled, tallies, index),
    })),
  };
}

function lossesOf(
  { grid, journeys }: CompiledPlan,
  { pictures, replications }: RunTallies,
  journey: number,
): RunPictures['journeys'][number]['losses'] {
  const months = grid.months.length;
  const futures = Math.min(replications, EVENT_REPLICATIONS);
  const row = (future: number, month: number) => (future * months + month) * journeys.length + journey;
  const part = (values: Float32Array, width: number, at: number): Spread =>
    spreadOf(months, futures, (future, month) => values[row(future, month) * width + at]!);
  return {
    total: spreadOf(months, futures, (future, month) => 1 - pictures.success[row(future, month)]!),
    kinds: recordOf(lossKinds, (at) => part(pictures.losses, LOSSES, at)),
    causes: recordOf(causes, (at) => part(pictures.lossCauses, CAUSES, at)),
  };
}

const recordOf = <Key extends string, Value>(
  keys: readonly Key[],
  valueAt: (index: number) => Value,
): Record<Key, Value> =>
  Object.fromEntries(keys.map((key, index) => [key, valueAt(index)])) as Record<Key, Value>;

/** What deferral did to the journey, month by month: means over the futures. */
function putOff(
  { rules, grid, journeys }: CompiledPlan,
  { pictures, replications }: RunTallies,
  journey: number,
): Pick<RunPictures['journeys'][number], 'putOff'> {
  if (!rules.deferrals.some(({ journeys: members }) => members.includes(journey))) return {};
  const months = grid.months.length;
  const row = (future: number, month: number) => (future * months + month) * journeys.length + journey;
  const meanOf = (which: number) =>
    spreadOf(
      months,
      replications,
      (future, month) => pictures.deferred[row(future, month) * DEFERRED + which]!,
    ).mean;
  return { putOff: { share: meanOf(0), delayMinutes: meanOf(1) } };
}

/** Outages of some components, added up. */
function outagesOf(
  { grid, plan }: CompiledPlan,
  { pictures, replications }: RunTallies,
  components: readonly number[],
): Outages {
  const months = grid.months.length;
  const futures = Math.min(replications, EVENT_REPLICATIONS);
  const inMonth = (values: Float32Array) => (future: number, month: number) => {
    const row = (future * months + month) * plan.components.length;
    let sum = 0;
    for (const component of components) sum += values[row + component]!;
    return sum;
  };
  const inHorizon = (valueOf: ValueOf) => (future: number) => {
    let sum = 0;
    for (let month = 0; month < months; month++) sum += valueOf(future, month);
    return sum;
  };
  const count = inMonth(pictures.outages);
  const minutes = inMonth(pictures.outMinutes);
  return {
    count: spreadOf(months, futures, count),
    minutes: spreadOf(months, futures, minutes),
    chance: spreadOf(months, futures, (future, month) => (minutes(future, month) > 0 ? 1 : 0)).mean,
    horizon: {
      count: wholeSpreadOf(futures, inHorizon(count)),
      minutes: wholeSpreadOf(futures, inHorizon(minutes)),
    },
  };
}

/** The commonest of the futures' busiest hours, the earliest of several. */
function busiestHour(
  { grid, plan }: CompiledPlan,
  { pictures, replications }: RunTallies,
  component: number,
  month: number,
  clock: LocalClock,
): RunPictures['components'][number]['busiestHour'][number] {
  const futures = Math.min(replications, BUSIEST_REPLICATIONS);
  const counts = new Map<number, number>();
  for (let future = 0; future < futures; future++) {
    const step =
      pictures.busiest[(future * grid.months.length + month) * plan.components.length + component]!;
    if (step >= 0) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  const [commonest] = [...counts].toSorted(([a, many], [b, more]) => more - many || a - b);
  if (!commonest) return null;
  const [step, count] = commonest;
  return {
    at: minuteText(clock.toWall(grid.start + step * grid.stepMinutes * 60_000)),
    share: count / futures,
  };
}

function attainedByClauses({ clauses }: CompiledPlan, tallies: RunTallies): RunPictures['clauses'] {
  return clauses.map(({ id, metric }, index) => {
    const { windows, tiers } = tallies.clauses[index]!;
    const bandIn = ({ good, valid }: TierTallies): Band =>
      bandOf(windows.length, tallies.replications, (future, window) => {
        const at = future * windows.length + window;
        return valid[at]! > 0 ? good[at]! / valid[at]! : Number.NaN;
      });
    // Every tier of these counts the same events.
    const shared = metric === 'availability' || metric === 'errorRate' ? bandIn(tiers[0]!) : null;
    const attained = Object.fromEntries(tiers.map((tier) => [tier.tier, shared ?? bandIn(tier)]));
    return { clause: id, windows, attained: attained as Record<Tier, Band> };
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
    const rate = usualLevel(compiled.plan, id);
    total += rate;
    load += rate * inputs.erlangs[journey * compiled.stations.length + station]!;
  });
  const full = servers[maximum]!;
  return load > 0 && full < Infinity ? (total * full) / load : null;
}

function meanOutages({ grid, plan }: CompiledPlan, tallies: RunTallies, component: number): number {
  const years = (grid.end - grid.start) / (365.25 * 86_400_000);
  const futures = Math.min(tallies.replications, EVENT_REPLICATIONS);
  let sum = 0;
  for (let row = 0; row < futures * grid.months.length; row++)
    sum += tallies.pictures.outages[row * plan.components.length + component]!;
  return sum / futures / years;
}
