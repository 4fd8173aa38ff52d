import { formatMonthLong } from '../../calendar/month-label.ts';
import type { CompiledPlan } from '../../engine/compiled-plan.ts';
import type { MeanDemand } from '../../engine/future-demands.ts';
import { formatNumber, midSentence, NO_BREAK } from '../number-words.ts';
import type { VerdictDocument } from '../verdict-document.ts';
import { monthsOfWindow } from '../window-label.ts';
import { momentOf } from './compose-hour-report.ts';
import { z } from 'zod';

/** An hour worth a look, and why. */
export const hourToCheckSchema = z.object({
  kind: z.enum(['busiest', 'event', 'break', 'component']),
  /** `2027-11-26T18:00` on the plan's clock. */
  localTime: z.string(),
  /** Minutes from the start of the horizon. */
  from: z.number(),
  title: z.string(),
  why: z.string(),
});
export type HourToCheck = z.infer<typeof hourToCheckSchema>;

export interface HoursParts {
  compiled: CompiledPlan;
  /** Over some futures. */
  demand: MeanDemand;
  /** Of the newest run; null where there is none. */
  verdict: VerdictDocument | null;
  /** Its busiest hour comes first. */
  component?: string | undefined;
}

/** The busiest hour of all, that of the biggest event, and the first in which a promise breaks; each hour once. */
export function hoursToCheck(parts: HoursParts): HourToCheck[] {
  const found = [
    ...(parts.component === undefined ? [] : componentHour(parts, parts.component)),
    ...busiestHour(parts),
    ...eventHour(parts),
    ...breakHour(parts),
  ];
  return found.filter(({ from }, index) => found.findIndex((other) => other.from === from) === index);
}

const HOUR = 60;

function componentHour(parts: HoursParts, id: string): HourToCheck[] {
  const { compiled, demand } = parts;
  const station = compiled.stations.findIndex((candidate) => candidate.id === id);
  const load = demand.utilization[station];
  if (!load) return [];
  const hour = highestHour(compiled, load);
  if (!(hour.value > 0)) return [];
  const name = componentNameAt(compiled, station);
  return [
    toCheck(
      parts,
      'component',
      hour.step,
      `Busiest hour of ${name}`,
      `${share(hour.value)} of all it may hold`,
    ),
  ];
}

function busiestHour(parts: HoursParts): HourToCheck[] {
  const { compiled, demand } = parts;
  const hours = demand.utilization.map((load, station) => ({ station, ...highestHour(compiled, load) }));
  const highest = hours.toSorted((a, b) => b.value - a.value)[0];
  if (!highest || !(highest.value > 0)) {
    const { step, value } = highestHour(compiled, demand.requests);
    const why = `${formatNumber(value, 0)} requests a second`;
    return value > 0 ? [toCheck(parts, 'busiest', step, 'Busiest hour', why)] : [];
  }
  const why = `${componentNameAt(compiled, highest.station)} at ${share(highest.value)} of all it may hold`;
  return [toCheck(parts, 'busiest', highest.step, 'Busiest hour', why)];
}

/** Of all occurrences of events the one with most requests. */
function eventHour(parts: HoursParts): HourToCheck[] {
  const { compiled, demand } = parts;
  const hours = compiled.demand.events.map(({ event, firstStep, weights }) => ({
    event,
    ...highestHour(compiled, demand.requests, firstStep, firstStep + weights.length),
  }));
  const highest = hours.toSorted((a, b) => b.value - a.value)[0];
  if (!highest || !(highest.value > 0)) return [];
  const { name } = compiled.plan.demand.events[highest.event]!;
  const why = `${formatNumber(highest.value, 0)} requests a second`;
  return [toCheck(parts, 'event', highest.step, name, why)];
}

/** In the month in which the first baseline promise breaks: the busiest hour of what binds it. */
function breakHour(parts: HoursParts): HourToCheck[] {
  const { compiled, demand, verdict } = parts;
  const breaks = (verdict?.clauses ?? []).flatMap(({ name, tiers }) => {
    const baseline = tiers.find(({ tier }) => tier === 'baseline');
    if (!baseline || (baseline.verdict !== 'atRisk' && baseline.verdict !== 'unsustainable')) return [];
    const after = baseline.windows.findIndex(({ window }) => window === baseline.runway) + 1;
    const broken = baseline.windows[after];
    const bottleneck = baseline.reason.bottleneck;
    return broken ? [{ name, window: broken.window, bottleneck }] : [];
  });
  const first = breaks.toSorted((a, b) => monthsOfWindow(a.window).first - monthsOfWindow(b.window).first)[0];
  if (!first) return [];
  const month = first.window.slice(0, 7);
  const { months, monthOf } = compiled.grid;
  const position = months.indexOf(month);
  const start = monthOf.indexOf(position);
  const end = monthOf.lastIndexOf(position) + 1;
  if (position < 0 || start < 0) return [];
  const station = compiled.stations.findIndex(({ id }) => id === first.bottleneck);
  const hour = highestHour(compiled, demand.utilization[station] ?? demand.requests, start, end);
  const title = `First break: ${midSentence(first.name)}`;
  return [toCheck(parts, 'break', hour.step, title, `the busiest hour of ${formatMonthLong(month)}`)];
}

/** The hour, begun on the hour, with the highest mean; steps `from` to `to` − 1. */
function highestHour(
  { grid }: CompiledPlan,
  values: Float64Array,
  from = 0,
  to = values.length,
): { step: number; value: number } {
  const length = HOUR / grid.stepMinutes;
  let highest = { step: Math.max(0, Math.floor(from / length) * length), value: 0 };
  for (let step = highest.step; step < to && step + length <= values.length; step += length) {
    let sum = 0;
    for (let part = 0; part < length; part++) sum += values[step + part]!;
    if (sum / length > highest.value) highest = { step, value: sum / length };
  }
  return highest;
}

function toCheck(
  { compiled }: HoursParts,
  kind: HourToCheck['kind'],
  step: number,
  title: string,
  why: string,
): HourToCheck {
  const from = step * compiled.grid.stepMinutes;
  return { kind, from, localTime: momentOf(compiled, from).localTime, title, why };
}

const componentNameAt = ({ plan, stations }: CompiledPlan, station: number): string =>
  plan.components[stations[station]!.component]!.name;

const share = (value: number): string => `${formatNumber(value * 100, 0)}${NO_BREAK}%`;
