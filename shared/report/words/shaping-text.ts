import type { ShapingRule } from '../../domain/shaping.ts';
import { listWords } from '../../verdicts/number-words.ts';
import { amountText, minutesText, shareText } from './amount-text.ts';
import type { Names } from './names.ts';
import { recurrenceText } from './recurrence-text.ts';

/** The rule as a sentence: what happens, to whom, from when on. */
export function shapingSentence(rule: ShapingRule, names: Names): string {
  const when = rule.schedule ? ` It applies ${recurrenceText(rule.schedule)}.` : '';
  return `${ruleSentence(rule, names)}${when}`;
}

function ruleSentence(rule: ShapingRule, names: Names): string {
  switch (rule.kind) {
    case 'rateLimit': {
      const what = rule.whenEmpty === 'drop' ? 'turned away' : 'held back until the rate allows';
      return `Requests of ${journeysText(rule.journeys, names)} above ${amountText(rule.rate, 'a second')} (with bursts of up to ${amountText(rule.burst, 'requests')}) are ${what}.`;
    }
    case 'concurrencyLimit': {
      const queue = rule.queueLimit === undefined ? '' : ` ${amountText(rule.queueLimit)} more may wait;`;
      return `At most ${amountText(rule.limit, 'requests')} are inside ${names.component(rule.component)} at the same time;${queue} others are rejected.`;
    }
    case 'loadShedding': {
      const where = rule.component ? names.component(rule.component) : 'the busiest component on the path';
      const who = rule.priorityClasses
        ? `of the classes ${listWords(rule.priorityClasses.map(names.priorityClass))}`
        : 'below the first priority';
      return `When ${where} is predicted to be busier than ${shareText(rule.aboveUtilization)}, requests ${who} are turned away, the least important first.`;
    }
    case 'retries': {
      const budget =
        rule.budget === undefined
          ? 'without a budget'
          : `with a budget of ${shareText(rule.budget)} of fresh requests`;
      const expired = rule.dropExpired ? ' Work whose client has given up is dropped.' : '';
      return `Clients of ${journeysText(rule.journeys, names)} try up to ${rule.maximumAttempts} times, first after ${amountText(rule.backoffMs, 'ms')} and then ${amountText(rule.backoffFactor)} times as long each, ${budget}.${expired}`;
    }
    case 'circuitBreaker':
      return `Calls to ${names.component(rule.component)} stop for ${amountText(rule.openSeconds, 's')} when more than ${shareText(rule.openAboveErrorShare)} of them fail.`;
    case 'deferral':
      return `Requests of ${journeysText(rule.journeys, names)} wait for up to ${minutesText(rule.maximumDelayMinutes)} until the components on their path are less busy than ${shareText(rule.belowUtilization)}.`;
  }
}

function journeysText(journeys: readonly string[] | undefined, names: Names): string {
  return journeys ? listWords(journeys.map(names.journey)) : 'all journeys';
}
