import { formatMonthLong } from '../calendar/month-label.ts';
import { metastableUtilization } from '../queueing/metastable.ts';
import { middle } from '../units/quantity.ts';
import type { CompiledPlan } from './compiled-plan.ts';
import { drawInputs, type Inputs } from './draw-inputs.ts';
import type { RunTallies } from './run-tallies.ts';
import { STORM } from './storms.ts';
import { usualLevel } from './usual-level.ts';

/** Storms of retries that outlived their trigger in some future, and components where one could (S1). */
export function stormWarnings(
  compiled: CompiledPlan,
  tallies: Pick<RunTallies, 'storms' | 'replications'>,
): string[] {
  if (!compiled.rules.hasRetries) return [];
  const inputs = drawInputs(compiled, (quantity) => middle(quantity));
  return compiled.stations.flatMap((_station, station) => [
    ...seenStorms(compiled, tallies, station),
    ...possibleStorms(compiled, inputs, station),
  ]);
}

function seenStorms(
  { plan, stations, grid }: CompiledPlan,
  { storms, replications }: Pick<RunTallies, 'storms' | 'replications'>,
  station: number,
): string[] {
  const lengths: number[] = [];
  let first = Infinity;
  for (let future = 0; future < replications; future++) {
    const at = (future * stations.length + station) * STORM;
    if (storms[at]! < 0) continue;
    first = Math.min(first, storms[at]!);
    lengths.push(storms[at + 1]!);
  }
  if (lengths.length === 0) return [];
  const share = (100 * lengths.length) / replications;
  const median = lengths.sort((a, b) => a - b)[lengths.length >> 1]!;
  const month = grid.months[grid.monthOf[Math.floor(first / grid.stepMinutes)]!]!;
  const { name } = plan.components[stations[station]!.component]!;
  return [
    `In ${share < 1 ? 'less than 1' : Math.round(share)}\u00a0% of futures a metastable state: retries alone keep ${name} overloaded after what began it is gone, first in ${formatMonthLong(month)}, for ${lengthText(median)} in half of them.`,
  ];
}

const lengthText = (minutes: number): string => {
  if (minutes < 120) return `${Math.round(minutes)}\u00a0min`;
  const hours = minutes / 60;
  return hours < 72 ? `${Number(hours.toFixed(1))}\u00a0h` : `${Math.round(hours / 24)} days`;
};

/** Whether the usual load is above the one from which retries alone keep the station overloaded. */
function possibleStorms(compiled: CompiledPlan, inputs: Inputs, station: number): string[] {
  const { plan, stations } = compiled;
  const { servers, maximum } = inputs.stations[station]!;
  const full = servers[maximum]!;
  let base = 0;
  let storm = 0;
  compiled.journeys.forEach(({ id }, journey) => {
    const load = usualLevel(plan, id) * inputs.erlangs[journey * stations.length + station]!;
    base += load;
    storm += load / stormsAbove(compiled, inputs, station, journey);
  });
  if (!(base < full && storm > full)) return [];
  const { name } = plan.components[stations[station]!.component]!;
  const usual = Math.round((100 * base) / full);
  const limit = Math.round((100 * base) / storm);
  return [
    `${name} can be metastable: from ${limit}\u00a0% of its capacity on, a backlog longer than clients wait is kept up by their retries alone, and it is usually at ${usual}\u00a0%. Give the retries a budget and drop expired work, or let no more wait than half the clients’ patience.`,
  ];
}

/** Utilization from which a storm of the journey's retries lives; 1 where none of its work is wasted. */
function stormsAbove(
  { rules, journeys }: CompiledPlan,
  inputs: Inputs,
  station: number,
  journey: number,
): number {
  const rule = rules.retries[journey];
  const patience = inputs.timeoutMs[journey]! / 1000;
  if (!rule || patience === Infinity) return 1;
  const { servers, maximum, queueLimit, timeout } = inputs.stations[station]!;
  const visit = journeys[journey]!.visits.findIndex((own) => own.station === station);
  const seconds = visit >= 0 ? inputs.visits[journey]![visit]!.seconds : 0;
  const longestWait = Math.min(timeout, (queueLimit * seconds) / servers[maximum]!);
  if (longestWait <= patience / 2) return 1;
  return metastableUtilization({
    servers: Math.max(1, servers[maximum]!),
    retries: rule.attempts - 1,
    budget: rule.budget,
    dropsExpired: rule.dropExpired,
  });
}
