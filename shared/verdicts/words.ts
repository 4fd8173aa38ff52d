import { type Clause, type Tier, tiers } from '../domain/clause.ts';
import type { Plan } from '../domain/plan.ts';
import { type WeeklyHours, weekdays } from '../domain/time.ts';
import { NO_BREAK, formatNumber, formatShare, listWords, midSentence, withUnit } from './number-words.ts';
import type { Cause, TierVerdict, Verdict } from './verdict-document.ts';
import { formatWindow } from './window-label.ts';

export { formatMonthLong } from '../calendar/month-label.ts';
export { formatInterval, formatProbability, midSentence } from './number-words.ts';
export { describeWindow, formatWindow, formatWindowLong } from './window-label.ts';

/** The promise as a phrase: `95 % of checkout requests within 400 ms`. With the plan, names; without, ids. */
export function describeTarget(clause: Clause, tier: Tier, plan?: Plan): string {
  const subject = subjectOf(clause, plan);
  switch (clause.metric) {
    case 'latency': {
      const { percentile, atMostMs } = clause.tiers[tier];
      return `${formatShare(percentile)} of ${subject} requests within ${formatDuration(atMostMs)}`;
    }
    case 'availability': {
      const share = formatShare(clause.tiers[tier].atLeast);
      return clause.budgetingMethod === 'timeslices'
        ? `${subject} works in ${share} of all minutes`
        : `${share} of ${subject} requests succeed`;
    }
    case 'errorRate':
      return `at most ${formatShare(clause.tiers[tier].atMost)} of ${subject} requests fail`;
    case 'throughput': {
      const { atLeastPerSecond, share } = clause.tiers[tier];
      return `${formatNumber(atLeastPerSecond)} ${subject} requests per second carried ${formatShare(share)} of the time`;
    }
    case 'supportResponse': {
      const { share, withinMinutes } = clause.tiers[tier];
      return `${formatShare(share)} of tickets answered within ${formatMinutes(withinMinutes)}`;
    }
  }
}

/** The number that tells the tiers apart: `≤ 400 ms`; with its share where that differs too: `99 % ≤ 400 ms`. */
export function shortTarget(clause: Clause, tier: Tier): string {
  switch (clause.metric) {
    case 'latency': {
      const { percentile, atMostMs } = clause.tiers[tier];
      const shared = tiers.every((other) => clause.tiers[other].percentile === percentile);
      return `${shared ? '' : `${formatShare(percentile)} `}${atMost(formatDuration(atMostMs))}`;
    }
    case 'availability':
      return atLeast(formatShare(clause.tiers[tier].atLeast));
    case 'errorRate':
      return atMost(formatShare(clause.tiers[tier].atMost));
    case 'throughput': {
      const { atLeastPerSecond, share } = clause.tiers[tier];
      const shared = tiers.every((other) => clause.tiers[other].share === share);
      return `${shared ? '' : `${formatShare(share)} `}${atLeast(withUnit(atLeastPerSecond, '/s'))}`;
    }
    case 'supportResponse': {
      const { share, withinMinutes } = clause.tiers[tier];
      const shared = tiers.every((other) => clause.tiers[other].share === share);
      return `${shared ? '' : `${formatShare(share)} `}${atMost(formatMinutes(withinMinutes))}`;
    }
  }
}

/** Where and when the promise counts: `everywhere, at all times`, `Europe, Mobile, Mon–Fri 08:00–18:00`. */
export function describeScope(plan: Plan, clause: Clause): string {
  const { regions, devices, hours } = clause.scope;
  const regionNames = regions?.map((id) => plan.regions.find((region) => region.id === id)?.name ?? id);
  const deviceNames = devices?.map((id) => deviceName(plan, id));
  const times = hours?.map(formatHours);
  const narrowed = [regionNames, deviceNames, times].filter((words) => words && words.length > 0);
  return narrowed.length === 0
    ? 'everywhere, at all times'
    : narrowed.map((words) => listWords(words!)).join(', ');
}

/** How a verdict is said in a cell: `holds`, `holds until Oct 2027`, `too close to call`, `does not hold`. */
export function describeVerdict({ verdict, runway }: Pick<TierVerdict, 'verdict' | 'runway'>): string {
  if (verdict === 'sustainable') return 'holds';
  if (verdict === 'unknown') return 'too close to call';
  if (runway !== null) return `holds until ${formatWindow(runway)}`;
  return verdict === 'atRisk' ? 'at risk from the start' : 'does not hold';
}

export const verdictWords: Record<Verdict, string> = {
  sustainable: 'sustainable',
  atRisk: 'at risk',
  unsustainable: 'unsustainable',
  unknown: 'too close to call',
};

export const tierWords: Record<Tier, string> = {
  optimistic: 'Optimistic',
  baseline: 'Baseline',
  stretch: 'Stretch',
};

export const causeWords: Record<Cause, string> = {
  load: 'load',
  failure: 'failures',
  maintenance: 'maintenance',
  deployment: 'deployments',
  shaping: 'limits and shedding',
  dependency: 'external services',
  staffing: 'staffing',
};

/** What one bad event of the clause is called, in the plural. */
export function badEvents(clause: Clause): string {
  switch (clause.metric) {
    case 'latency':
      return 'slow or failed requests';
    case 'availability':
      return clause.budgetingMethod === 'timeslices' ? 'bad minutes' : 'failed requests';
    case 'errorRate':
      return 'failed requests';
    case 'throughput':
      return 'minutes short of the rate';
    case 'supportResponse':
      return 'late tickets';
  }
}

function subjectOf(clause: Clause, plan: Plan | undefined): string {
  if (clause.metric === 'supportResponse') return 'tickets';
  const name = plan?.journeys.find(({ id }) => id === clause.journey)?.name;
  return name === undefined ? clause.journey.replaceAll('-', ' ') : midSentence(name);
}

function deviceName(plan: Plan, id: string): string {
  return plan.regions.flatMap(({ devices }) => devices).find((device) => device.id === id)?.name ?? id;
}

function formatHours({ days, from, to }: WeeklyHours): string {
  const positions = days.map((day) => weekdays.indexOf(day)).sort((a, b) => a - b);
  const isRun = positions.length > 2 && positions.every((day, index) => day === positions[0]! + index);
  const named = positions.map((day) => dayName(day));
  const said = positions.length === 7 ? 'daily' : isRun ? `${named[0]}–${named.at(-1)}` : listWords(named);
  return `${said} ${from}–${to}`;
}

const dayName = (position: number): string => {
  const day = weekdays[position]!;
  return day.charAt(0).toUpperCase() + day.slice(1);
};

/** Milliseconds up to ten seconds, then seconds. */
const formatDuration = (ms: number): string => (ms < 10_000 ? withUnit(ms, 'ms') : withUnit(ms / 1000, 's'));

/** Minutes up to two hours, then hours where they come out even. */
const formatMinutes = (minutes: number): string =>
  minutes >= 120 && minutes % 30 === 0 ? withUnit(minutes / 60, 'h') : withUnit(minutes, 'min');

const atMost = (amount: string): string => `≤${NO_BREAK}${amount}`;
const atLeast = (amount: string): string => `≥${NO_BREAK}${amount}`;
