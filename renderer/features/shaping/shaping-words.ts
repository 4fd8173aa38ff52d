import { windowText } from '#shared/charts/civil-date.ts';
import { numberText, percentText, rangeText } from '#shared/charts/number-text.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { ShapingKind, ShapingRule } from '#shared/domain/shaping.ts';
import type { RunPictures } from '#shared/engine/run-pictures.ts';

export const kindNames: Record<ShapingKind, string> = {
  rateLimit: 'Rate limit',
  concurrencyLimit: 'Concurrency limit',
  loadShedding: 'Load shedding',
  retries: 'Client retries',
  circuitBreaker: 'Circuit breaker',
  deferral: 'Deferral',
};
export const kindPurposes: Record<ShapingKind, string> = {
  rateLimit: 'A token bucket at the door',
  concurrencyLimit: 'A bulkhead around one component',
  loadShedding: 'Turns the least important away first',
  retries: 'What clients do when a request fails',
  circuitBreaker: 'Stops calling what keeps failing',
  deferral: 'Work that may wait moves to quiet hours',
};

/** The sentence that opens the screen. */
export function shapingSentence(plan: Plan, pictures: RunPictures | null): string {
  const active = plan.shaping.filter(({ enabled }) => enabled);
  if (active.length === 0)
    return 'Nothing stands between customers and the service: every request is let in.';
  const rules = `${active.length === 1 ? 'One rule shapes' : `${countWord(active.length)} rules shape`} the traffic`;
  const worst = pictures && findWorstLoss(plan, pictures);
  if (!worst) return `${rules}.`;
  const putOff = putOffSentence(plan, pictures);
  if (worst.share < 1e-6) return `${rules}; so far they turn nobody away.${putOff}`;
  return `${rules}. They turn away at most ${percentText(worst.share)} of ${worst.journey}, in ${worst.month}.${putOff}`;
}

/** How much of the journey that is put off most, and for how long; empty where nothing is. */
function putOffSentence(plan: Plan, { months, journeys }: RunPictures): string {
  const cells = journeys.flatMap(({ journey, putOff }) =>
    months.map((month, index) => ({
      journey,
      month,
      share: putOff?.share[index] ?? 0,
      minutes: putOff?.delayMinutes[index] ?? 0,
    })),
  );
  const most = cells.toSorted((a, b) => b.share - a.share)[0];
  if (!most || most.share < 1e-6) return '';
  const name = plan.journeys.find(({ id }) => id === most.journey)?.name ?? most.journey;
  return ` Up to ${percentText(most.share)} of ${name} is put off, by ${hoursText(Math.round(most.minutes))} on average, in ${windowText(most.month)}.`;
}

/** The journey and month that lose most to limits and shedding. */
function findWorstLoss(plan: Plan, { months, journeys }: RunPictures) {
  const cells = journeys.flatMap(({ journey, losses }) =>
    months.map((month, index) => ({
      journey,
      month,
      share: (losses.kinds.rateLimited.mean[index] ?? 0) + (losses.kinds.shed.mean[index] ?? 0),
    })),
  );
  const worst = cells.toSorted((a, b) => b.share - a.share)[0];
  if (!worst) return null;
  const name = plan.journeys.find(({ id }) => id === worst.journey)?.name ?? worst.journey;
  return { journey: name, month: windowText(worst.month), share: worst.share };
}

/** What a rule does, in a sentence a customer could read. */
export function ruleText(rule: ShapingRule, plan: Plan): string {
  const component = (id: string | undefined) =>
    plan.components.find((one) => one.id === id)?.name ?? id ?? 'the busiest component';
  const who = 'journeys' in rule ? journeyNames(plan, rule.journeys) : '';
  switch (rule.kind) {
    case 'rateLimit':
      return `Lets in ${rangeText(rule.rate, 'requests/s')} of ${who}, ${numberText(rule.burst, 12)} more in a burst; the rest ${rule.whenEmpty === 'drop' ? 'is turned away' : 'waits'}.`;
    case 'concurrencyLimit':
      return `At most ${numberText(rule.limit, 12)} requests are inside ${component(rule.component)}${rule.queueLimit === undefined ? '' : `, ${numberText(rule.queueLimit, 12)} may wait`}.`;
    case 'loadShedding':
      return `Above ${percentText(rule.aboveUtilization)} of ${component(rule.component)}, turns away ${classNames(plan, rule.priorityClasses)}, least important first.`;
    case 'retries':
      return `Clients of ${who} try up to ${rule.maximumAttempts} times, ${rule.backoffMs}\u00a0ms apart and growing${rule.budget === undefined ? '' : `; retries stay under ${percentText(rule.budget)} of requests`}.`;
    case 'circuitBreaker':
      return `When ${percentText(rule.openAboveErrorShare)} of calls to ${component(rule.component)} fail, none are made for ${rule.openSeconds}\u00a0s.`;
    case 'deferral':
      return `${who} may wait up to ${hoursText(rule.maximumDelayMinutes)}, until the path is below ${percentText(rule.belowUtilization)}.`;
  }
}

function journeyNames(plan: Plan, journeys: readonly string[] | undefined): string {
  if (!journeys) return 'all journeys';
  return listWords(journeys.map((id) => plan.journeys.find((journey) => journey.id === id)?.name ?? id));
}

function classNames(plan: Plan, classes: readonly string[] | undefined): string {
  if (!classes) return 'all but the first priority';
  return listWords(
    classes.map((id) => plan.priorityClasses.find((one) => one.id === id)?.name.toLowerCase() ?? id),
  );
}

const listWords = (words: string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

const hoursText = (minutes: number): string =>
  minutes < 120 ? `${minutes}\u00a0min` : `${Number((minutes / 60).toFixed(1))}\u00a0h`;

const WORDS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];
const countWord = (count: number): string => WORDS[count] ?? String(count);
