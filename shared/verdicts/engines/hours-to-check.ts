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
  kind: z.enum(['busiest', 'event', 'break', 'component', 'ordinary']),
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
  /** Its busiest hour comes first; of this month, `2027-11`, where one is given. */
  component?: string | undefined;
  month?: string | undefined;
}

/** The busiest hour of all, that of the biggest event, the first in which a promise breaks, an ordinary one; each hour once. */
export function hoursToCheck(parts: HoursParts): HourToCheck[] {
  const found = [
    ...(parts.component === undefined ? [] : componentHour(parts, parts.component)),
    ...busiestHour(parts),
    ...eventHour(parts),
    ...breakHour(parts),
    ...ordinaryHour(parts),
  ];
  return found.flatMap((hour, index) => {
    const same = found.filter(({ from }) => from === hour.from);
    const isFirst = found.findIndex(({ from }) => from === hour.from) === index;
    return isFirst ? [{ ...hour, title: same.map(({ title }) => title).join(' · ') }] : [];
  });
}

const HOUR = 60;

function componentHour(parts: HoursParts, id: string): HourToCheck[] {
  const { compiled, demand } = parts;
  const station = compiled.stations.findIndex((candidate) => candidate.id === id);
  const load = demand.utilization[station];
  if (!load) return [];
  const { start, end } = stepsOfMonth(compiled, parts.month) ?? { start: 0, end: load.length };
  const hour = highestHour(compiled, load, start, end);
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
  const steps = stepsOfMonth(compiled, month);
  if (!steps) return [];
  const station = compiled.stations.findIndex(({ id }) => id === first.bottleneck);
  const hour = highestHour(compiled, demand.utilization[station] ?? demand.requests, steps.start, steps.end);
  const title = `First break: ${midSentence(first.name)}`;
  return [toCheck(parts, 'break', hour.step, title, `the busiest hour of ${formatMonthLong(month)}`)];
}

/** Of all days' busiest hours the one in the middle. */
function ordinaryHour(parts: HoursParts): HourToCheck[] {
  const { compiled, demand } = parts;
  const { dayOf } = compiled.grid;
  const days: { step: number; value: number }[] = [];
  for (let first = 0; first < dayOf.length;) {
    const end = dayOf.lastIndexOf(dayOf[first]!) + 1;
    days.push(highestHour(compiled, demand.requests, first, end));
    first = end;
  }
  const middle = days.toSorted((a, b) => a.value - b.value)[days.length >> 1];
  if (!middle || !(middle.value > 0)) return [];
  const why = `the busiest of its day, ${formatNumber(middle.value, 0)} requests a second`;
  return [toCheck(parts, 'ordinary', middle.step, 'An ordinary day', why)];
}

/** First step of the month, and the one after its last; undefined where the plan has no such month. */
function stepsOfMonth(
  { grid: { months, monthOf } }: CompiledPlan,
  month: string | undefined,
): { start: number; end: number } | undefined {
  const position = month === undefined ? -1 : months.indexOf(month);
  if (position < 0) return undefined;
  return { start: monthOf.indexOf(position), end: monthOf.lastIndexOf(position) + 1 };
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
