import { createLocalClock } from '../calendar/local-time.ts';
import type { TimeGrid } from '../calendar/time-grid.ts';
import { shareInside } from '../calendar/weekly-hours.ts';
import { calendarWindows } from '../calendar/windows.ts';
import { tiers, type Clause, type ClauseOf } from '../domain/clause.ts';
import type { Plan } from '../domain/plan.ts';
import type { Region } from '../domain/region.ts';
import { responseLaws } from './compile-response.ts';
import type {
  CalendarInterval,
  CompiledClause,
  CompiledDesk,
  CompiledJourney,
  CompiledTier,
  ResponseLaw,
  TailTable,
} from './compiled-plan.ts';
import { createTailTable } from './tail-table.ts';

export interface ClauseParts {
  plan: Plan;
  grid: TimeGrid;
  journeys: readonly CompiledJourney[];
  desks: readonly CompiledDesk[];
  calendar: readonly CalendarInterval[];
  deskCalendar: readonly CalendarInterval[];
}

/** What each clause measures, where and when, and the windows it is judged in (L1 to L4). */
export function compileClauses(parts: ClauseParts): CompiledClause[] {
  return parts.plan.clauses.map((clause) => compileClause(parts, clause));
}

function compileClause(parts: ClauseParts, clause: Clause): CompiledClause {
  const { plan, grid, journeys, desks, calendar, deskCalendar } = parts;
  const isDesk = clause.metric === 'supportResponse';
  const subject = isDesk
    ? desks.findIndex(({ id }) => id === clause.component)
    : journeys.findIndex(({ id }) => id === clause.journey);
  const stations = isDesk ? [] : [...new Set(journeys[subject]!.visits.map(({ station }) => station))];
  return {
    id: clause.id,
    metric: clause.metric,
    subject,
    regionWeights: plan.regions.map((region) => regionWeight(clause, region)),
    isWhole: !clause.scope.regions && !clause.scope.devices,
    hours: clause.scope.hours
      ? shareInside(clause.scope.hours, createLocalClock(plan.timeZone, grid.start, grid.end), grid)
      : null,
    timeslices: clause.metric === 'availability' && clause.budgetingMethod === 'timeslices',
    sliceTarget: clause.metric === 'availability' ? clause.sliceTarget - ROUNDING : 0,
    excludeMaintenance: clause.accounting.maintenance === 'excluded',
    excludeShed: clause.accounting.shed === 'excluded',
    deferred: countsDeferred(plan, clause) ? clause.accounting.deferred : 'fromRelease',
    hasMaintenance: isDesk
      ? deskCalendar.some(({ announced, station }) => announced && station === subject)
      : calendar.some(({ announced, station }) => announced && stations.includes(station)),
    stations,
    ...windowsOf(clause, grid),
    tiers: tiersOf(parts, clause, subject),
  };
}

/** Whether requests of the clause may be put off, and are counted one by one. */
function countsDeferred({ shaping }: Plan, clause: Clause): boolean {
  if (clause.metric === 'supportResponse' || clause.metric === 'throughput') return false;
  if (clause.metric === 'availability' && clause.budgetingMethod === 'timeslices') return false;
  return shaping.some(
    (rule) => rule.enabled && rule.kind === 'deferral' && rule.journeys.includes(clause.journey),
  );
}

/** Shares of a minute's requests are products of chances: below this they are rounding, not a failure. */
const ROUNDING = 1e-8;

/** Share of a region's requests that the scope includes. */
function regionWeight({ scope }: Clause, region: Region): number {
  if (scope.regions && !scope.regions.includes(region.id)) return 0;
  if (!scope.devices) return 1;
  const total = region.devices.reduce((sum, { share }) => sum + share, 0);
  const chosen = region.devices
    .filter(({ id }) => scope.devices!.includes(id))
    .reduce((sum, { share }) => sum + share, 0);
  return total === 0 ? 0 : chosen / total;
}

function windowsOf(
  clause: Clause,
  grid: TimeGrid,
): Pick<CompiledClause, 'windows' | 'binOf' | 'bins' | 'rolling'> {
  if (clause.window.kind === 'calendarAligned') {
    const { labels, ofDay } = calendarWindows(grid, clause.window.unit);
    return {
      windows: labels,
      binOf: binsOfSteps(grid, ofDay),
      bins: labels.length,
      rolling: null,
    };
  }
  const monthOfDay = new Uint8Array(grid.days.length);
  grid.days.forEach((day, index) => {
    monthOfDay[index] = grid.months.indexOf(day.slice(0, 7));
  });
  const days = Math.min(clause.window.days, grid.days.length);
  const firstMonth = monthOfDay[days - 1]!;
  return {
    windows: grid.months.slice(firstMonth),
    binOf: Int16Array.from(grid.dayOf),
    bins: grid.days.length,
    rolling: { days, monthOfDay: monthOfDay.map((month) => Math.max(0, month - firstMonth)) },
  };
}

function binsOfSteps({ dayOf }: TimeGrid, ofDay: Int16Array): Int16Array {
  const bins = new Int16Array(dayOf.length);
  for (let step = 0; step < bins.length; step++) bins[step] = ofDay[dayOf[step]!]!;
  return bins;
}

function tiersOf(parts: ClauseParts, clause: Clause, subject: number): CompiledTier[] {
  if (clause.metric === 'latency') return latencyTiers(parts, clause, subject);
  return tiers.map((tier) => ({ tier, threshold: thresholdOf(clause, tier), tails: [] }));
}

function thresholdOf(clause: Clause, tier: (typeof tiers)[number]): number {
  if (clause.metric === 'throughput') return clause.tiers[tier].atLeastPerSecond;
  if (clause.metric === 'supportResponse') return clause.tiers[tier].withinMinutes;
  return 0;
}

function latencyTiers(
  { plan, journeys }: ClauseParts,
  clause: ClauseOf<'latency'>,
  subject: number,
): CompiledTier[] {
  const journey = plan.journeys[subject]!;
  const reach = 1.5 * Math.max(...tiers.map((tier) => clause.tiers[tier].atMostMs));
  const laws = clause.scope.devices
    ? responseLaws(plan, journey.path, reach, clause.scope.devices)
    : journeys[subject]!.response;
  return tiers.map((tier) => ({
    tier,
    threshold: clause.tiers[tier].atMostMs,
    tails: laws.map((law, region) =>
      regionWeight(clause, plan.regions[region]!) > 0 ? tailTable(law, clause.tiers[tier].atMostMs) : null,
    ),
  }));
}

const tables = new WeakMap<ResponseLaw, Map<number, TailTable>>();

/** Laws that an edit left as they were keep their tables. */
function tailTable(law: ResponseLaw, thresholdMs: number): TailTable {
  const known = tables.get(law) ?? new Map<number, TailTable>();
  tables.set(law, known);
  const table = known.get(thresholdMs) ?? createTailTable(law, thresholdMs);
  known.set(thresholdMs, table);
  return table;
}
