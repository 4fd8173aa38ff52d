import type { Intervention } from '../../domain/intervention.ts';
import type { Plan } from '../../domain/plan.ts';
import { formatNumber, listWords, midSentence, NO_BREAK, withUnit } from '../number-words.ts';
import { formatFigure } from './figure-words.ts';
import type { HourReport } from './hour-report.ts';

type Journey = HourReport['replay']['journeys'][number];

interface Change {
  name: string;
  before: Journey;
  after: Journey;
  /** Shares of requests lost. */
  lostBefore: number;
  lostAfter: number;
  /** p95 after over before; 1 where one of them is missing. */
  slower: number;
}

/** Less than this nobody notices: one request in a thousand, or a twentieth of the time. */
const NOTICED_LOSS = 0.001;
const NOTICED_TIME = 1.05;
/** One request in a hundred thousand is none. */
const RARE = 1e-5;

/**
 * What came of it: the journey that suffers most, with and without.
 * "With Payment down for 9 min, 15 % of checkout requests are lost instead of none."
 */
export function chaosSentence(plan: Plan, calm: HourReport, report: HourReport): string {
  const changes = plan.journeys.flatMap(({ id, name }) => changeOf(midSentence(name), id, calm, report));
  const done = `With ${describeInterventions(plan, report.interventions)}`;
  const lossy = changes.toSorted((a, b) => gain(b) - gain(a))[0];
  if (lossy && gain(lossy) >= NOTICED_LOSS) {
    const more = lossy.slower >= NOTICED_TIME ? `, and ${timeWords(lossy)}` : '';
    return `${done}, ${percent(lossy.lostAfter)} of ${lossy.name} requests are lost instead of ${lossy.lostBefore < RARE ? 'none' : percent(lossy.lostBefore)}${more}.`;
  }
  const slow = changes.toSorted((a, b) => b.slower - a.slower)[0];
  if (slow && slow.slower >= NOTICED_TIME)
    return `${done}, ${slow.name} ${timeWords(slow)}; hardly any request is lost.`;
  return `${done}, nobody notices: no journey loses requests or slows down by it.`;
}

/** `Payment down for 9 min and 2.5 times the arrivals for 14 min`. */
export function describeInterventions(plan: Plan, interventions: readonly Intervention[]): string {
  return listWords(interventions.map((each) => `${whatOf(plan, each)} for ${withUnit(each.minutes, 'min')}`));
}

function whatOf({ components, journeys }: Plan, each: Intervention): string {
  if (each.kind === 'surge') {
    const named = each.journeys?.map((id) => midSentence(journeys.find((one) => one.id === id)?.name ?? id));
    return `${formatNumber(each.multiplier, 2)} times the ${named ? `${listWords(named)} ` : ''}arrivals`;
  }
  const name = components.find(({ id }) => id === each.component)?.name ?? each.component;
  switch (each.effect.kind) {
    case 'down':
      return `${name} down`;
    case 'reduced':
      return `${formatNumber(each.effect.share * 100, 0)}${NO_BREAK}% of ${name} away`;
    case 'slow':
      return `${name} ${formatNumber(each.effect.factor, 2)} times as slow`;
  }
}

function changeOf(name: string, id: string, calm: HourReport, report: HourReport): Change[] {
  const before = calm.replay.journeys.find(({ journey }) => journey === id);
  const after = report.replay.journeys.find(({ journey }) => journey === id);
  if (!before || !after) return [];
  const p95Before = before.responseMs?.p95.value;
  const p95After = after.responseMs?.p95.value;
  return [
    {
      name,
      before,
      after,
      lostBefore: lostOf(before),
      lostAfter: lostOf(after),
      slower: p95Before && p95After ? p95After / p95Before : 1,
    },
  ];
}

const lostOf = ({ losses }: Journey): number =>
  losses ? Object.values(losses).reduce((sum, { value }) => sum + value, 0) : 0;

const gain = ({ lostBefore, lostAfter }: Change): number => lostAfter - lostBefore;

const percent = (share: number): string => `${formatNumber(share * 100, share < 0.1 ? 2 : 0)}${NO_BREAK}%`;

const timeWords = ({ before, after }: Change): string =>
  `p95 goes from ${formatFigure('p95', before.responseMs!.p95.value)} to ${formatFigure('p95', after.responseMs!.p95.value)}`;
